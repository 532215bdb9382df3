"""The play: one interview from invitation to feedback, through the doors that people use.

Nothing here touches the database. Each step looks for what the person concerned would see.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from hiring.model.people import Role
from workers.demo_clients import NotSeen, PageDoor, SandboxDoor, sign_in, wait_until
from workers.demo_company import Applicant, DemoCompany, Post
from workers.demo_recordings import Part, Take
from workers.demo_stage import Stage

CARD_TIMEOUT_S = 20.0
# The promise is 60 s after the last answer (bench/); a laptop busy with something else gets more.
REPORT_TIMEOUT_S = 300.0
STARTS_IN = timedelta(minutes=30)
CLOSES_IN = timedelta(days=3)
CONSENTS = ["notice", "recording", "face", "voice"]

VERDICT_NAMES = {"approve": "通过", "reject": "不通过"}


@dataclass(frozen=True, slots=True)
class Played:
    """What the play left behind. report_after_s: from the last answer's last byte to the manager's card."""

    interview_id: str
    candidate: str
    report: dict[str, Any]
    report_after_s: float


@dataclass
class Play:
    """speed: 1 records in real time; 2 is twice as fast."""

    stage: Stage
    sandbox: SandboxDoor
    company: DemoCompany
    api_url: str
    part: Part
    speed: float

    def perform(self, candidate: Applicant, post: Post, *, hr: PageDoor) -> Played:
        """Raises StepFailed at the first step that was not seen to happen."""
        manager = post.manager
        interview_id = self._invite(hr, candidate, post)
        self._confirm(candidate.user_id, interview_id)
        page = self._consent_and_start(candidate.user_id, interview_id)
        answered_at_s = self._answer_all(page, interview_id)
        self._wait_for_work(hr, interview_id)
        card = self._report_card(manager, interview_id)
        report_after_s = time.monotonic() - answered_at_s
        reader = sign_in(self.sandbox, self.api_url, manager)
        report = self._read_report(reader, interview_id)
        self._decide(manager, card, interview_id)
        self._result(page, candidate.user_id, interview_id)
        return Played(interview_id, candidate.user_id, report["body"], report_after_s)

    def _invite(self, hr: PageDoor, candidate: Applicant, post: Post) -> str:
        with self.stage.step(f"HR 邀请 {candidate.name} 面试 {post.title}"):
            now = datetime.now(UTC)
            job = next(row for row in hr.get("/jobs")["jobs"] if row["title"] == post.title)
            invited = hr.post(
                "/interviews",
                candidate_id=_candidate_id(hr, candidate),
                job_id=job["id"],
                manager_id=job["managers"][0]["id"],
                starts_at=(now + STARTS_IN).isoformat(),
                closes_at=(now + CLOSES_IN).isoformat(),
            )
        return str(invited["interview_id"])

    def _confirm(self, user_id: str, interview_id: str) -> None:
        with self.stage.step("邀请卡片到达候选人的钉钉"):
            card = self._card(user_id, "invitation", interview_id)
        with self.stage.step("候选人在卡片上点“确认参加”"):
            self.sandbox.press(card, user_id, "confirm")
        with self.stage.step("卡片变为“已确认”"):
            self._card(user_id, "invitation", interview_id, until=("show_confirm", "false"))

    def _consent_and_start(self, user_id: str, interview_id: str) -> PageDoor:
        with self.stage.step("候选人从卡片打开面试页面，免登进入"):
            page = sign_in(self.sandbox, self.api_url, user_id)
            invitation = page.get(f"/interviews/{interview_id}/invitation")
            if invitation["next_step"] != "consent":
                raise NotSeen(f"下一步应为同意，实际为 {invitation['next_step']}")
        with self.stage.step("阅读告知书，逐项同意（录制、面部、语音）"):
            texts = page.get("/consent-texts")
            page.put(f"/interviews/{interview_id}/consents", kinds=CONSENTS, text_version=texts["version"])
        with self.stage.step("开始面试"):
            page.post(f"/interviews/{interview_id}/start")
        return page

    def _answer_all(self, page: PageDoor, interview_id: str) -> float:
        """When the last byte of the last answer was safe, on the monotonic clock."""
        for number, take in enumerate(self.part.takes, start=1):
            question = _current_question(page, interview_id)
            with self.stage.step(f"第 {number} 题：{question['text'][:24]}… 边录边传") as notes:
                notes.append(self._answer(page, interview_id, question["key"], take))
        answered_at_s = time.monotonic()
        with self.stage.step("提交面试"):
            page.post(f"/interviews/{interview_id}/submit")
        return answered_at_s

    def _answer(self, page: PageDoor, interview_id: str, question_key: str, take: Take) -> str:
        opened = page.post(
            f"/interviews/{interview_id}/answers",
            question_key=question_key,
            modality="video",
            mime_type=take.mime_type,
        )
        chunks = take.chunks()
        held = page.upload(opened["answer_id"], chunks, pause_s=take.duration_s / len(chunks) / self.speed)
        if held != take.path.stat().st_size:
            raise NotSeen(f"服务器收到 {held} 字节，应为 {take.path.stat().st_size}")
        return f"{take.path.name}，{len(chunks)} 片，{held / 1024:.0f} KB"

    def _wait_for_work(self, hr: PageDoor, interview_id: str) -> None:
        with self.stage.step("转写、观察、评分") as notes:
            for step in _finished_tasks(hr, interview_id):
                self.stage.note(step)
            detail = hr.get(f"/interviews/{interview_id}")
            failed = [task for task in detail["tasks"] if task["state"] == "failed"]
            if failed:
                notes.append("未能完成：" + "、".join(f"{t['kind']} {t['error_code']}" for t in failed))
            if any(task["kind"] != "observe" for task in failed):
                raise NotSeen("处理步骤失败")

    def _report_card(self, manager: str, interview_id: str) -> dict[str, Any]:
        with self.stage.step("报告卡片到达用人经理的钉钉"):
            return self._card(manager, "report", interview_id)

    def _read_report(self, reader: PageDoor, interview_id: str) -> dict[str, Any]:
        with self.stage.step("经理打开报告页面") as notes:
            report = reader.get(f"/interviews/{interview_id}/report")
            if len(report["body"]["answers"]) != len(self.part.takes):
                raise NotSeen("报告缺少回答")
            notes.append(f"{len(report['body']['answers'])} 个回答，{len(report['media'])} 段录像")
        return report

    def _decide(self, manager: str, card: dict[str, Any], interview_id: str) -> None:
        verdict = VERDICT_NAMES[self.part.outcome]
        with self.stage.step(f"经理在卡片上决定：{verdict}，并写明理由"):
            self.sandbox.press(card, manager, self.part.outcome, reason=self.part.reason)
        with self.stage.step("经理的卡片更新为已决定"):
            self._card(manager, "report", interview_id, until=("show_actions", "false"))

    def _result(self, page: PageDoor, user_id: str, interview_id: str) -> None:
        with self.stage.step("候选人收到结果卡片"):
            self._card(user_id, "result", interview_id)
        with self.stage.step("候选人查看反馈与建议") as notes:
            feedback = page.get(f"/interviews/{interview_id}/feedback")
            if not feedback["decided"] or not feedback["dimensions"]:
                raise NotSeen("反馈尚未开放")
            notes.append(feedback["outcome_text"])

    def _card(
        self, user_id: str, kind: str, interview_id: str, *, until: tuple[str, str] | None = None
    ) -> dict[str, Any]:
        """The person's card about this interview, once its variable `until[0]` shows `until[1]`."""

        def look() -> dict[str, Any] | None:
            card = self.sandbox.find_card(user_id, kind, interview_id)
            if card is None or (until and card["params"].get(until[0]) != until[1]):
                return None
            return card

        return wait_until(look, timeout_s=CARD_TIMEOUT_S, what=f"{kind} 卡片")


def enter_company(company: DemoCompany, hr: PageDoor, managers: dict[str, str]) -> list[str]:
    """HR opens the posts and enters the candidates who are not there yet; returns what was added.

    managers: staff id by name.
    """
    added = []
    titles = {job["title"] for job in hr.get("/jobs")["jobs"]}
    names = {person.user_id: person.name for person in company.staff}
    for post in company.posts:
        if post.title not in titles:
            keys = {"question_keys": list(post.question_keys)} if post.question_keys else {}
            hr.post(
                "/jobs",
                title=post.title,
                description=post.description,
                manager_ids=[managers[names[post.manager]]],
                template=post.template,
                **keys,
            )
            added.append(post.title)
    known = {row["name"] for row in hr.get("/candidates")["candidates"]}
    for applicant in company.applicants:
        if applicant.name not in known:
            add_applicant(hr, applicant)
            added.append(applicant.name)
    return added


def add_applicant(hr: PageDoor, applicant: Applicant) -> None:
    hr.post(
        "/candidates",
        name=applicant.name,
        phone=applicant.mobile,
        email=applicant.email,
        dingtalk_user_id=applicant.user_id or None,
    )


def choose_applicant(company: DemoCompany, hr: PageDoor, post: Post) -> tuple[Applicant, bool]:
    """Somebody in DingTalk who was not invited for this post yet; True when they are new to the company."""
    rows = {row["name"]: row for row in hr.get("/candidates")["candidates"]}
    for applicant in company.applicants:
        invited = {interview["job_title"] for interview in rows[applicant.name]["interviews"]}
        if applicant.user_id and post.title not in invited:
            return applicant, False
    number = 1
    while company.newcomer(number).name in rows:
        number += 1
    return company.newcomer(number), True


def hr_user(company: DemoCompany) -> str:
    return company.with_role(Role.HR).user_id


def _candidate_id(hr: PageDoor, applicant: Applicant) -> str:
    rows = hr.get("/candidates")["candidates"]
    return str(next(row["id"] for row in rows if row["name"] == applicant.name))


def _current_question(page: PageDoor, interview_id: str) -> dict[str, Any]:
    for question in page.get(f"/interviews/{interview_id}/questions")["questions"]:
        if question["state"] == "current":
            return dict(question)
    raise NotSeen("没有待回答的题目")


def _finished_tasks(hr: PageDoor, interview_id: str) -> Iterator[str]:
    """Each task as it is seen to finish, until the evaluation has."""
    names = {"transcribe": "转写", "observe": "观察", "evaluate": "评分"}
    told: set[str] = set()
    deadline_s = time.monotonic() + REPORT_TIMEOUT_S
    while True:
        tasks = hr.get(f"/interviews/{interview_id}")["tasks"]
        for task in tasks:
            if task["state"] in ("done", "skipped", "failed") and task["id"] not in told:
                told.add(task["id"])
                yield f"{names[task['kind']]} {task['state']}（第 {task['attempt']} 次）"
        if any(task["kind"] == "evaluate" and task["id"] in told for task in tasks):
            return
        if time.monotonic() > deadline_s:
            raise NotSeen(f"{REPORT_TIMEOUT_S:.0f} 秒内未完成")
        time.sleep(0.5)
