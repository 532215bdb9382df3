"""Reports and feedback as files, made when somebody asks for one.

Nothing is kept: laying out takes a tenth of a second, a stored copy would be one more place to erase a person from,
and a percentile in it would be of the day before.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from documents.typesetter import Format
from hiring.errors import NotFound
from hiring.feedback_sheet import AdviceLine, FeedbackLine, feedback_sheet
from hiring.model.interview import Interview
from hiring.model.processing import Decision, Outcome, Report
from hiring.model.report_body import ReportBody, figure_of
from hiring.part_lines import part_lines
from hiring.report_sheet import PartLine, ReportFacts, report_sheet, standing_text
from hiring.reportjson import read_report
from hiring.wording import time_text
from miniapp_api.feedback import NOTE, OUTCOMES, advice_of
from miniapp_api.services import services
from miniapp_api.standing import standings_of
from scoring.ranking import PartWeights
from storage.uow import SqlUnitOfWork


class File(StrEnum):
    """What can be downloaded. The value is how the file is called in addresses."""

    REPORT_PDF = "report.pdf"
    REPORT_PNG = "report.png"  # the summary as a picture, without a name in it
    FEEDBACK_PDF = "feedback.pdf"


@dataclass(frozen=True, slots=True)
class Layout:
    """What one file is made of: the template of config/documents and its values."""

    template: str
    values: dict[str, Any]
    form: Format
    dated: datetime


def layout_of(file: File, interview: Interview, uow: SqlUnitOfWork) -> Layout:
    """Raises NotFound(RP404) while there is no report, or for feedback no decision."""
    report = uow.processing.latest_report(interview.id)
    if report is None:
        raise NotFound("RP404")
    if file == File.FEEDBACK_PDF:
        return Layout("feedback", _feedback(interview, report, uow), Format.PDF, report.created_at)
    values = _report(interview, report, uow)
    if file == File.REPORT_PNG:
        return Layout("summary", values, Format.PNG, report.created_at)
    return Layout("report", values, Format.PDF, report.created_at)


def typeset(layout: Layout) -> bytes:
    """The file. Slow enough to want no transaction open."""
    return services().typesetter.typeset(layout.template, layout.values, layout.form, dated=layout.dated)


def _report(interview: Interview, report: Report, uow: SqlUnitOfWork) -> dict[str, Any]:
    body = read_report(report.payload)
    decision = uow.processing.find_decision(interview.id)
    parts, parts_note = whole_of(interview, body, uow)
    facts = ReportFacts(
        company=interview.plan.company,
        candidate=uow.people.get_candidate(interview.candidate_id).name,
        job_title=interview.plan.job_title,
        round=interview.round,
        submitted_at=interview.submitted_at,
        created_at=report.created_at,
        report_id=report.id,
        generation=report.generation,
        payload_sha256=hashlib.sha256(report.payload.encode()).hexdigest(),
        decision=_decided(decision, uow) if decision else "",
        parts=parts,
        parts_note=parts_note,
    )
    return report_sheet(body, facts, standings_of(body, interview, uow))


def whole_of(interview: Interview, body: ReportBody, uow: SqlUnitOfWork) -> tuple[tuple[PartLine, ...], str]:
    """The parts of the whole as they stand now, and the figure they make; nothing where there is only one part."""
    job = uow.interviews.get_job(interview.job_id)
    found = uow.assessments.latest(interview.candidate_id, interview.job_id)
    if job.written_weight == 0 and not found:
        return (), ""
    return part_lines(figure_of(body), found, PartWeights(job.interview_weight, job.written_weight))


def _decided(decision: Decision, uow: SqlUnitOfWork) -> str:
    word = "通过" if decision.outcome == Outcome.APPROVE else "不通过"
    who = uow.people.get_staff(decision.decided_by).name
    return f"{who} 于 {time_text(decision.decided_at)} 决定：{word}。理由：{decision.reason}"


def _feedback(interview: Interview, report: Report, uow: SqlUnitOfWork) -> dict[str, Any]:
    if interview.state not in OUTCOMES:
        raise NotFound("RP404")
    body = read_report(report.payload)
    standings = standings_of(body, interview, uow)
    lines = [
        FeedbackLine(
            dimension=row.dimension,
            score=row.score,
            percentile=standing_text(standings.dimensions.get(row.dimension)),
            advice=tuple(
                AdviceLine(one.text, one.quote)
                for answer in body.answers
                if answer.dimension == row.dimension
                for one in advice_of(answer.score)
            ),
        )
        for row in body.dimensions
    ]
    return feedback_sheet(
        company=interview.plan.company,
        candidate=uow.people.get_candidate(interview.candidate_id).name,
        job_title=interview.plan.job_title,
        outcome=OUTCOMES[interview.state],
        note=NOTE,
        dated=report.created_at,
        lines=lines,
    )
