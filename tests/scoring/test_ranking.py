"""Parts make one figure without counting what is missing as zero; an order is no finer than the figures."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.composite import Part
from scoring.measures import NotMeasured
from scoring.percentile import Percentile, percentile
from scoring.ranking import Contender, PartWeights, chance_distance, ranked, whole, written_part

NONE = NotMeasured("没有")
SIXTY_FORTY = PartWeights(0.6, 0.4)


def test_both_parts_weigh_as_the_job_says() -> None:
    found = whole(Part(80, (70, 90)), Part(60, (50, 70)), SIXTY_FORTY)
    assert (found.value, found.coverage, found.missing) == (72.0, 1.0, ())  # .6 · 80 + .4 · 60
    assert found.interval == (64.8, 79.2)  # √((.6 · 10)² + (.4 · 10)²) = 7.21


def test_a_missing_written_test_is_named_and_never_zero() -> None:
    found = whole(Part(80, (70, 90)), NONE, SIXTY_FORTY)
    assert (found.value, found.coverage, found.missing) == (80.0, 0.6, ("笔试",))
    assert found.interval == (62.9, 97.1)  # √((.6 · 10)² + (.4 · 40)²) = 17.09


def test_less_than_half_of_the_weight_makes_no_figure() -> None:
    found = whole(NONE, Part(90, (80, 100)), SIXTY_FORTY)
    assert isinstance(found.value, NotMeasured)
    assert found.missing == ("AI 面试",)


def test_a_test_that_weighs_nothing_is_not_missed() -> None:
    assert whole(Part(80, (70, 90)), NONE, PartWeights()).missing == ()


def test_a_written_score_has_an_interval_within_the_scale() -> None:
    assert written_part(95) == Part(95, (86.4, 100.0))


def test_who_does_not_differ_from_the_first_shares_the_place() -> None:
    people = [
        Contender("a", 80, (74, 86)),
        Contender("b", 75, (67, 83)),  # 5 behind; √(6² + 8²) = 10
        Contender("c", 70, (64, 78)),  # 10 behind; √(6² + 8²) = 10: just not more
        Contender("d", 69, (63, 75)),  # 11 behind; √(6² + 6²) = 8.5
        Contender("e", 60, (58, 61)),  # 9 behind d; √(6² + 1²) = 6.1
    ]
    places = ranked(people)
    assert [(p.key, p.place, p.tied) for p in places] == [
        ("a", 1, True),
        ("b", 1, True),
        ("c", 1, True),
        ("d", 4, False),
        ("e", 5, False),
    ]
    assert [(p.behind, p.noise) for p in places[1:3]] == [(5.0, 10.0), (10.0, 10.0)]


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 20)), max_size=12))
def test_nobody_in_a_group_differs_from_its_first_and_the_next_group_does(
    rows: list[tuple[float, float]],
) -> None:
    people = {str(i): Contender(str(i), v, (v - h, v + h)) for i, (v, h) in enumerate(rows)}
    places = ranked(list(people.values()))
    firsts: dict[int, Contender] = {}
    for place in places:
        one = people[place.key]
        first = firsts.setdefault(place.place, one)
        assert first.value - one.value <= chance_distance(first, one)
    starts = sorted(firsts)
    for before, after in itertools.pairwise(starts):
        upper, lower = firsts[before], firsts[after]
        assert upper.value - lower.value > chance_distance(upper, lower)


def test_thirty_others_are_needed_and_ties_count_half() -> None:
    assert isinstance(percentile(70.0, [50.0] * 29), NotMeasured)
    assert percentile(70.0, [50.0] * 20 + [70.0] * 4 + [90.0] * 6) == Percentile(
        pytest.approx(73.333, abs=0.001), 30
    )
    assert isinstance(percentile(NONE, [50.0] * 30), NotMeasured)
