"""Valid and dull instances of everything. A test states only what it is about.

Each call gives a fresh id, so that two calls make two things; related ids default to "…_1"-style names that
`a_story` uses too: store a_story(uow) first and everything else fits around it.
"""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from contracts.proposals import Threshold
from hiring.model.answer import Answer, AnswerState, Consent, ConsentKind, Upload
from hiring.model.contract import ClausePolicy, ContractVersion, EmploymentContract
from hiring.model.correction import TranscriptCorrection, TranscriptReview
from hiring.model.delivery import Card, CardKind, InboxRow, LinkToken, OutboxKind, OutboxRow, Session
from hiring.model.exercise import Exercise
from hiring.model.interview import Interview, InterviewState
from hiring.model.job import Job
from hiring.model.outcome import OutcomeKind, OutcomeRecord, OutcomeSource, WeightSet
from hiring.model.people import Actor, Candidate, Role, Staff
from hiring.model.plan import InterviewPlan, Modality, PlannedQuestion
from hiring.model.probe import Probe
from hiring.model.processing import (
    Artifact,
    ArtifactKind,
    Decision,
    Outcome,
    ProcessingTask,
    Report,
    TaskKind,
)
from hiring.model.report_body import DimensionReport, ReportBody
from hiring.model.reschedule import RescheduleRequest
from hiring.model.snapshot import plan_sha256
from hiring.ports import UnitOfWork
from hiring.reportjson import basis_json
from scoring.measures import NotMeasured, ProbeChoice, RubricQuestion

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai
_count = itertools.count(1)


def _fresh(prefix: str) -> str:
    return f"{prefix}_{next(_count)}"


def a_question(key: str = "q1", **changes: Any) -> PlannedQuestion:
    rubric = RubricQuestion(
        question="请讲一次您妥善处理客户不满的经历。",
        dimension="服务意识",
        role="柜员",
        anchors={1: "推给别人", 3: "按流程处理", 5: "主动了解、解决并回访"},
        key_points=("了解原因", "解决", "回访"),
        probes=("客户后来怎么说？",),
    )
    facts: dict[str, Any] = {
        "key": key,
        "rubric": rubric,
        "modalities": (Modality.VIDEO, Modality.VOICE, Modality.TEXT),
        "preparation_s": 30,
        "answer_limit_s": 120,
        "retakes": 1,
    }
    return PlannedQuestion(**(facts | changes))


def a_plan(**changes: Any) -> InterviewPlan:
    facts: dict[str, Any] = {
        "company": "明湖银行",
        "job_title": "柜员",
        "requirements": ("安静的房间",),
        "questions": (a_question("q1"), a_question("q2")),
        "weights": {"服务意识": 1.0},
        "groups": {"服务意识": "能力"},
        "rubric_version": "teller-1",
        "rubric_sha256": "a" * 64,
        "consent_version": "1",
        "scoring_profile": "default",
    }
    return InterviewPlan(**(facts | changes))


def a_staff(**changes: Any) -> Staff:
    staff_id = changes.pop("id", None) or _fresh("st")
    facts: dict[str, Any] = {
        "id": staff_id,
        "name": "李经理",
        "dingtalk_user_id": f"user-{staff_id}",
        "union_id": f"union-{staff_id}",
        "roles": frozenset({Role.MANAGER}),
    }
    return Staff(**(facts | changes))


def a_candidate(**changes: Any) -> Candidate:
    candidate_id = changes.pop("id", None) or _fresh("ca")
    facts: dict[str, Any] = {
        "id": candidate_id,
        "name": "王小明",
        "phone": "13800001234",
        "email": "wang@example.com",
        "dingtalk_user_id": f"user-{candidate_id}",
        "created_at": NOON,
    }
    return Candidate(**(facts | changes))


def a_job(**changes: Any) -> Job:
    facts: dict[str, Any] = {
        "id": changes.pop("id", None) or _fresh("jb"),
        "title": "柜员",
        "description": "接待客户，办理业务。",
        "manager_ids": ("st_manager",),
        "plan": a_plan(),
        "created_at": NOON,
    }
    return Job(**(facts | changes))


def an_interview(**changes: Any) -> Interview:
    """Confirmed, of ca_1 for jb_1, decided by st_manager, beginning tomorrow noon, open for a day."""
    plan = changes.get("plan") or a_plan()
    starts_at = changes.get("starts_at") or NOON + timedelta(days=1)
    facts: dict[str, Any] = {
        "id": changes.pop("id", None) or _fresh("iv"),
        "candidate_id": "ca_1",
        "job_id": "jb_1",
        "round": 1,
        "manager_id": "st_manager",
        "invited_by": "st_hr",
        "starts_at": starts_at,
        "closes_at": starts_at + timedelta(days=1),
        "plan": plan,
        "plan_sha256": plan_sha256(plan),
        "created_at": NOON,
        "state": InterviewState.CONFIRMED,
    }
    return Interview(**(facts | changes))


def an_answer(**changes: Any) -> Answer:
    """A received video answer to q1."""
    answer_id = changes.pop("id", None) or _fresh("an")
    facts: dict[str, Any] = {
        "id": answer_id,
        "interview_id": "iv_1",
        "candidate_id": "ca_1",
        "question_key": "q1",
        "take": 1,
        "modality": Modality.VIDEO,
        "created_at": NOON,
        "state": AnswerState.RECEIVED,
        "mime_type": "video/webm",
        "media_key": f"iv_1/{answer_id}",
        "media_sha256": "b" * 64,
        "media_bytes": 1000,
        "received_at": NOON,
    }
    return Answer(**(facts | changes))


def a_text_answer(text: str = "我先倾听客户，再解决问题。", **changes: Any) -> Answer:
    media = {"media_key": None, "media_sha256": None, "media_bytes": None, "mime_type": ""}
    return an_answer(**({"modality": Modality.TEXT, "text": text} | media | changes))


def an_upload(**changes: Any) -> Upload:
    """Just opened, of unknown length."""
    upload_id = changes.pop("id", None) or _fresh("up")
    facts: dict[str, Any] = {
        "id": upload_id,
        "answer_id": "an_1",
        "candidate_id": "ca_1",
        "media_key": f"iv_1/{upload_id}",
        "created_at": NOON,
        "expires_at": NOON + timedelta(days=1),
    }
    return Upload(**(facts | changes))


def a_consent(kind: ConsentKind = ConsentKind.RECORDING, **changes: Any) -> Consent:
    facts: dict[str, Any] = {
        "id": changes.pop("id", None) or _fresh("cn"),
        "interview_id": "iv_1",
        "candidate_id": "ca_1",
        "kind": kind,
        "text_version": "1",
        "text_sha256": "c" * 64,
        "granted_at": NOON,
    }
    return Consent(**(facts | changes))


def an_exercise(**changes: Any) -> Exercise:
    """Begun, not handed in."""
    facts: dict[str, Any] = {
        "id": changes.pop("id", None) or _fresh("ex"),
        "interview_id": "iv_1",
        "candidate_id": "ca_1",
        "exercise_key": "quick_sums",
        "started_at": NOON,
    }
    return Exercise(**(facts | changes))


def a_reschedule(**changes: Any) -> RescheduleRequest:
    facts: dict[str, Any] = {
        "id": changes.pop("id", None) or _fresh("rs"),
        "interview_id": "iv_1",
        "candidate_id": "ca_1",
        "proposed_times": (NOON + timedelta(days=2),),
        "note": "那天要考试",
        "created_at": NOON,
    }
    return RescheduleRequest(**(facts | changes))


def a_review(**changes: Any) -> TranscriptReview:
    """Of iv_1, open since noon for a day."""
    facts: dict[str, Any] = {
        "id": changes.pop("id", None) or _fresh("tr"),
        "interview_id": "iv_1",
        "candidate_id": "ca_1",
        "opened_at": NOON,
        "closes_at": NOON + timedelta(days=1),
    }
    return TranscriptReview(**(facts | changes))


def a_correction(text: str = "我先倾听客户。", **changes: Any) -> TranscriptCorrection:
    facts: dict[str, Any] = {
        "id": changes.pop("id", None) or _fresh("tc"),
        "interview_id": "iv_1",
        "answer_id": "an_1",
        "candidate_id": "ca_1",
        "artifact_id": "ar_1",
        "text": text,
        "created_at": NOON,
    }
    return TranscriptCorrection(**(facts | changes))


def a_task(kind: TaskKind = TaskKind.TRANSCRIBE, **changes: Any) -> ProcessingTask:
    facts: dict[str, Any] = {
        "id": changes.pop("id", None) or _fresh("tk"),
        "interview_id": "iv_1",
        "candidate_id": "ca_1",
        "kind": kind,
        "created_at": NOON,
        "answer_id": None if kind == TaskKind.EVALUATE else "an_1",
    }
    return ProcessingTask(**(facts | changes))


def an_artifact(**changes: Any) -> Artifact:
    facts: dict[str, Any] = {
        "id": changes.pop("id", None) or _fresh("ar"),
        "answer_id": "an_1",
        "candidate_id": "ca_1",
        "kind": ArtifactKind.TRANSCRIPT,
        "engine": "faster-whisper",
        "engine_version": "base",
        "input_sha256": "b" * 64,
        "payload": '{"text":"我先倾听客户"}',
        "created_at": NOON,
    }
    return Artifact(**(facts | changes))


def a_probe(**changes: Any) -> Probe:
    """Chosen for an_1, the answer to q1, because no result was told; not asked yet."""
    choice = ProbeChoice("客户后来怎么说？", ("结果",), changes.pop("coverage", 0.4))
    facts: dict[str, Any] = {
        "id": changes.pop("id", None) or _fresh("pb"),
        "interview_id": "iv_1",
        "candidate_id": "ca_1",
        "answer_id": "an_1",
        "question_key": "q1",
        "text": choice.probe,
        "basis": basis_json(choice),
        "chosen_at": NOON,
    }
    return Probe(**(facts | changes))


def a_report(**changes: Any) -> Report:
    facts: dict[str, Any] = {
        "id": changes.pop("id", None) or _fresh("rp"),
        "interview_id": "iv_1",
        "candidate_id": "ca_1",
        "generation": 1,
        "rubric_sha256": "a" * 64,
        "payload": "{}",
        "created_at": NOON,
    }
    return Report(**(facts | changes))


def a_report_body(score: float | NotMeasured = 82.0, **changes: Any) -> ReportBody:
    """One dimension, 服务意识, with an interval of ±8, and no answers."""
    interval = score if isinstance(score, NotMeasured) else (score - 8, score + 8)
    facts: dict[str, Any] = {
        "composite": score,
        "interval": interval,
        "coverage": 1.0,
        "missing": (),
        "dimensions": (DimensionReport("服务意识", "能力", 1.0, score, interval),),
        "answers": (),
        "strengths": (),
        "risks": (),
        "flags": (),
        "versions": {},
    }
    return ReportBody(**(facts | changes))


def a_decision(**changes: Any) -> Decision:
    facts: dict[str, Any] = {
        "id": changes.pop("id", None) or _fresh("dc"),
        "interview_id": "iv_1",
        "candidate_id": "ca_1",
        "report_id": "rp_1",
        "outcome": Outcome.APPROVE,
        "reason": "案例具体，处理得当。",
        "decided_by": "st_manager",
        "decided_at": NOON,
    }
    return Decision(**(facts | changes))


def an_outcome(**changes: Any) -> OutcomeRecord:
    """A review of ca_1 that is not linked to an interview."""
    facts: dict[str, Any] = {
        "id": changes.pop("id", None) or _fresh("oc"),
        "candidate_id": "ca_1",
        "interview_id": None,
        "kind": OutcomeKind.REVIEW,
        "period": "2026H1",
        "revision": 1,
        "payload": '{"on":"2026-07-10","rating":"4","scale":"1-5","share":0.75,"rater":"李经理"}',
        "source": OutcomeSource.SHEET,
        "recorded_by": "staff:st_hr",
        "recorded_at": NOON,
    }
    return OutcomeRecord(**(facts | changes))


def a_weight_set(**changes: Any) -> WeightSet:
    facts: dict[str, Any] = {
        "id": changes.pop("id", None) or _fresh("ws"),
        "job_id": "jb_1",
        "number": 1,
        "weights": {"服务意识": 1.0},
        "basis": {},
        "reason": "复核后维持",
        "activated_by": "st_hr",
        "activated_at": NOON,
    }
    return WeightSet(**(facts | changes))


def a_contract(**changes: Any) -> EmploymentContract:
    """A draft for iv_1 by st_hr."""
    facts: dict[str, Any] = {
        "id": changes.pop("id", None) or _fresh("co"),
        "interview_id": "iv_1",
        "candidate_id": "ca_1",
        "job_id": "jb_1",
        "author_id": "st_hr",
        "created_at": NOON,
    }
    return EmploymentContract(**(facts | changes))


def a_contract_version(**changes: Any) -> ContractVersion:
    facts: dict[str, Any] = {
        "id": changes.pop("id", None) or _fresh("cv"),
        "contract_id": "co_1",
        "candidate_id": "ca_1",
        "number": 1,
        "payload": "{}",
        "created_by": "st_hr",
        "created_at": NOON,
    }
    return ContractVersion(**(facts | changes))


def a_clause_policy(**changes: Any) -> ClausePolicy:
    facts: dict[str, Any] = {
        "id": changes.pop("id", None) or _fresh("cp"),
        "job_id": "jb_1",
        "number": 1,
        "thresholds": (Threshold("communication_training", 40.0, 30.0, enabled=True),),
        "created_by": "st_hr",
        "created_at": NOON,
    }
    return ClausePolicy(**(facts | changes))


def an_outbox_row(**changes: Any) -> OutboxRow:
    """Due at noon, in an order of its own."""
    row_id = changes.pop("id", None) or _fresh("ob")
    facts: dict[str, Any] = {
        "id": row_id,
        "kind": OutboxKind.CARD_INVITATION,
        "ordering_key": row_id,
        "dedupe_key": None,
        "payload": {"interview_id": "iv_1", "subject_id": "iv_1", "recipient": "candidate"},
        "available_at": NOON,
        "created_at": NOON,
    }
    return OutboxRow(**(facts | changes))


def an_inbox_row(**changes: Any) -> InboxRow:
    facts = {"source": "bot", "key": _fresh("msg"), "body": '{"text":"进度"}', "received_at": NOON}
    return InboxRow(**(facts | changes))


def a_card(kind: CardKind = CardKind.INVITATION, **changes: Any) -> Card:
    facts: dict[str, Any] = {
        "id": changes.pop("id", None) or _fresh("cd"),
        "kind": kind,
        "interview_id": "iv_1",
        "subject_id": "iv_1",
        "recipient": "user-ca_1",
        "delivered_at": NOON,
    }
    return Card(**(facts | changes))


def a_link(**changes: Any) -> LinkToken:
    facts: dict[str, Any] = {
        "token_sha256": f"{next(_count):064x}",
        "interview_id": "iv_1",
        "candidate_id": "ca_1",
        "created_at": NOON,
        "expires_at": NOON + timedelta(days=7),
    }
    return LinkToken(**(facts | changes))


def a_session(**changes: Any) -> Session:
    facts: dict[str, Any] = {
        "token_sha256": f"{next(_count):064x}",
        "created_at": NOON,
        "expires_at": NOON + timedelta(hours=12),
        "last_seen_at": NOON,
        "staff_id": "st_hr",
    }
    return Session(**(facts | changes))


def an_actor(person: Staff | Candidate) -> Actor:
    """What this person acts as, signed in through DingTalk."""
    if isinstance(person, Staff):
        return Actor(staff_id=person.id, roles=person.roles)
    return Actor(candidate_id=person.id, roles=frozenset({Role.CANDIDATE}))


@dataclass(frozen=True, slots=True)
class Story:
    """One company with one interview: ca_1 applies for jb_1, asked in iv_1 by st_hr, decided by st_manager."""

    hr: Staff
    manager: Staff
    candidate: Candidate
    job: Job
    interview: Interview


def a_story(uow: UnitOfWork, *more: object, **interview: Any) -> Story:
    """Store and commit the story. interview: changes to iv_1. more: rows to store with it, in their order."""
    story = Story(
        hr=a_staff(id="st_hr", name="陈人事", roles=frozenset({Role.HR})),
        manager=a_staff(id="st_manager"),
        candidate=a_candidate(id="ca_1"),
        job=a_job(id="jb_1"),
        interview=an_interview(**({"id": "iv_1"} | interview)),
    )
    with uow:
        uow.people.add_staff(story.hr)
        uow.people.add_staff(story.manager)
        uow.people.add_candidate(story.candidate)
        uow.interviews.add_job(story.job)
        uow.interviews.add(story.interview)
        store(uow, more)
        uow.commit()
    return story


def store(uow: UnitOfWork, rows: Iterable[object]) -> None:
    """Add rows of any kind within an open unit of work."""
    adders: dict[type, Any] = {
        Staff: uow.people.add_staff,
        Candidate: uow.people.add_candidate,
        Job: uow.interviews.add_job,
        Interview: uow.interviews.add,
        RescheduleRequest: uow.interviews.add_reschedule,
        Answer: uow.answers.add,
        Upload: uow.answers.add_upload,
        Consent: uow.answers.add_consent,
        Exercise: uow.answers.add_exercise,
        Probe: uow.probes.add,
        ProcessingTask: uow.processing.add_task,
        Artifact: uow.processing.add_artifact,
        Report: uow.processing.add_report,
        Decision: uow.processing.add_decision,
        TranscriptReview: uow.corrections.add_review,
        TranscriptCorrection: uow.corrections.add_correction,
        OutcomeRecord: uow.outcomes.add,
        WeightSet: uow.outcomes.add_weights,
        EmploymentContract: uow.contracts.add,
        ContractVersion: uow.contracts.add_version,
        ClausePolicy: uow.contracts.add_policy,
        OutboxRow: uow.deliveries.post,
        InboxRow: uow.deliveries.receive,
        Card: uow.deliveries.add_card,
        LinkToken: uow.deliveries.add_link,
        Session: uow.deliveries.add_session,
    }
    for row in rows:
        adders[type(row)](row)
