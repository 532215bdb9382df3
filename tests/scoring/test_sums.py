"""Timed sums: the same difficulty for everybody, right answers whatever their writing, a score with its interval."""

from decimal import Decimal

import pytest

from scoring.exercises.responses import Response, Sitting
from scoring.exercises.sums import PACE_MS, TOO_FEW, Sum, is_right, score_sums, sums
from scoring.measures import Flag, NotMeasured

TEN = tuple(Sum(f"{n} + 1", Decimal(n + 1)) for n in range(10))


def sitting(right=10, wrong=0, reaction_ms=PACE_MS, elapsed_s=600.0, left_page=0):
    given = [Response(i, str(i + 1), reaction_ms) for i in range(right)]
    given += [Response(i, "999", reaction_ms) for i in range(right, right + wrong)]
    return Sitting(tuple(given), elapsed_s, left_page)


def score(*args, **facts):
    return score_sums(TEN, sitting(*args, **facts), dimension="数字敏感度")


def test_the_same_sitting_is_asked_the_same_sums_and_another_one_other_numbers():
    assert sums("iv_1:quick", 12) == sums("iv_1:quick", 12)
    assert sums("iv_1:quick", 12) != sums("iv_2:quick", 12)


@pytest.mark.parametrize("seed", [f"iv_{n}" for n in range(40)])
def test_every_sum_has_the_result_a_person_would_find(seed):
    add, subtract, change, multiply, percent, missing = sums(seed, 6)
    a, b = map(int, add.text.split(" + "))
    assert add.result == a + b
    a, b = map(int, subtract.text.split(" − "))
    assert subtract.result == a - b > 0
    assert change.result == 100 - Decimal(change.text.split()[1]) > 0
    a, b = map(int, multiply.text.split(" × "))
    assert multiply.result == a * b
    base, rate = percent.text.removesuffix("% 是多少？").split(" 的 ")
    assert percent.result == Decimal(base) * Decimal(rate) / 100
    a, b = missing.text.split(" + ？ = ")
    assert missing.result == int(b) - int(a) > 0


@pytest.mark.parametrize("written", ["36.5", " 36.50 ", "３６．５", "36.5元"])
def test_a_right_number_is_right_however_it_is_written(written):
    assert is_right(Sum("", Decimal("36.5")), written)


@pytest.mark.parametrize("written", ["", "abc", "36.5.1", "--36.5", "³", "36,5x", "36."])
def test_what_is_no_number_is_wrong(written):
    assert not is_right(Sum("", Decimal("36.5")), written)


def test_all_right_at_pace_is_full_score():
    assert score().score == 100.0


def test_an_unanswered_sum_counts_as_wrong():
    assert score(right=8).score == 80.0


def test_four_times_the_pace_halves_the_score():
    assert score(reaction_ms=4 * PACE_MS).score == 50.0


def test_being_faster_than_the_pace_gains_nothing():
    assert score(reaction_ms=2_000).score == 100.0


def test_the_interval_is_wilsons_for_the_accuracy():
    # 8 of 10, z = 1.2816: .7577 ± .1561 (Wilson 1927)
    low, high = score(right=8, wrong=2).interval
    assert (low, high) == pytest.approx((60.2, 91.4), abs=0.1)


def test_too_few_answers_are_no_score():
    assert score(right=5).score == TOO_FEW


def test_a_skipped_exercise_is_not_measured():
    skipped = score_sums(TEN, Sitting((), 0.0, 0, skipped=True), dimension="数字敏感度")
    assert isinstance(skipped.score, NotMeasured)


def test_what_a_person_should_look_at_is_flagged():
    assert score(reaction_ms=300).flags == (Flag.HURRIED,)
    assert score(elapsed_s=10.0).flags == (Flag.CLOCK_MISMATCH,)
    assert score(left_page=2).flags == (Flag.LEFT_PAGE,)
    assert score().flags == ()


def test_a_sum_during_which_the_page_was_left_counts_for_accuracy_only():
    assert score(reaction_ms=None).score == 100.0
