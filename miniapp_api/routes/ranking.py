"""HR: the ranked list of a job, the weights of its parts, written tests and background checks."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any

from flask import Response

from hiring.access import COMPANY
from hiring.error_texts import text_of
from hiring.errors import HiringError, Invalid
from hiring.model.ids import CandidateId, JobId
from hiring.model.interview import STATE_NAMES
from hiring.standing_list import Applicant, Ranked, ranking
from hiring.usecases.assessing import RecordAssessment, SetPartWeights, record_assessment, set_part_weights
from hiring.wording import SHANGHAI
from miniapp_api.assessment_sheet import SheetRow, read_sheet
from miniapp_api.blueprints import area
from miniapp_api.idempotency import once
from miniapp_api.replies import reply, shown
from miniapp_api.schemas.base import Done, JobPath
from miniapp_api.schemas.hr import BatchError
from miniapp_api.schemas.ranking import (
    AssessmentBody,
    PartWeightsBody,
    PartWeightsOut,
    RankedRow,
    RankingReply,
    SheetBody,
    SheetReply,
    SheetRowResult,
)
from miniapp_api.services import actor, ports, services
from scoring.composite import Part
from scoring.ranking import PartWeights
from storage.reads.ranking import ApplicantLine, applicants, verdict_of, written_of

api = area("ranking", "The ranked list of a post")


@api.get("/jobs/<job_id>/ranking", responses={200: RankingReply})
def read_ranking(path: JobPath) -> Response:
    """Everybody interviewed for the post, in an order no finer than the figures are."""
    with services().uow() as uow:
        job = uow.interviews.get_job(JobId(path.job_id))
        lines = applicants(uow.session, job.id)
    weights = PartWeights(job.interview_weight, job.written_weight)
    known = {line.candidate_id: line for line in lines}
    rows = ranking([_applicant(line) for line in lines], weights)
    return reply(
        RankingReply(
            job_title=job.title,
            weights=PartWeightsOut(interview=weights.interview, written=weights.written),
            rows=[_row(row, known[CandidateId(row.key)]) for row in rows],
        )
    )


@api.put("/jobs/<job_id>/part-weights", responses={200: Done})
def put_part_weights(path: JobPath, body: PartWeightsBody) -> Response:
    """How much the AI interview and the written test weigh for this post."""
    command = SetPartWeights(actor(), JobId(path.job_id), PartWeights(body.interview, body.written))
    return reply(Done(changed=set_part_weights(command, **ports())))


@api.post("/jobs/<job_id>/assessments", responses={200: Done})
def enter_assessment(path: JobPath, body: AssessmentBody) -> Response:
    """A written test's score or a background check's result; an earlier one is superseded and kept."""
    result = body.verdict if body.verdict is not None else body.score
    assert result is not None  # the body has exactly one of both
    command = RecordAssessment(
        actor(),
        CandidateId(body.candidate_id),
        JobId(path.job_id),
        result,
        body.note,
        body.source,
        body.taken_on,
    )
    return once(lambda: reply(Done(changed=record_assessment(command, **ports()))))


@api.post("/jobs/<job_id>/assessments/import", responses={200: SheetReply})
def import_assessments(path: JobPath, body: SheetBody) -> Response:
    """A sheet of results; each row stands for itself, so one that is refused stops no other."""
    services().access.authorize(actor(), "assessment.record", COMPANY)
    job_id = JobId(path.job_id)
    with services().uow() as uow:
        uow.interviews.get_job(job_id)
        names = [(line.candidate_name, line.candidate_id) for line in applicants(uow.session, job_id)]
    rows = read_sheet(_content(body))
    return once(
        lambda: reply(SheetReply(results=[_enter(row, job_id, names, source=body.name) for row in rows]))
    )


def _content(body: SheetBody) -> bytes:
    try:
        return base64.b64decode(body.content_base64, validate=True)
    except binascii.Error as exc:
        raise Invalid("AS427") from exc


def _enter(
    row: SheetRow, job_id: JobId, names: Sequence[tuple[str, CandidateId]], *, source: str
) -> SheetRowResult:
    try:
        candidate_id = _find(row, names)
        day = row.taken_on(services().clock.now().astimezone(SHANGHAI).date())
        for result in row.results():
            command = RecordAssessment(
                actor(),
                candidate_id,
                job_id,
                result,
                row.cells.get("note", ""),
                row.cells.get("source", "") or f"导入：{source}",
                day,
            )
            record_assessment(command, **ports())
    except HiringError as error:
        return SheetRowResult(row=row.number, error=BatchError(code=error.code, message=text_of(error)))
    return SheetRowResult(row=row.number, error=None)


def _find(row: SheetRow, names: Sequence[tuple[str, CandidateId]]) -> CandidateId:
    """By phone, else by a name that only one applicant has. Raises Invalid(AS428)."""
    if phone := row.cells.get("phone", ""):
        with services().uow() as uow:
            found = uow.people.find_candidate_by_phone(phone)
        if found is None:
            raise Invalid("AS428")
        return found.id
    same = [candidate_id for name, candidate_id in names if name == row.cells.get("name")]
    if len(same) != 1:
        raise Invalid("AS428")
    return same[0]


def _applicant(line: ApplicantLine) -> Applicant:
    return Applicant(line.candidate_id, line.interview, written_of(line.written), verdict_of(line.background))


def _row(row: Ranked, line: ApplicantLine) -> RankedRow:
    facts: dict[str, Any] = {
        "value": shown(row.joined.value),
        "interval": shown(row.joined.interval),
        "interview": line.interview.value if isinstance(line.interview, Part) else shown(line.interview),
        "written": shown(line.written),
        "background": shown(line.background),
    }
    return RankedRow(
        candidate_id=line.candidate_id,
        candidate_name=line.candidate_name,
        interview_id=line.interview_id,
        round=line.round,
        state=line.state,
        state_name=STATE_NAMES[line.state],
        place=row.place,
        tied=row.tied,
        coverage=row.joined.coverage,
        missing=list(row.joined.missing),
        reason=row.reason,
        **facts,
    )
