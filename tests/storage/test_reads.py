"""What the pages show."""

from datetime import timedelta

import pytest

from hiring.errors import NotFound
from hiring.model.answer import AnswerState
from hiring.model.delivery import AuditEntry
from hiring.model.interview import InterviewState
from hiring.model.processing import TaskKind, TaskState
from hiring.model.reschedule import RescheduleState
from scoring.measures import NotMeasured
from storage import outbox
from storage.data_keys import DataKeys
from storage.reads.candidates import candidate_list, mask_email, mask_phone
from storage.reads.interview_page import interview_page
from storage.reads.interviews import interview_line, interview_list, review_list
from storage.reads.jobs import job_list, job_page
from storage.reads.names import ERASED
from storage.reads.reschedules import reschedule_list
from tests.factories import (
    NOON,
    a_candidate,
    a_job,
    a_report,
    a_reschedule,
    a_story,
    a_task,
    a_text_answer,
    an_answer,
    an_interview,
    an_outbox_row,
    store,
)

HOUR = timedelta(hours=1)


def add(uow, *rows):
    with uow:
        store(uow, rows)
        uow.commit()


def test_a_line_counts_answers_and_processing(uow):
    a_story(
        uow,
        an_answer(id="an_0", state=AnswerState.REPLACED, take=1),
        an_answer(id="an_1", take=2),
        an_answer(id="an_2", question_key="q2", state=AnswerState.RECORDING, received_at=None),
        a_task(answer_id="an_0", state=TaskState.DONE, finished_at=NOON),
        a_task(answer_id="an_1", state=TaskState.DONE, finished_at=NOON + HOUR),
        a_task(TaskKind.OBSERVE, answer_id="an_1", state=TaskState.FAILED, finished_at=NOON),
        a_task(TaskKind.OBSERVE, answer_id="an_1", generation=2),
        a_task(TaskKind.EVALUATE),
    )
    with uow:
        line = interview_line(uow.session, "iv_1")
    assert (line.candidate_name, line.job_title, line.manager_name) == ("王小明", "柜员", "李经理")
    assert (line.answered, line.total) == (1, 2)
    assert (line.tasks_done, line.tasks_failed, line.tasks_total) == (1, 0, 3)
    assert line.composite is None
    assert line.updated_at == NOON + HOUR


def test_a_line_shows_the_latest_report_and_the_latest_invitation(uow):
    a_story(
        uow,
        a_report(id="rp_1", payload='{"composite": 40.0}'),
        a_report(id="rp_2", generation=2, payload='{"composite": 71.5}'),
        an_outbox_row(id="ob_1"),
    )
    with uow:
        (row,) = outbox.claim(uow.session, batch=1, lease=HOUR, now=NOON)
        outbox.mark_delivered(uow.session, row, now=NOON)
        line = interview_line(uow.session, "iv_1")
    assert (line.composite, line.invitation_delivered_at, line.invitation_error) == (71.5, NOON, "")


def test_a_composite_that_could_not_be_measured_keeps_its_reason(uow):
    a_story(uow, a_report(payload='{"composite": {"reason": "语音无法识别"}}'))
    with uow:
        assert interview_line(uow.session, "iv_1").composite == NotMeasured("语音无法识别")


def test_the_list_is_filtered_and_begins_with_the_latest_change(uow):
    a_story(uow, a_job(id="jb_2"))
    add(
        uow,
        an_interview(id="iv_2", job_id="jb_2", created_at=NOON + HOUR),
        an_interview(id="iv_3", round=2, state=InterviewState.INVITED),
    )
    with uow:
        session = uow.session
        assert [line.id for line in interview_list(session)] == ["iv_2", "iv_1", "iv_3"]
        assert [line.id for line in interview_list(session, state=InterviewState.INVITED)] == ["iv_3"]
        assert [line.id for line in interview_list(session, job_id="jb_2")] == ["iv_2"]
        assert [line.id for line in interview_list(session, limit=1)] == ["iv_2"]


def test_an_unknown_interview_is_not_found(uow):
    with uow, pytest.raises(NotFound, match="IV404"):
        interview_page(uow.session, "iv_9")


def test_a_manager_sees_own_reports_and_first_those_that_wait(uow):
    reported = {"reported_at": NOON, "state": InterviewState.REPORTED}
    a_story(uow)
    add(
        uow,
        an_interview(id="iv_2", round=2, reported_at=NOON - HOUR, state=InterviewState.WITHDRAWN),
        an_interview(id="iv_3", round=3, **reported),
        an_interview(id="iv_4", round=4, manager_id="st_hr", **reported),
    )
    with uow:
        assert [line.id for line in review_list(uow.session, "st_manager")] == ["iv_3", "iv_2"]


def test_a_page_tells_the_course_the_steps_and_the_deliveries(uow):
    a_story(uow, an_answer(id="an_1"), a_task(id="tk_1"), an_outbox_row(id="ob_1"))
    with uow:
        for action in ("interview.invite", "report.read", "interview.confirm"):
            uow.audit.record(AuditEntry("staff:st_hr", action, "interview:iv_1", NOON))
        uow.commit()
    with uow:
        page = interview_page(uow.session, "iv_1")
    assert [(moment.text, moment.actor) for moment in page.timeline] == [
        ("已邀请", "staff:st_hr"),
        ("候选人已确认", "staff:st_hr"),
    ]
    assert [(task.id, task.state) for task in page.tasks] == [("tk_1", TaskState.QUEUED)]
    assert [(one.id, one.state, one.recipient) for one in page.deliveries] == [
        ("ob_1", "pending", "candidate")
    ]


def test_wishes_for_other_times_are_listed_by_state(uow):
    a_story(
        uow,
        a_reschedule(id="rs_1", state=RescheduleState.REFUSED, decided_at=NOON, reply="名额已满"),
        a_reschedule(id="rs_2", created_at=NOON + HOUR),
    )
    with uow:
        (wish,) = reschedule_list(uow.session, state=RescheduleState.OPEN)
        assert (wish.id, wish.note, wish.reply, wish.candidate_name) == ("rs_2", "那天要考试", "", "王小明")
        assert [(one.id, one.reply) for one in reschedule_list(uow.session)] == [
            ("rs_1", "名额已满"),
            ("rs_2", ""),
        ]


def test_candidates_are_listed_with_masked_contacts(uow):
    a_story(uow)
    add(
        uow,
        a_candidate(id="ca_2", name="外部候选人", phone="", dingtalk_user_id=None, created_at=NOON + HOUR),
    )
    with uow:
        outside, inside = candidate_list(uow.session)
    assert (outside.id, outside.in_dingtalk, outside.phone_masked, outside.interviews) == (
        "ca_2",
        False,
        "",
        (),
    )
    assert (inside.name, inside.phone_masked, inside.email_masked) == (
        "王小明",
        "138****1234",
        "w***@example.com",
    )
    assert [(one.id, one.job_title, one.state) for one in inside.interviews] == [
        ("iv_1", "柜员", "confirmed")
    ]


@pytest.mark.parametrize(
    ("mask", "plain", "masked"),
    [(mask_phone, "", ""), (mask_phone, "12345", "*****"), (mask_email, "", ""), (mask_email, "odd", "***")],
)
def test_short_contacts_are_masked_whole(mask, plain, masked):
    assert mask(plain) == masked


def test_posts_are_listed_with_their_managers_names(uow):
    a_story(uow)
    with uow:
        (job,) = job_list(uow.session)
        assert [(one.id, one.name) for one in job.managers] == [("st_manager", "李经理")]
        assert job_page(uow.session, "jb_1") == job
        with pytest.raises(NotFound, match="JB404"):
            job_page(uow.session, "jb_9")


def test_an_erased_person_stays_in_the_lists_without_a_name(uow, keyring):
    a_story(uow, a_text_answer(), a_report(payload='{"composite": 40.0}'), a_reschedule())
    with uow:
        DataKeys(uow.session, keyring).destroy("ca_1", now=NOON)
        uow.commit()
    with uow:
        (line,) = interview_list(uow.session)
        (person,) = candidate_list(uow.session)
        (wish,) = reschedule_list(uow.session)
    assert (line.candidate_name, line.composite) == (ERASED, NotMeasured("数据已删除"))
    assert (person.name, person.phone_masked, person.email_masked) == (ERASED, "", "")
    assert (wish.candidate_name, wish.note) == (ERASED, ERASED)
