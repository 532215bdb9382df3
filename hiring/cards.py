"""What each card shows, as values for the variables of config/cards. Pure: everything is passed in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from hiring.links import Links
from hiring.model.delivery import CardKind
from hiring.model.ids import RescheduleId
from hiring.model.interview import STATE_NAMES, Interview, InterviewState
from hiring.model.processing import Outcome
from hiring.model.report_body import ReportBody
from hiring.model.reschedule import RescheduleRequest, RescheduleState
from hiring.ports import CardContent
from hiring.wording import ERASED, FLAG_TEXTS, bullets, clip, score_with_interval, time_text
from scoring.measures import NotMeasured

MAX_VALUE_BYTES = 1_000  # DingTalk allows 1 KB a value (docs/interfaces.md)
MAX_LINES = 3  # a card is read in seconds; the rest is on the page

_S = InterviewState
_EMPTY_REPORT = ReportBody(
    composite=NotMeasured(ERASED),
    interval=NotMeasured(ERASED),
    coverage=0.0,
    missing=(),
    dimensions=(),
    answers=(),
    strengths=(),
    risks=(),
    flags=(),
    versions={},
)


@dataclass(frozen=True, slots=True)
class CardSubject:
    """Everything a card may show. answered counts the questions with a complete answer."""

    interview: Interview
    candidate_name: str
    answered: int
    now: datetime
    reschedule: RescheduleRequest | None = None  # the latest, or the card's own
    report: ReportBody | None = None
    outcome: Outcome | None = None
    decided_by: str = ""
    decided_at: datetime | None = None


def render_card(kind: CardKind, subject: CardSubject, links: Links) -> CardContent:
    """The card's present face: template id, variables (strings of at most 1 KB), one-line summary."""
    title, params = _RENDERERS[kind](subject, links)
    common = {
        "title": title,
        "candidate_name": subject.candidate_name,
        "job_title": subject.interview.plan.job_title,
    }
    values = {k: clip(v, max_bytes=MAX_VALUE_BYTES) for k, v in (common | params).items()}
    return CardContent(f"mingmian.{kind}.v1.schema", values, title)


def render_erased(kind: CardKind, interview: Interview, links: Links) -> CardContent:
    """The face of a staff member's card about somebody whose data were deleted: the post, the link, nothing else."""
    wish = RescheduleRequest(
        id=RescheduleId(""),
        interview_id=interview.id,
        candidate_id=interview.candidate_id,
        proposed_times=(),
        note="",
        created_at=interview.created_at,
        state=RescheduleState.SUPERSEDED,
    )
    shell = CardSubject(interview, ERASED, 0, interview.created_at, reschedule=wish, report=_EMPTY_REPORT)
    full = render_card(kind, shell, links)
    stays = ("title", "candidate_name", "job_title", "show_actions", "detail_url", "report_url")
    values = {name: value if name in stays else "" for name, value in full.params.items()}
    return CardContent(full.template_id, values | {"status_text": "候选人的资料已删除"}, full.summary)


def _invitation(subject: CardSubject, links: Links) -> tuple[str, dict[str, str]]:
    interview, wish = subject.interview, subject.reschedule
    status = {
        _S.INVITED: "",
        _S.CONFIRMED: f"您已确认参加，请在 {time_text(interview.closes_at)} 前完成",
        _S.DECLINED: "您已谢绝本次面试",
        _S.WITHDRAWN: "本次面试已取消",
        _S.EXPIRED: "本次面试已过期，如仍希望参加请联系 HR",
    }.get(interview.state, f"面试{STATE_NAMES[interview.state]}")
    movable = interview.state in (_S.INVITED, _S.CONFIRMED)
    if movable and wish is not None and wish.state == RescheduleState.OPEN:
        status = "改期申请已提交，等待 HR 答复"
    elif movable and wish is not None and wish.state == RescheduleState.OFFERED:
        status = "HR 已提供其他时间，请选择"
    elif movable and wish is not None and wish.state == RescheduleState.REFUSED:
        status = f"改期申请未能安排，请按原定时间参加。{status}"
    return "面试邀请", {
        **_appointment(subject),
        "company": interview.plan.company,
        "requirements": bullets(interview.plan.requirements),
        "status_text": status,
        "show_confirm": _flag(interview.state == _S.INVITED),
        "show_change": _flag(movable),
        "detail_url": links.interview(interview.id),
    }


def _reschedule(subject: CardSubject, links: Links) -> tuple[str, dict[str, str]]:
    wish = _wish(subject)
    open_now = wish.state == RescheduleState.OPEN
    return "改期申请", {
        "current_time_text": time_text(subject.interview.starts_at),
        "times_text": _numbered(wish.proposed_times),
        "note": wish.note,
        **_choices("同意", wish.proposed_times if open_now else ()),
        "status_text": _wish_status(subject, wish, for_hr=True),
        "show_actions": _flag(open_now),
        "detail_url": links.reschedules(),
    }


def _offer(subject: CardSubject, links: Links) -> tuple[str, dict[str, str]]:
    wish = _wish(subject)
    open_now = wish.state == RescheduleState.OFFERED
    return "请选择新的面试时间", {
        "current_time_text": time_text(subject.interview.starts_at),
        "times_text": _numbered(wish.offered_times),
        "reply": wish.reply,
        **_choices("选", wish.offered_times if open_now else ()),
        "status_text": _wish_status(subject, wish, for_hr=False),
        "show_actions": _flag(open_now),
        "detail_url": links.interview(subject.interview.id),
    }


def _reminder(subject: CardSubject, links: Links) -> tuple[str, dict[str, str]]:
    interview = subject.interview
    waiting = interview.state in (_S.CONFIRMED, _S.IN_PROGRESS)
    tips = (
        "请找一个安静、光线充足的地方",
        "开始前页面会检查摄像头和麦克风",
        "网络中断不要紧，已录的内容会自动续传",
    )
    return "面试将在 1 小时后开始", {
        **_appointment(subject),
        "company": interview.plan.company,
        "tips": bullets(tips) if waiting else "",
        "status_text": "" if waiting else f"面试{STATE_NAMES[interview.state]}",
        "detail_url": links.interview(interview.id),
    }


def _progress(subject: CardSubject, links: Links) -> tuple[str, dict[str, str]]:
    interview = subject.interview
    total = len(interview.plan.questions)
    percent = round(100 * subject.answered / total)
    return "面试进度", {
        "progress_text": f"已完成 {percent}%（{subject.answered}/{total} 题）",
        "percent": str(percent),
        "state_text": STATE_NAMES[interview.state],
        "time_text": time_text(interview.starts_at),
        "updated_text": time_text(subject.now),
        "status_text": "",
        "detail_url": links.workbench(interview.id),
    }


def _report(subject: CardSubject, links: Links) -> tuple[str, dict[str, str]]:
    body, interview = subject.report, subject.interview
    if body is None:
        raise ValueError("a report card needs a report")
    open_now = interview.state == _S.REPORTED
    if interview.plan.rate_first and subject.outcome is None:
        return "面试报告待复核", _unread_report(open_now=open_now, state=interview.state, links=links)
    coverage = f"覆盖 {body.coverage:.0%} 的权重"
    return "面试报告待复核" if open_now else "面试报告", {
        "composite_text": score_with_interval(body.composite, body.interval, unit=" 分"),
        "coverage_text": f"{coverage}，未测得：{'、'.join(body.missing)}" if body.missing else coverage,
        "dimensions": bullets(
            f"{d.dimension} {score_with_interval(d.score, d.interval)}" for d in body.dimensions
        ),
        "strengths": bullets(body.strengths[:MAX_LINES]),
        "risks": bullets(body.risks[:MAX_LINES]),
        "flags": bullets(FLAG_TEXTS[f] for f in body.flags),
        "status_text": _verdict(subject)
        if subject.outcome
        else ""
        if open_now
        else STATE_NAMES[interview.state],
        "show_actions": _flag(open_now),
        "report_url": links.review(interview.id),
    }


def _unread_report(*, open_now: bool, state: InterviewState, links: Links) -> dict[str, str]:
    """The face for a post whose managers rate blind first: nothing of the judgement, no verdict unread."""
    return {
        "composite_text": "打开报告后显示",
        "coverage_text": "这个岗位请先盲评，再看报告、作决定",
        "dimensions": "",
        "strengths": "",
        "risks": "",
        "flags": "",
        "status_text": "" if open_now else STATE_NAMES[state],
        "show_actions": _flag(False),
        "report_url": links.reviews(),
    }


def _result(subject: CardSubject, links: Links) -> tuple[str, dict[str, str]]:
    interview, body = subject.interview, subject.report
    approved = subject.outcome == Outcome.APPROVE
    advice = [a for answer in body.answers for a in answer.score.advice] if body else []
    return "面试结果通知", {
        "company": interview.plan.company,
        "outcome_text": "恭喜，您已通过本轮面试" if approved else "很遗憾，您未通过本轮面试",
        "message": "HR 会尽快与您联系，安排下一步。"
        if approved
        else "感谢您投入的时间，您的回答我们都认真看过。",
        "advice": bullets(advice[:MAX_LINES]),
        "detail_url": links.interview(interview.id),
    }


_RENDERERS: dict[CardKind, Callable[[CardSubject, Links], tuple[str, dict[str, str]]]] = {
    CardKind.INVITATION: _invitation,
    CardKind.RESCHEDULE: _reschedule,
    CardKind.OFFER: _offer,
    CardKind.REMINDER: _reminder,
    CardKind.PROGRESS: _progress,
    CardKind.REPORT: _report,
    CardKind.RESULT: _result,
}


def _appointment(subject: CardSubject) -> dict[str, str]:
    interview = subject.interview
    questions = len(interview.plan.questions)
    return {
        "time_text": time_text(interview.starts_at),
        "closes_text": time_text(interview.closes_at),
        "duration_text": f"约 {interview.plan.duration_min} 分钟，共 {questions} 题",
    }


def _wish(subject: CardSubject) -> RescheduleRequest:
    if subject.reschedule is None:
        raise ValueError("a reschedule card needs its request")
    return subject.reschedule


def _wish_status(subject: CardSubject, wish: RescheduleRequest, *, for_hr: bool) -> str:
    moved = f"已改至 {time_text(subject.interview.starts_at)}"
    return {
        RescheduleState.OPEN: "",
        RescheduleState.OFFERED: "已提供其他时间，等待候选人选择" if for_hr else "",
        RescheduleState.ACCEPTED: moved,
        RescheduleState.REFUSED: "已答复无法改期" if for_hr else "HR 暂时无法改期",
        RescheduleState.SUPERSEDED: "申请已失效",
    }[wish.state]


def _choices(verb: str, times: Sequence[datetime]) -> dict[str, str]:
    texts = [f"{verb} {time_text(t)}" for t in times] + ["", "", ""]
    return {f"choice{i + 1}_text": texts[i] for i in range(3)}


def _numbered(times: Sequence[datetime]) -> str:
    return "\n".join(f"{i}. {time_text(t)}" for i, t in enumerate(times, start=1))


def _verdict(subject: CardSubject) -> str:
    word = "通过" if subject.outcome == Outcome.APPROVE else "不通过"
    at = f"于 {time_text(subject.decided_at)} " if subject.decided_at else ""
    return f"{subject.decided_by} 已{at}决定：{word}"


def _flag(shown: bool) -> str:
    return "true" if shown else "false"
