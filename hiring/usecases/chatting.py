"""What the bot answers to a plain message."""

from hiring.commands import ChatMessage
from hiring.links import Links
from hiring.model.interview import STATE_NAMES, Interview, InterviewState
from hiring.model.people import Actor, Role
from hiring.ports import UnitOfWork
from hiring.usecases.answering import answered_count
from hiring.usecases.identity import actor_of
from hiring.wording import time_text

HELP_CANDIDATE = "您可以发送：\n- 进度：查看面试到了哪一步\n- 面试：打开面试页面\n- 改期：申请换一个时间\n- 人工：联系 HR\n- 帮助：再看一遍这份说明"
HELP_STAFF = "您可以发送：\n- 进度：打开面试工作台\n- 报告：打开待复核的报告\n- 帮助：再看一遍这份说明"

_WORDS: dict[str, tuple[str, ...]] = {
    "progress": ("进度", "状态", "到哪", "结果", "查询"),
    "open": ("面试", "链接", "打开", "开始"),
    "change": ("改期", "改时间", "换时间", "推迟", "提前"),
    "person": ("人工", "hr", "联系", "电话"),
    "report": ("报告", "复核", "审批"),
}


def answer_chat(command: ChatMessage, *, uow: UnitOfWork, links: Links) -> str:
    """The reply to a message. Raises Forbidden(AC404) for somebody we don't know."""
    with uow:
        actor, _ = actor_of(uow, command.user_id)
        wish = _wish_of(command.text)
        if actor.candidate_id is not None:
            interviews = uow.interviews.of_candidate(actor.candidate_id)
            if interviews:
                return _answer_candidate(uow, interviews[0], wish, links)
        return _answer_staff(actor, wish, links)


def _wish_of(text: str) -> str:
    plain = text.strip().lower()
    for wish, words in _WORDS.items():
        if any(word in plain for word in words):
            return wish
    return "help"


def _answer_candidate(uow: UnitOfWork, interview: Interview, wish: str, links: Links) -> str:
    page = links.interview(interview.id)
    if wish == "progress":
        answers = uow.answers.of_interview(interview.id)
        done = answered_count(interview.plan, answers)
        return (
            f"{interview.plan.company} {interview.plan.job_title} 岗位：{STATE_NAMES[interview.state]}，"
            f"已完成 {done}/{len(interview.plan.questions)} 题，约定时间 {time_text(interview.starts_at)}。\n详情：{page}"
        )
    if wish == "open":
        return f"请打开面试页面：{page}\n最晚完成时间：{time_text(interview.closes_at)}"
    if wish == "change":
        if interview.state not in (InterviewState.INVITED, InterviewState.CONFIRMED):
            return f"面试{STATE_NAMES[interview.state]}，不能再改期。如需帮助请联系 HR。"
        return f"请在邀请卡片上填写方便的时间并点“申请改期”，或在页面中申请：{page}"
    if wish == "person":
        name = uow.people.get_staff(interview.invited_by).name
        return f"您的面试由 {name} 负责，可以在钉钉中直接联系。"
    return HELP_CANDIDATE


def _answer_staff(actor: Actor, wish: str, links: Links) -> str:
    if actor.staff_id is None:
        return "您目前没有面试安排。收到邀请后，我会在这里通知您。"
    if wish in ("progress", "open", "change") and Role.HR in actor.roles:
        return f"面试工作台：{links.home(staff=True)}"
    if wish in ("report", "progress") and Role.MANAGER in actor.roles:
        return f"待复核的报告：{links.public_url}/m"
    return HELP_STAFF
