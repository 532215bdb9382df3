"""The relay's side of the outbox: order, leases, fencing, two relays at once."""

import threading
from datetime import timedelta

import pytest

from hiring.model.delivery import OutboxKind
from storage import outbox
from storage.reads.deliveries import DeliveryState, delivery_list
from tests.factories import NOON, a_story, an_outbox_row

LEASE = timedelta(seconds=60)
MINUTE = timedelta(minutes=1)


def post(uow, *rows):
    with uow:
        for row in rows:
            uow.deliveries.post(row)
        uow.commit()


def claim(uow, *, now=NOON, batch=10, **options):
    with uow:
        claimed = outbox.claim(uow.session, batch=batch, lease=LEASE, now=now, **options)
        uow.commit()
    return claimed


def ids(claimed):
    return [row.id for row in claimed]


def answer(uow, mark, claimed, **facts):
    with uow:
        taken = mark(uow.session, claimed, **facts)
        uow.commit()
    return taken


def states(uow):
    with uow:
        return {row.id: state for state in DeliveryState for row in delivery_list(uow.session, state=state)}


def test_rows_go_out_oldest_first_and_once(uow):
    post(uow, *(an_outbox_row(id=f"ob_{i}") for i in range(5)))
    assert ids(claim(uow, batch=3)) == ["ob_0", "ob_1", "ob_2"]
    assert ids(claim(uow)) == ["ob_3", "ob_4"]
    assert claim(uow) == []


def test_a_later_row_of_one_key_waits_for_the_earlier_one(uow):
    post(uow, *(an_outbox_row(id=f"ob_{i}", ordering_key="iv_1:candidate") for i in range(3)))
    (first,) = claim(uow)
    assert first.id == "ob_0"
    assert claim(uow) == []
    assert answer(uow, outbox.mark_delivered, first, now=NOON)
    assert ids(claim(uow)) == ["ob_1"]


def test_a_row_that_is_tried_again_later_holds_its_followers_back(uow):
    post(uow, *(an_outbox_row(id=f"ob_{i}", ordering_key="k") for i in range(2)))
    (first,) = claim(uow)
    answer(uow, outbox.mark_retry, first, available_at=NOON + MINUTE, error="timeout")
    assert claim(uow) == []
    assert ids(claim(uow, now=NOON + MINUTE)) == ["ob_0"]


def test_a_reminder_for_tomorrow_holds_nobody_up(uow):
    tomorrow = NOON + timedelta(days=1)
    post(
        uow,
        an_outbox_row(id="reminder", ordering_key="k", available_at=tomorrow),
        an_outbox_row(id="message", ordering_key="k"),
    )
    (message,) = claim(uow)
    assert message.id == "message"
    answer(uow, outbox.mark_delivered, message, now=NOON)
    assert ids(claim(uow, now=tomorrow)) == ["reminder"]


def test_what_was_given_up_holds_nobody_up(uow):
    post(uow, *(an_outbox_row(id=f"ob_{i}", ordering_key="k") for i in range(2)))
    (first,) = claim(uow)
    answer(uow, outbox.mark_dead, first, now=NOON, error="not_found")
    assert ids(claim(uow)) == ["ob_1"]


def test_a_lapsed_lease_is_given_to_the_next_relay_and_the_first_is_fenced_out(uow):
    post(uow, an_outbox_row(id="ob_1"))
    (slow,) = claim(uow)
    assert claim(uow, now=NOON + LEASE - timedelta(seconds=1)) == []
    (quick,) = claim(uow, now=NOON + LEASE)
    assert (slow.attempt, quick.attempt) == (1, 2)
    assert not answer(uow, outbox.mark_dead, slow, now=NOON + LEASE, error="late")
    assert answer(uow, outbox.mark_delivered, quick, now=NOON + LEASE)
    assert states(uow) == {"ob_1": DeliveryState.DELIVERED}


def test_an_answer_counts_once(uow):
    post(uow, an_outbox_row(id="ob_1"))
    (row,) = claim(uow)
    assert answer(uow, outbox.mark_delivered, row, now=NOON)
    assert not answer(uow, outbox.mark_retry, row, available_at=NOON, error="again")
    assert claim(uow) == []


def test_only_rows_of_the_asked_kinds_are_claimed(uow):
    post(uow, an_outbox_row(id="card"), an_outbox_row(id="job", kind=OutboxKind.JOB_RUN))
    assert ids(claim(uow, kinds=[OutboxKind.JOB_RUN])) == ["job"]


def test_a_pending_row_absorbs_one_with_the_same_dedupe_key(uow):
    post(uow, an_outbox_row(id="ob_1", dedupe_key="d"), an_outbox_row(id="ob_2", dedupe_key="d"))
    post(uow, an_outbox_row(id="ob_3", dedupe_key="d"))
    assert ids(claim(uow)) == ["ob_1"]


def test_after_delivery_the_same_dedupe_key_may_be_posted_again(uow):
    post(uow, an_outbox_row(id="ob_1", dedupe_key="d"))
    (row,) = claim(uow)
    answer(uow, outbox.mark_delivered, row, now=NOON)
    post(uow, an_outbox_row(id="ob_2", dedupe_key="d"))
    assert ids(claim(uow)) == ["ob_2"]


def test_a_new_card_under_way_absorbs_the_same_card(uow):
    post(uow, an_outbox_row(id="ob_1", dedupe_key="progress:iv_1"))
    claim(uow)
    post(uow, an_outbox_row(id="ob_2", dedupe_key="progress:iv_1"))
    assert states(uow) == {"ob_1": DeliveryState.PENDING}


def test_a_redraw_under_way_does_not_absorb_the_next_redraw(uow):
    def redraw(row_id):
        return an_outbox_row(
            id=row_id, kind=OutboxKind.CARD_UPDATE, ordering_key="card:1", dedupe_key="update:1"
        )

    post(uow, redraw("ob_1"))
    (first,) = claim(uow)
    post(uow, redraw("ob_2"))
    post(uow, redraw("ob_3"))
    answer(uow, outbox.mark_retry, first, available_at=NOON + MINUTE, error="timeout")
    assert states(uow) == {"ob_1": DeliveryState.WITHDRAWN, "ob_2": DeliveryState.PENDING}
    assert ids(claim(uow)) == ["ob_2"]


def test_withdrawing_takes_back_what_is_not_delivered(uow):
    remind = {"kind": OutboxKind.CARD_REMINDER, "available_at": NOON + MINUTE}
    other = {"interview_id": "iv_2", "recipient": "candidate"}
    post(
        uow,
        an_outbox_row(id="a", **remind),
        an_outbox_row(id="b", payload=other, **remind),
        an_outbox_row(id="c"),
    )
    with uow:
        assert uow.deliveries.withdraw(interview_id="iv_1", kinds=[OutboxKind.CARD_REMINDER], now=NOON) == 1
        uow.commit()
    assert states(uow) == {"a": "withdrawn", "b": "pending", "c": "pending"}


def test_a_row_withdrawn_while_it_was_under_way_is_still_said_to_have_gone_out(uow):
    post(uow, an_outbox_row(id="a"))
    (row,) = claim(uow)
    with uow:
        uow.deliveries.withdraw(interview_id="iv_1", kinds=[row.kind], now=NOON)
        uow.commit()
    assert answer(uow, outbox.mark_delivered, row, now=NOON)
    assert states(uow) == {"a": "delivered"}


def test_a_dead_row_can_be_sent_after_all(uow):
    post(uow, an_outbox_row(id="a"))
    (row,) = claim(uow)
    answer(uow, outbox.mark_unknown, row, now=NOON, error="answer_lost")
    with uow:
        (dead,) = delivery_list(uow.session, state=DeliveryState.DEAD)
        assert (dead.outcome_unknown, dead.last_error) == (True, "outcome_unknown: answer_lost")
        assert outbox.retry_dead(uow.session, "a", now=NOON)
        assert not outbox.retry_dead(uow.session, "a", now=NOON)
        uow.commit()
    assert [(again.id, again.attempt) for again in claim(uow)] == [("a", 1)]


def test_a_dead_row_whose_successor_waits_is_not_sent_twice(uow):
    post(uow, an_outbox_row(id="a", dedupe_key="d"))
    (row,) = claim(uow)
    answer(uow, outbox.mark_dead, row, now=NOON, error="gone")
    post(uow, an_outbox_row(id="b", dedupe_key="d"))
    with uow:
        assert outbox.retry_dead(uow.session, "a", now=NOON)
        uow.commit()
    assert states(uow) == {"a": "withdrawn", "b": "pending"}


def test_two_relays_at_once_deliver_every_row_once_and_in_order(own_uow_factory):
    keys, per_key = 8, 6
    post(
        own_uow_factory(),
        *(an_outbox_row(id=f"{k}-{i}", ordering_key=f"k{k}") for i in range(per_key) for k in range(keys)),
    )
    delivered, barrier = [], threading.Barrier(2)

    def relay():
        uow = own_uow_factory()
        barrier.wait()
        idle = 0
        while idle < 3:
            rows = claim(uow, batch=4)
            idle = 0 if rows else idle + 1
            for row in rows:
                delivered.append(row.id)
                assert answer(uow, outbox.mark_delivered, row, now=NOON)

    relays = [threading.Thread(target=relay) for _ in range(2)]
    for one in relays:
        one.start()
    for one in relays:
        one.join()
    while rows := claim(own_uow_factory()):  # what one relay blocked while the other looked for the last time
        delivered.extend(ids(rows))
        for row in rows:
            answer(own_uow_factory(), outbox.mark_delivered, row, now=NOON)
    assert len(delivered) == len(set(delivered)) == keys * per_key
    for k in range(keys):
        assert [one for one in delivered if one.startswith(f"{k}-")] == [f"{k}-{i}" for i in range(per_key)]


def test_a_row_held_by_another_transaction_is_skipped(own_uow_factory):
    post(own_uow_factory(), an_outbox_row(id="a"), an_outbox_row(id="b"))
    with own_uow_factory() as mine, own_uow_factory() as theirs:
        assert ids(outbox.claim(mine.session, batch=1, lease=LEASE, now=NOON)) == ["a"]
        assert ids(outbox.claim(theirs.session, batch=9, lease=LEASE, now=NOON)) == ["b"]


def test_a_rolled_back_use_case_leaves_no_side_effect(uow):
    a_story(uow)

    def half_a_use_case():
        with uow:
            uow.deliveries.post(an_outbox_row(id="a"))
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        half_a_use_case()
    assert claim(uow) == []
