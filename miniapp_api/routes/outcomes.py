"""HR and admin: outcomes come in, their figures, weights put in force."""

from dataclasses import asdict

from flask import Response, request

from hiring.commands import ActivateWeights, RecordOutcomes
from hiring.model.delivery import AuditEntry
from hiring.model.ids import JobId
from hiring.model.outcome import OutcomeSource
from hiring.outcome_rows import (
    COLUMNS,
    EXAMPLES,
    MAX_ROWS,
    OutcomeRow,
    RowFault,
    check_columns,
    parse_rows,
    rows_of_employments,
)
from hiring.usecases.recording import Recorded, record_outcomes
from hiring.usecases.weighing import activate_weights
from miniapp_api import validity
from miniapp_api.blueprints import area
from miniapp_api.idempotency import once
from miniapp_api.replies import reply, shown
from miniapp_api.schemas.base import JobPath
from miniapp_api.schemas.outcomes import (
    ActivateBody,
    Activated,
    KindRow,
    OutcomesBody,
    OutcomesReply,
    RecordedReply,
    ValidityQuery,
    ValidityReply,
)
from miniapp_api.services import actor, ports, services
from storage.reads.outcomes import outcome_counts
from storage.spreadsheets import read_table, template

api = area("outcomes", "What became of people, and what the scores had said about it")

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_ROW = 1  # rows of the API are counted from 1, those of a file as the spreadsheet does


@api.get("/outcomes", responses={200: OutcomesReply})
def read_outcomes() -> Response:
    """How much of what came in, and how much of it is linked to an interview."""
    with services().uow() as uow:
        kinds = [KindRow(**asdict(count)) for count in outcome_counts(uow.session)]
    return reply(OutcomesReply(kinds=kinds))


@api.get("/outcomes/template", responses={200: {"description": "an .xlsx file"}})
def download_template() -> Response:
    """The Excel template, with one example of each kind."""
    return Response(template(COLUMNS, EXAMPLES, sheet="结果回流"), mimetype=XLSX)


@api.post("/outcomes/sheet", responses={200: RecordedReply})
def import_sheet() -> Response:
    """Bring in the .xlsx or .csv file that is the request's body; the same file again changes nothing."""
    columns, rows = read_table(request.get_data(), rows_max=MAX_ROWS)
    check_columns(columns)
    good, faults = parse_rows(rows)
    return _record(good, faults, OutcomeSource.SHEET)


@api.post("/outcomes", responses={200: RecordedReply})
def import_rows(body: OutcomesBody) -> Response:
    """Bring in rows from another system, under the headings of the template."""
    check_columns(sorted({column for row in body.rows for column in row.cells}))
    good, faults = parse_rows([(number, row.cells) for number, row in enumerate(body.rows, start=FIRST_ROW)])
    return _record(good, faults, OutcomeSource.API)


@api.post("/outcomes/sync", responses={200: RecordedReply})
def sync_roster() -> Response:
    """Bring in days of entry and exit from DingTalk 智能人事, which has no performance ratings to offer."""
    services().access.authorize(actor(), "outcome.import")
    return _record(rows_of_employments(services().dingtalk.employments()), [], OutcomeSource.HRM)


@api.get("/jobs/<job_id>/validity", responses={200: ValidityReply})
def read_validity(path: JobPath, query: ValidityQuery) -> Response:
    """The figures of one job, the suggestion and the weight sets so far. Reading is audited."""
    s, job_id = services(), JobId(path.job_id)
    with s.uow() as uow:
        material, history = validity.material(uow.session, job_id, now=s.clock.now())
        seen = AuditEntry(actor().audit_name, "outcome.read", f"job:{job_id}", s.clock.now())
        uow.audit.record(seen)
        uow.commit()
    # Computed after the transaction: a page takes a second or two.
    return reply(validity.page(material, history, version=query.version))


@api.post("/jobs/<job_id>/weights", responses={201: Activated})
def put_weights_in_force(path: JobPath, body: ActivateBody) -> Response:
    """For interviews created from now on. Where they are the suggestion, its back-test is kept with them."""
    s, job_id = services(), JobId(path.job_id)
    s.access.authorize(actor(), "weights.activate")
    with s.uow() as uow:
        material, _ = validity.material(uow.session, job_id, now=s.clock.now())
    command = ActivateWeights(
        actor(),
        job_id,
        dict(body.weights),
        validity.basis(material, body.weights),
        body.reason,
        body.replaces,
    )
    return once(lambda: reply(Activated(number=activate_weights(command, **ports())), 201))


def _record(rows: list[OutcomeRow], faults: list[RowFault], source: OutcomeSource) -> Response:
    command = RecordOutcomes(actor(), tuple(rows), tuple(faults), source)
    recorded: Recorded = record_outcomes(command, **ports())
    return reply(RecordedReply(**shown(recorded)))
