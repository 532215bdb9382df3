"""What is stored comes back as it was."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from hiring.errors import Conflict, NotFound
from hiring.model.people import Role
from tests.factories import (
    NOON,
    a_candidate,
    a_card,
    a_consent,
    a_decision,
    a_link,
    a_probe,
    a_report,
    a_reschedule,
    a_session,
    a_story,
    a_task,
    a_text_answer,
    a_weight_set,
    an_answer,
    an_artifact,
    an_inbox_row,
    an_interview,
    an_outcome,
    an_upload,
)


def fields(row):
    return {name: getattr(row, name) for name in type(row).__dataclass_fields__}


def stored(uow, kind, key):
    with uow:
        return fields(uow.session.get(kind, key))


def one_of_each():
    return [
        an_answer(id="an_1"),
        a_text_answer(id="an_2", question_key="q2", text="逐条核对"),
        an_upload(id="up_1", length=100, offset=40),
        a_consent(id="cn_1"),
        a_probe(id="pb_1"),
        a_reschedule(id="rs_1"),
        a_task(id="tk_1"),
        an_artifact(id="ar_1"),
        a_report(id="rp_1", payload='{"composite":71.5}'),
        a_decision(id="dc_1"),
        an_outcome(id="oc_1"),
        a_weight_set(id="ws_1"),
        a_card(id="cd_1"),
        a_link(token_sha256="1" * 64),
        a_session(token_sha256="2" * 64),
        an_inbox_row(source="bot", key="msg_1"),
    ]


def test_every_kind_of_row_comes_back_as_it_was(uow):
    rows = one_of_each()
    before = [(type(row), fields(row)) for row in rows]
    story = a_story(uow, *rows)
    for kind, values in before:
        key = values.get("id") or values.get("token_sha256") or (values.get("source"), values.get("key"))
        assert stored(uow, kind, key) == values
    for row in (story.hr, story.candidate, story.job, story.interview):
        assert stored(uow, type(row), row.id) == fields(row)


def test_times_come_back_in_utc(uow):
    shanghai = timezone(timedelta(hours=8))
    a_story(uow, starts_at=datetime(2026, 3, 9, 10, 0, tzinfo=shanghai))
    with uow:
        starts_at = uow.interviews.get("iv_1").starts_at
    assert (starts_at, starts_at.tzinfo) == (datetime(2026, 3, 9, 2, 0, tzinfo=UTC), UTC)


def test_a_second_interview_of_the_round_is_refused_and_the_transaction_goes_on(uow):
    a_story(uow)
    with uow:
        with pytest.raises(Conflict, match="IV303"):
            uow.interviews.add(an_interview(id="iv_2"))
        assert uow.interviews.get("iv_1").round == 1
        uow.commit()


def test_a_second_decision_is_refused(uow):
    a_story(uow, a_report(id="rp_1"), a_decision())
    with uow, pytest.raises(Conflict, match="DC302"):
        uow.processing.add_decision(a_decision())


def test_what_is_not_there_is_not_found(uow):
    with uow:
        for get, code in [
            (uow.people.get_staff, "ST404"),
            (uow.people.get_candidate, "CA404"),
            (uow.interviews.get_job, "JB404"),
            (uow.interviews.lock, "IV404"),
            (uow.interviews.get_reschedule, "RS404"),
            (uow.answers.get, "AN404"),
            (uow.answers.lock_upload, "UP404"),
            (uow.processing.get_task, "TK404"),
            (uow.processing.get_report, "RP404"),
        ]:
            with pytest.raises(NotFound, match=code):
                get("nobody")


def test_leaving_without_commit_keeps_nothing(uow):
    with uow:
        uow.people.add_candidate(a_candidate(id="ca_9"))
    with uow, pytest.raises(NotFound):
        uow.people.get_candidate("ca_9")


def test_a_candidate_is_found_by_phone_however_it_is_written(uow):
    a_story(uow)
    with uow:
        assert uow.people.find_candidate_by_phone("+86 138-0000-1234").id == "ca_1"
        assert uow.people.find_candidate_by_phone("13800001235") is None


def test_only_active_staff_are_found_by_role(uow):
    story = a_story(uow)
    with uow:
        uow.people.get_staff("st_hr").active = False
        uow.commit()
    with uow:
        assert uow.people.staff_with_role(Role.HR) == []
        assert [found.id for found in uow.people.staff_with_role(Role.MANAGER)] == [story.manager.id]


def test_the_same_message_is_received_once(uow):
    with uow:
        assert uow.deliveries.receive(an_inbox_row(key="m1"))
        assert not uow.deliveries.receive(an_inbox_row(key="m1", body="again"))
        assert [row.body for row in uow.deliveries.unhandled("bot", limit=9)] == ['{"text":"进度"}']


def test_the_same_computation_is_stored_once(uow):
    a_story(uow, an_answer(id="an_1"), an_artifact(id="ar_1", payload="first"))
    with uow:
        uow.processing.add_artifact(an_artifact(id="ar_2", payload="second"))
        uow.commit()
    with uow:
        assert [found.payload for found in uow.processing.artifacts("an_1", "transcript")] == ["first"]


def test_two_changes_of_one_interview_do_not_overwrite_each_other(uow_factory):
    a_story(uow_factory())
    first, second = uow_factory(), uow_factory()
    with first:
        mine = first.interviews.get("iv_1")
        with second:
            second.interviews.get("iv_1").closed_at = NOON
            second.commit()
        mine.confirmed_at = NOON
        with pytest.raises(Conflict, match="IV409"):
            first.commit()


def test_an_overdue_interview_is_found_until_it_is_submitted(uow):
    story = a_story(uow)
    with uow:
        late = story.interview.closes_at
        assert [found.id for found in uow.interviews.overdue(late, limit=9)] == ["iv_1"]
        assert uow.interviews.overdue(late - timedelta(seconds=1), limit=9) == []
