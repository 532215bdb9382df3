"""Lint of any text: clauses and contracts from outside, questions, job advertisements; thresholds and risk notes."""

from flask import Response

from contracts.lint import NOT_LEGAL_ADVICE
from contracts.proposals import Threshold, for_job
from contracts.questions import lint_question
from contracts.warnings import PURPOSE, risk_notes
from hiring.access import of_interview
from hiring.commands import SetClausePolicy
from hiring.errors import NotFound
from hiring.model.ids import InterviewId, JobId
from hiring.reportjson import read_report
from hiring.usecases.clause_policy import set_clause_policy
from hiring.usecases.evidence import measures_of
from miniapp_api import text_view
from miniapp_api.blueprints import area
from miniapp_api.idempotency import once
from miniapp_api.replies import reply
from miniapp_api.schemas.base import InterviewPath, JobPath
from miniapp_api.schemas.contracts import (
    LineOut,
    PolicyBody,
    PolicyReply,
    PolicyRow,
    QuestionLintReply,
    QuestionsBody,
    RiskNoteOut,
    RiskNotesReply,
    SavedReply,
    TextBody,
    TextLintReply,
)
from miniapp_api.services import actor, ports, services

api = area("lint", "Labour-law lint")


@api.post("/lint/text", responses={200: TextLintReply})
def lint_text(body: TextBody) -> Response:
    """A clause or a whole contract from outside: each part with its findings, then the whole. Nothing is kept."""
    return reply(text_view.lint(body.text))


@api.post("/lint/questions", responses={200: QuestionLintReply})
def lint_questions(body: QuestionsBody) -> Response:
    """Interview questions and job advertisements, line by line, before they are used."""
    lines = [_line(text) for text in body.lines if text.strip()]
    return reply(QuestionLintReply(lines=lines, disclaimer=NOT_LEGAL_ADVICE))


@api.get("/jobs/<job_id>/clause-policy", responses={200: PolicyReply})
def read_policy(path: JobPath) -> Response:
    """The thresholds under which this job's results propose clauses."""
    s = services()
    with s.uow() as uow:
        uow.interviews.get_job(JobId(path.job_id))
        own = uow.contracts.policy(JobId(path.job_id))
    rules = for_job(s.book.proposals, own.thresholds if own else ())
    return reply(
        PolicyReply(
            number=own.number if own else 0,
            rules=[
                PolicyRow(
                    rule=r.key,
                    title=s.book.templates[r.clause].clause.title if r.clause else "不写入合同",
                    dimensions=list(r.dimensions),
                    band=r.band,
                    threshold=r.threshold,
                    max_width=r.max_width,
                    enabled=r.enabled,
                    why=r.why,
                )
                for r in rules
            ],
        )
    )


@api.put("/jobs/<job_id>/clause-policy", responses={200: SavedReply})
def save_policy(path: JobPath, body: PolicyBody) -> Response:
    """A new version of the job's own thresholds."""
    thresholds = tuple(Threshold(t.rule, t.threshold, t.max_width, t.enabled) for t in body.thresholds)
    command = SetClausePolicy(actor(), JobId(path.job_id), body.base, thresholds)
    return once(lambda: reply(SavedReply(number=set_clause_policy(command, **ports(), book=services().book))))


@api.get("/interviews/<interview_id>/risk-notes", responses={200: RiskNotesReply})
def read_risk_notes(path: InterviewPath) -> Response:
    """Work behaviour that was little shown, with lawful measures; for HR and the manager beside the report."""
    s = services()
    with s.uow() as uow:
        interview = uow.interviews.get(InterviewId(path.interview_id))
        s.access.authorize(actor(), "report.read", of_interview(interview))
        report = uow.processing.latest_report(interview.id)
        if report is None:
            raise NotFound("RP404")
        notes = risk_notes(measures_of(read_report(report.payload)), s.book.warnings)
    shown = [
        RiskNoteOut(
            dimension=n.dimension,
            statement=n.statement,
            quotes=list(n.quotes),
            measures=list(n.measures),
            follow_up=list(n.follow_up),
        )
        for n in notes
    ]
    return reply(RiskNotesReply(notes=shown, purpose=PURPOSE))


def _line(text: str) -> LineOut:
    found = lint_question(text, law=services().question_law)
    if found is None:
        return LineOut(text=text, forbidden=False, subject="", law="", span="")
    return LineOut(
        text=text, forbidden=True, subject=found.subject.value, law=found.law, span=found.span_text
    )
