"""The inventory: forward and reverse keyed items, and the sittings that can't be used."""

import pytest

from config.exercise_bank import load_inventory
from scoring.exercises.inventory import (
    HURRIED,
    INATTENTIVE,
    INCOMPLETE,
    SKIPPED,
    STRAIGHT_LINE,
    Item,
    score_inventory,
)
from scoring.exercises.responses import Response, Sitting

SHIPPED = load_inventory().items
TWO = (Item("a", "尽责性", 1), Item("b", "尽责性", -1))


def sitting(values, reaction_ms=3_000):
    return Sitting(tuple(Response(i, str(v), reaction_ms) for i, v in enumerate(values)), 300.0, 0)


def attentive(values):
    """The same values with the attention items answered as they want."""
    return [item.wanted or value for item, value in zip(SHIPPED, values, strict=True)]


def test_agreeing_with_a_reverse_keyed_item_lowers_the_trait():
    # forward 5 is 100, reverse 5 is 0: mean 50
    (trait,) = score_inventory(TWO, sitting([5, 5]))
    assert trait.score == 50.0


def test_answers_that_agree_across_the_keys_give_the_end_of_the_scale():
    (trait,) = score_inventory(TWO, sitting([5, 1]))
    assert (trait.score, trait.interval) == (100.0, (87.5, 100.0))


def test_the_interval_is_students_t_over_the_items():
    # shares 100 and 50: mean 75, sd 35.36, t(1) = 3.078, half width 76.95
    (trait,) = score_inventory(TWO, sitting([5, 3]))
    assert (trait.score, trait.interval) == (75.0, (0.0, 100.0))


def test_each_shipped_trait_has_as_many_items_for_it_as_against_it():
    for trait in {item.trait for item in SHIPPED if item.wanted is None}:
        keys = [item.key for item in SHIPPED if item.trait == trait]
        assert len(keys) == 4
        assert abs(sum(keys)) <= 2


def test_no_shipped_item_asks_about_health_or_mood():
    text = "".join(item.text for item in SHIPPED)
    assert not any(word in text for word in ("情绪波动", "难过", "抑郁", "焦虑", "心烦", "失眠", "健康"))


def test_an_honest_sitting_is_scored_on_four_traits():
    values = attentive([4, 4, 5, 3] * 4 + [2])
    assert [t.trait for t in score_inventory(SHIPPED, sitting(values))] == [
        "外向性",
        "宜人性",
        "尽责性",
        "开放性",
    ]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (Sitting((), 0.0, 0, skipped=True), SKIPPED),
        (sitting([4] * 5), INCOMPLETE),
        (sitting(["", *[4] * 16]), INCOMPLETE),
        (sitting([4, 3] * 8 + [4]), INATTENTIVE),
        (sitting(attentive([4] * 17)), STRAIGHT_LINE),
        (sitting(attentive([4, 2] * 8 + [3]), reaction_ms=400), HURRIED),
    ],
    ids=["skipped", "cut short", "one open", "inattentive", "straight line", "hurried"],
)
def test_a_sitting_that_says_nothing_is_not_measured(given, reason):
    assert score_inventory(SHIPPED, given) == reason
