"""One interview for HR: what happened when, the processing steps, what was sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.model.answer import ConsentKind
from hiring.model.ids import InterviewId, TaskId
from hiring.model.processing import TaskKind, TaskState
from storage import tables
from storage.reads.deliveries import DeliveryLine, deliveries_of
from storage.reads.interviews import InterviewLine, interview_line

# What the audit log says about an interview, in the words of the page. Lines not named here are not shown there:
# they are about access, not about the interview's course.
COURSE: dict[str, str] = {
    "interview.invite": "已邀请",
    "interview.confirm": "候选人已确认",
    "interview.decline": "候选人已谢绝",
    "interview.withdraw": "面试已取消",
    "interview.start": "开始作答",
    "exercise.finish": "已完成测验",
    "exercise.skip": "跳过了测验",
    "probe.ask": "已确定作答中追问",
    "probe.skip": "跳过了一个追问",
    "interview.submit": "已提交全部回答",
    "interview.expire": "超过截止时间，已过期",
    "interview.link": "已生成新的面试链接",
    "interview.decide": "用人经理已作出决定",
    "reschedule.request": "候选人申请改期",
    "reschedule.offer": "HR 提供了其他时间",
    "reschedule.accept": "新时间已确定",
    "reschedule.refuse": "改期申请未通过",
    "consent.give": "候选人已授权",
    "consent.withdraw": "候选人撤回了授权",
    "transcript.open": "候选人开始核对转写",
    "transcript.correct": "候选人更正了转写",
    "transcript.confirm": "候选人已确认转写",
    "appeal.request": "候选人申请人工复核",
    "appeal.answer": "人工复核已答复",
    "report.save": "报告已生成",
    "media.delete": "录音录像已删除",
}

CONSENT_NAMES: dict[str, str] = {
    ConsentKind.NOTICE: "面试须知",
    ConsentKind.RECORDING: "录音录像",
    ConsentKind.FACE: "人脸观察",
    ConsentKind.VOICE: "语音节奏",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """actor: "staff:st_…", "candidate:ca_…" or "system"."""

    at: datetime
    text: str
    actor: str


@dataclass(frozen=True, slots=True)
class TaskLine:
    id: TaskId
    kind: TaskKind
    state: TaskState
    attempt: int
    error_code: str
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class InterviewPage:
    line: InterviewLine
    timeline: tuple[Moment, ...]
    tasks: tuple[TaskLine, ...]
    deliveries: tuple[DeliveryLine, ...]


def interview_page(session: Session, interview_id: InterviewId) -> InterviewPage:
    """Everything oldest first. Raises NotFound(IV404)."""
    return InterviewPage(
        line=interview_line(session, interview_id),
        timeline=tuple(_timeline(session, interview_id)),
        tasks=tuple(_tasks(session, interview_id)),
        deliveries=tuple(deliveries_of(session, interview_id)),
    )


def _timeline(session: Session, interview_id: InterviewId) -> Sequence[Moment]:
    log = tables.audit.c
    query = select(log.at, log.action, log.actor, log.facts).where(
        log.resource == f"interview:{interview_id}"
    )
    rows = session.execute(query.where(log.action.in_(COURSE)).order_by(log.seq))
    return [Moment(row.at, _said(row.action, row.facts), row.actor) for row in rows]


def _said(action: str, facts: Mapping[str, str]) -> str:
    """What happened, and for a consent which one."""
    kind = CONSENT_NAMES.get(facts.get("kind", ""))
    return f"{COURSE[action]}：{kind}" if kind else COURSE[action]


def _tasks(session: Session, interview_id: InterviewId) -> Sequence[TaskLine]:
    task = tables.processing_task.c
    columns = (task.id, task.kind, task.state, task.attempt, task.error_code, task.finished_at)
    query = select(*columns).where(task.interview_id == interview_id).order_by(task.created_at, task.id)
    return [TaskLine(*row) for row in session.execute(query)]
