"""The candidate's feedback: after a person's decision, per dimension, with the words it is about."""

from collections.abc import Mapping, Sequence

from hiring.model.interview import Interview, InterviewState
from hiring.model.report_body import AnswerReport, ReportBody
from hiring.reportjson import read_report
from miniapp_api.replies import shown
from miniapp_api.schemas.base import NotMeasuredOut
from miniapp_api.schemas.candidate import Advice, FeedbackDimension, FeedbackReply
from scoring.measures import NotMeasured
from storage.reads.peers import peer_scores
from storage.uow import SqlUnitOfWork

MIN_PEERS = 30  # product.md S10: a percentile only over the same job and rubric with n >= 30

_OUTCOMES = {
    InterviewState.APPROVED: "恭喜，您已通过本轮面试，HR 会与您联系后续安排。",
    InterviewState.REJECTED: "感谢您的参与。经用人经理复核，本轮未能通过。",
}
_UNDECIDED = "用人经理正在复核，作出决定后您会在这里看到反馈。"
_NOTE = (
    "AI 评分仅供参考，结果由用人经理复核后作出。您可以联系 HR 了解依据、更正转写内容、要求人工复核，"
    "或要求删除您的资料。"
)
_NO_SCORE = NotMeasuredOut(not_measured="数据不足：您在这一维度没有测得分数，无法比较")


def feedback_of(interview: Interview, uow: SqlUnitOfWork) -> FeedbackReply:
    """Nothing about scores before the decision. Percentiles wait for enough peers."""
    outcome = _OUTCOMES.get(interview.state)
    if outcome is None:
        return FeedbackReply(decided=False, outcome_text=_UNDECIDED, dimensions=[], note=_NOTE)
    report = uow.processing.latest_report(interview.id)
    dimensions = (
        _dimensions(read_report(report.payload), peer_scores(uow.session, interview)) if report else []
    )
    return FeedbackReply(decided=True, outcome_text=outcome, dimensions=dimensions, note=_NOTE)


def percentile(score: float | NotMeasured, peers: Sequence[float]) -> float | NotMeasuredOut:
    """Share of the peers below `score`, in percent 0–100; who has the very same score counts half (mid-rank).

    peers: measured scores of others, without one's own. Fewer than MIN_PEERS: how many there are, no number.
    """
    if isinstance(score, NotMeasured):
        return _NO_SCORE
    if len(peers) < MIN_PEERS:
        return NotMeasuredOut(
            not_measured=f"数据不足：同岗位、同评分标准、测得这一维度的其他候选人目前 {len(peers)} 人，"
            f"满 {MIN_PEERS} 人后才提供百分位"
        )
    below, ties = sum(peer < score for peer in peers), sum(peer == score for peer in peers)
    return 100 * (below + ties / 2) / len(peers)


def _dimensions(body: ReportBody, peers: Mapping[str, Sequence[float]]) -> list[FeedbackDimension]:
    return [
        FeedbackDimension(
            dimension=part.dimension,
            score=shown(part.score),
            percentile=percentile(part.score, peers.get(part.dimension, ())),
            advice=[
                advice
                for answer in body.answers
                if answer.dimension == part.dimension
                for advice in _advice(answer)
            ],
        )
        for part in body.dimensions
    ]


def _advice(answer: AnswerReport) -> list[Advice]:
    """Each piece of advice, beside the candidate's own words where the advice names some that are in evidence."""
    quotes = [evidence.quote for evidence in answer.score.evidence]
    return [
        Advice(text=text, quote=next((quote for quote in quotes if quote in text), ""))
        for text in answer.score.advice
    ]
