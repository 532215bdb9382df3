"""From an approved interview to a contract: two people, no score inside, dates that remind."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from config.clauses.files import contract_book
from contracts.proposals import Threshold
from hiring.commands import (
    BringSignedCopy,
    ContractStep,
    OnInterview,
    ReturnContract,
    SaveContract,
    SetClausePolicy,
)
from hiring.contractjson import Choice, Settled, read_contract
from hiring.errors import Conflict, Forbidden, Invalid
from hiring.model.contract import ContractState
from hiring.model.delivery import OutboxKind
from hiring.model.interview import InterviewState
from hiring.model.people import Role
from hiring.reportjson import report_json
from hiring.usecases.clause_policy import set_clause_policy
from hiring.usecases.contract_steps import (
    approve_contract,
    return_contract,
    submit_contract,
    withdraw_contract,
)
from hiring.usecases.contracting import current_body, examine, prepare_contract, proposals_for, save_contract
from hiring.usecases.signing import SIGNED_MAX_BYTES, bring_signed_copy, signed_copy_key
from tests.contracts.test_drafting import SENSIBLE
from tests.factories import a_decision, a_report, a_staff, a_story, an_actor, store
from tests.miniapp_api.test_manager_pages import a_body
from tests.reports import with_dimension
from tests.signing import PDF, SIGNED_PDF

BOOK = contract_book()
LOW = with_dimension(a_body(), "服务意识", 41.7, (30.2, 53.2))
# The proposal that LOW makes, accepted.
TAKEN = Choice("communication_training", "服务意识", Settled.ACCEPTED, "岗位需要，同岗位统一安排")
FACTS = SENSIBLE | {"city": "杭州", "training_subject": "客户沟通", "sessions": "3"}


class Desk:
    """Two HR people and a manager around one approved interview."""

    def __init__(self, office: Any, uow: Any) -> None:
        self.office = office
        report = a_report(id="rp_1", payload=report_json(LOW))
        self.story = a_story(
            uow, report, a_decision(), state=InterviewState.APPROVED, closed_at=office.clock.now()
        )
        self.second = a_staff(id="st_hr2", name="何人事", roles=frozenset({Role.HR}))
        with uow:
            store(uow, [self.second])
            uow.commit()
        self.hr, self.other = an_actor(self.story.hr), an_actor(self.second)
        self.manager = an_actor(self.story.manager)
        self.id = office.run(prepare_contract, OnInterview(self.hr, "iv_1"), book=BOOK)

    def save(self, *, base: int = 1, actor: Any = None, **changes: Any) -> int:
        facts = {"facts": FACTS, "options": ("training_free",), "edits": {}, "choices": (TAKEN,)} | changes
        return self.office.run(
            save_contract, SaveContract(actor or self.hr, self.id, base, **facts), book=BOOK
        )

    def step(self, usecase: Any, actor: Any, number: int = 2) -> Any:
        with_book = {"book": BOOK}
        return self.office.run(usecase, ContractStep(actor, self.id, number), **with_book)

    def bring(self, content: bytes, *, actor: Any = None, number: int = 2) -> bool:
        command = BringSignedCopy(actor or self.hr, self.id, number, content)
        return bool(self.office.run(bring_signed_copy, command, media=self.office.media))

    def contract(self) -> Any:
        with self.office.new_uow() as uow:
            return uow.contracts.get(self.id)

    def body(self) -> Any:
        with self.office.new_uow() as uow:
            return current_body(uow, uow.contracts.get(self.id))

    def planned(self) -> list[tuple[str, datetime]]:
        rows = self.office.posted(OutboxKind.CONTRACT_REMINDER)
        return [(row["payload"]["text_code"], row["available_at"]) for row in rows]


@pytest.fixture
def desk(office, uow):
    return Desk(office, uow)


def test_a_contract_begins_with_what_is_known(desk):
    assert desk.body().facts["worker"] == "王小明"
    assert desk.body().facts["position"] == "柜员"


def test_no_contract_before_the_decision(office, uow):
    story = a_story(uow, a_report(id="rp_1", payload=report_json(LOW)), state=InterviewState.REPORTED)
    with pytest.raises(Conflict, match="CO412"):
        office.run(prepare_contract, OnInterview(an_actor(story.hr), "iv_1"), book=BOOK)


def test_one_live_contract_for_an_interview(desk, office):
    with pytest.raises(Conflict, match="CO303"):
        office.run(prepare_contract, OnInterview(desk.hr, "iv_1"), book=BOOK)
    office.run(withdraw_contract, ReturnContract(desk.hr, desk.id, "候选人改变主意"))
    office.run(prepare_contract, OnInterview(desk.hr, "iv_1"), book=BOOK)


def test_a_manager_does_not_draft(desk):
    with pytest.raises(Forbidden):
        desk.save(actor=desk.manager)


def test_the_low_dimension_proposes_and_must_be_settled(desk, uow):
    desk.save(choices=(), options=())
    with pytest.raises(Conflict, match="CO411"):
        desk.step(submit_contract, desk.hr)
    with uow:
        contract = uow.contracts.get(desk.id)
        (found,) = proposals_for(uow, contract, desk.body(), BOOK)
        _, checked = examine(desk.body(), (found,), uow.interviews.get("iv_1"), BOOK)
    assert found.dimension == "服务意识"
    assert [f.field for f in checked.faults] == ["proposals"]


def test_dropping_a_proposal_with_a_reason_settles_it(desk):
    desk.save(
        choices=(Choice("communication_training", "服务意识", Settled.DROPPED, "已有统一入职培训"),),
        options=(),
    )
    assert desk.step(submit_contract, desk.hr)


def test_a_choice_without_a_reason_is_refused(desk):
    with pytest.raises(Invalid, match="CO422"):
        desk.save(choices=(Choice("communication_training", "服务意识", Settled.DROPPED, " "),))


def test_accepting_without_the_clause_is_no_acceptance(desk):
    desk.save(options=())
    with pytest.raises(Conflict, match="CO411"):
        desk.step(submit_contract, desk.hr)


def test_a_second_person_approves_and_the_hand_offs_go_out(desk, office):
    desk.save()
    desk.step(submit_contract, desk.hr)
    assert desk.step(approve_contract, desk.other)
    contract = desk.contract()
    assert (contract.state, contract.approved_by) == (ContractState.APPROVED, "st_hr2")
    sent = office.posted(OutboxKind.CONTRACT_SIGN, OutboxKind.CONTRACT_PRE_ENTRY)
    assert [row["payload"] for row in sent] == [{"interview_id": "iv_1", "contract_id": desk.id}] * 2


def test_the_interviews_manager_may_approve_too(desk):
    desk.save()
    desk.step(submit_contract, desk.hr)
    assert desk.step(approve_contract, desk.manager)


@pytest.mark.parametrize("drafted_by", ["hr", "other"])
def test_whoever_wrote_any_version_does_not_approve(desk, drafted_by):
    desk.save(actor=getattr(desk, drafted_by))
    desk.step(submit_contract, desk.other)
    with pytest.raises(Conflict, match="CO403"):
        desk.step(approve_contract, desk.hr)


def test_nothing_unlawful_is_submitted(desk):
    desk.save(edits={"pay": "乙方迟到一次，从工资中罚款200元。"})
    with pytest.raises(Conflict, match="CO411"):
        desk.step(submit_contract, desk.hr)


def test_no_score_is_submitted(desk):
    desk.save(
        edits={"mentoring": "x", "position_and_grade": "乙方面试评分41.7分，从事柜员岗位工作，工作地点杭州。"}
    )
    with pytest.raises(Conflict, match="CO411"):
        desk.step(submit_contract, desk.hr)


def test_the_text_holds_no_score_of_the_report(desk):
    desk.save()
    text = desk.body().draft.text
    assert "客户沟通培训" in text
    for word in ("41.7", "30.2", "53.2", "服务意识"):
        assert word not in text


def test_two_people_saving_at_once_do_not_overwrite_each_other(desk):
    desk.save()
    with pytest.raises(Conflict, match="CO409"):
        desk.save(base=1, actor=desk.other)


def test_a_submitted_contract_is_not_edited(desk):
    desk.save()
    desk.step(submit_contract, desk.hr)
    with pytest.raises(Conflict, match="CO302"):
        desk.save(base=2)


def test_returned_with_a_reason_it_is_a_draft_again(desk, office):
    desk.save()
    desk.step(submit_contract, desk.hr)
    office.run(return_contract, ReturnContract(desk.other, desk.id, "工资与预算不符"))
    assert (desk.contract().state, desk.contract().note) == (ContractState.DRAFT, "工资与预算不符")
    assert desk.save(base=2) == 3


def test_an_approved_version_does_not_change_with_the_library(desk, uow):
    desk.save()
    with uow:
        stored = read_contract(uow.contracts.version(desk.id, 2).payload)
    assert stored.clauses
    assert stored.book_version == BOOK.version


def test_reminders_of_the_written_contract_come_with_the_first_day(desk):
    desk.save(facts=FACTS | {"term_start": "2026-04-01"})
    assert desk.planned() == [
        ("contract.written", datetime(2026, 4, 16, 1, 0, tzinfo=UTC)),  # 09:00 in Shanghai
        ("contract.written", datetime(2026, 4, 26, 1, 0, tzinfo=UTC)),
        ("contract.written", datetime(2026, 4, 30, 1, 0, tzinfo=UTC)),
    ]


def test_moving_the_first_day_moves_the_reminders(desk):
    desk.save(facts=FACTS | {"term_start": "2026-04-01"})
    desk.save(base=2, facts=FACTS | {"term_start": "2026-05-01"})
    assert next(at for _, at in desk.planned()) == datetime(2026, 5, 16, 1, 0, tzinfo=UTC)
    assert len(desk.planned()) == 3


def test_approval_adds_probation_and_renewal(desk):
    desk.save(facts=FACTS | {"term_start": "2026-04-01"})
    desk.step(submit_contract, desk.hr)
    desk.step(approve_contract, desk.other)
    later = [one for one in desk.planned() if one[0] != "contract.written"]
    assert later == [  # probation to 2026-09-30, term to 2029-03-31
        ("contract.probation", datetime(2026, 8, 31, 1, 0, tzinfo=UTC)),
        ("contract.probation", datetime(2026, 9, 23, 1, 0, tzinfo=UTC)),
        ("contract.renewal", datetime(2029, 1, 30, 1, 0, tzinfo=UTC)),
        ("contract.renewal", datetime(2029, 3, 1, 1, 0, tzinfo=UTC)),
    ]


def test_calling_it_off_calls_off_what_was_planned(desk, office):
    desk.save()
    desk.step(submit_contract, desk.hr)
    desk.step(approve_contract, desk.other)
    office.run(withdraw_contract, ReturnContract(desk.hr, desk.id, "候选人改变主意"))
    assert not office.posted(
        OutboxKind.CONTRACT_REMINDER, OutboxKind.CONTRACT_SIGN, OutboxKind.CONTRACT_PRE_ENTRY
    )


def test_noting_the_signature_twice_is_once(desk):
    desk.save()
    desk.step(submit_contract, desk.hr)
    desk.step(approve_contract, desk.other)
    assert desk.bring(SIGNED_PDF)
    assert not desk.bring(SIGNED_PDF)


def test_an_employees_file_is_not_swept_as_an_applicants(desk, office, uow):
    desk.save()
    desk.step(submit_contract, desk.hr)
    desk.step(approve_contract, desk.other)
    with uow:
        assert uow.people.past_keeping(office.clock.now() + timedelta(days=1000), limit=9) == []


def test_without_a_live_contract_the_applicant_is_swept_on_time(desk, office, uow):
    office.run(withdraw_contract, ReturnContract(desk.hr, desk.id, "候选人改变主意"))
    with uow:
        assert uow.people.past_keeping(office.clock.now() + timedelta(days=1000), limit=9) == ["ca_1"]


def test_a_job_sets_its_own_thresholds_in_versions(desk, office, uow):
    off = Threshold("communication_training", 30.0, 35.0, enabled=True)
    assert office.run(set_clause_policy, SetClausePolicy(desk.hr, "jb_1", 0, (off,)), book=BOOK) == 1
    with pytest.raises(Conflict, match="CO409"):
        office.run(set_clause_policy, SetClausePolicy(desk.hr, "jb_1", 0, (off,)), book=BOOK)
    desk.save(choices=(), options=())
    assert desk.step(submit_contract, desk.hr)  # 41.7 is above 30: nothing is proposed
    assert desk.body().policy == 1


@pytest.mark.parametrize("bad", [("unknown", 50.0), ("communication_training", 101.0)])
def test_a_threshold_that_can_not_be_is_refused(desk, office, bad):
    rule, threshold = bad
    wrong = Threshold(rule, threshold, 30.0, enabled=True)
    with pytest.raises(Invalid, match="CO423"):
        office.run(set_clause_policy, SetClausePolicy(desk.hr, "jb_1", 0, (wrong,)), book=BOOK)


def test_everything_done_to_a_contract_is_in_the_audit_log(desk, uow):
    desk.save()
    desk.step(submit_contract, desk.hr)
    desk.step(approve_contract, desk.other)
    from storage.reads.audit_log import audit_page

    with uow:
        lines = audit_page(uow.session, resource=f"contract:{desk.id}")
    assert [(line.actor, line.action) for line in reversed(lines)] == [
        ("staff:st_hr", "contract.prepare"),
        ("staff:st_hr", "contract.save"),
        ("staff:st_hr", "contract.submit"),
        ("staff:st_hr2", "contract.approve"),
    ]


@pytest.fixture
def approved(desk):
    desk.save()
    desk.step(submit_contract, desk.hr)
    desk.step(approve_contract, desk.other)
    return desk


def test_the_signed_copy_makes_it_signed_and_is_kept_sealed(approved, office):
    assert approved.bring(SIGNED_PDF)
    contract = approved.contract()
    assert (contract.state, contract.signed_at) == (ContractState.SIGNED, office.clock.now())
    kept = b"".join(office.media.read(signed_copy_key(approved.id), contract.candidate_id))
    assert kept == SIGNED_PDF


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 a word file", "CO415"),
        (b"%PDF-1.7 cut off in the mid", "CO415"),
        (b"", "CO415"),
        (b"%PDF-" + b" " * SIGNED_MAX_BYTES, "CO413"),
    ],
)
def test_what_is_no_signed_pdf_changes_nothing(approved, content, code):
    with pytest.raises(Invalid, match=code):
        approved.bring(content)
    assert approved.contract().state == ContractState.APPROVED


def test_the_paper_that_was_handed_off_is_not_signed(approved, office):
    with office.new_uow() as uow:
        uow.contracts.lock(approved.id).paper_sha256 = hashlib.sha256(PDF).hexdigest()
        uow.commit()
    with pytest.raises(Invalid, match="CO424"):
        approved.bring(PDF)


def test_a_signed_copy_is_not_replaced(approved):
    approved.bring(SIGNED_PDF)
    with pytest.raises(Conflict, match="CO425"):
        approved.bring(PDF)


def test_the_manager_brings_no_signed_copy(approved):
    with pytest.raises(Forbidden):
        approved.bring(SIGNED_PDF, actor=approved.manager)


def test_a_draft_takes_no_signed_copy(desk):
    desk.save()
    with pytest.raises(Conflict, match="CO302"):
        desk.bring(SIGNED_PDF)


def test_the_manager_is_asked_when_it_is_submitted(desk, office):
    desk.save()
    desk.step(submit_contract, desk.hr)
    assert ("st_manager", "contract.submitted") in office.texts()


@pytest.mark.parametrize("ended", [ContractState.DECLINED, ContractState.EXPIRED, ContractState.STOPPED])
def test_after_signing_ended_without_a_signature_a_further_contract_may_begin(approved, office, ended):
    with office.new_uow() as uow:
        uow.contracts.lock(approved.id).state = ended
        uow.commit()
    assert office.run(prepare_contract, OnInterview(approved.hr, "iv_1"), book=BOOK) != approved.id
