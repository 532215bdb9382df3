"""The candidate's feedback: after a person's decision, per dimension, with the words it is about."""

from hiring.model.appeal import APPEAL_NAMES, Appeal
from hiring.model.interview import Interview, InterviewState
from hiring.model.report_body import ReportBody
from hiring.reportjson import read_report
from hiring.usecases.appealing import appeal_until
from miniapp_api.replies import shown
from miniapp_api.schemas.candidate import Advice, FeedbackDimension, FeedbackReply, OwnAppeal
from miniapp_api.services import services
from miniapp_api.standing import standings_of
from scoring.measures import AnswerScore
from storage.uow import SqlUnitOfWork

OUTCOMES = {
    InterviewState.APPROVED: "恭喜，您已通过本轮面试，HR 会与您联系后续安排。",
    InterviewState.REJECTED: "感谢您的参与。经用人经理复核，本轮未能通过。",
}
_UNDECIDED = "用人经理正在复核，作出决定后您会在这里看到反馈。"
NOTE = (
    "AI 评分仅供参考，结果由用人经理复核后作出。您可以联系 HR 了解依据，在期限内申请人工复核，"
    "也可以要求删除您的资料。"
)


def feedback_of(interview: Interview, uow: SqlUnitOfWork) -> FeedbackReply:
    """Nothing about scores before the decision. Percentiles wait for enough peers."""
    outcome = OUTCOMES.get(interview.state)
    if outcome is None:
        return FeedbackReply(decided=False, outcome_text=_UNDECIDED, dimensions=[], note=NOTE)
    report = uow.processing.latest_report(interview.id)
    dimensions = _dimensions(read_report(report.payload), interview, uow) if report else []
    appeal, until = uow.appeals.find(interview.id), appeal_until(interview)
    open_still = appeal is None and until is not None and services().clock.now() < until
    return FeedbackReply(
        decided=True,
        outcome_text=outcome,
        dimensions=dimensions,
        note=NOTE,
        appeal_until=until if open_still else None,
        appeal=_own(appeal) if appeal else None,
    )


def _own(appeal: Appeal) -> OwnAppeal:
    return OwnAppeal(
        reason=appeal.reason,
        requested_at=appeal.requested_at,
        outcome_text=APPEAL_NAMES[appeal.outcome] if appeal.outcome else "",
        reply=appeal.reply,
    )


def advice_of(score: AnswerScore) -> list[Advice]:
    """Each piece of advice, beside the candidate's own words where the advice names some that are in evidence."""
    quotes = [evidence.quote for evidence in score.evidence]
    return [
        Advice(text=text, quote=next((quote for quote in quotes if quote in text), ""))
        for text in score.advice
    ]


def _dimensions(body: ReportBody, interview: Interview, uow: SqlUnitOfWork) -> list[FeedbackDimension]:
    standings = standings_of(body, interview, uow)
    return [
        FeedbackDimension(
            dimension=part.dimension,
            score=shown(part.score),
            percentile=shown(standings.dimensions[part.dimension]),
            advice=[
                advice
                for score in (*(a.score for a in body.answers), *(s.score for s in body.sums))
                if score.dimension == part.dimension
                for advice in advice_of(score)
            ],
        )
        for part in body.dimensions
    ]
