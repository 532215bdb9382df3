"""Contracts with and without a clause, side by side: Newcombe's published interval, and who is not counted."""

from datetime import date

import pytest

from scoring.measures import NotMeasured
from scoring.validity.case import Case, Tenure
from scoring.validity.clauses import Contrast, Fate, compare_clauses

UNKNOWN = NotMeasured("没有")


def a_case(person, *, passed=UNKNOWN, tenure=UNKNOWN):
    return Case(
        person=person,
        interviewed_on=date(2026, 1, 5),
        scores={},
        voice={},
        face={},
        performance=UNKNOWN,
        probation_passed=passed,
        tenure=tenure,
        groups={},
    )


def people(having, lacking):
    """(outcomes of people with the clause, of those without) -> cases and clauses."""
    cases, clauses = [], {}
    for side, outcomes in (("with", having), ("without", lacking)):
        for number, facts in enumerate(outcomes):
            person = f"{side}{number}"
            cases.append(a_case(person, **facts))
            clauses[person] = frozenset({"pay", "training"} if side == "with" else {"pay"})
    return cases, clauses


def passed(yes, n):
    return [{"passed": number < yes} for number in range(n)]


def test_the_interval_is_newcombes_own_example():
    """56/70 and 48/80: .2000, .0524 to .3339 (Newcombe, Statistics in Medicine 17, 1998, table II (a), method 10)."""
    (found,) = compare_clauses(*people(passed(56, 70), passed(48, 80)))
    contrast = found.fates[Fate.PROBATION_PASSED]
    assert isinstance(contrast, Contrast)
    assert (contrast.difference, contrast.low, contrast.high) == pytest.approx(
        (0.2, 0.0524, 0.3339), abs=5e-5
    )
    assert (found.clause, found.having, found.lacking) == ("training", 70, 80)


@pytest.mark.parametrize(("having", "lacking"), [(29, 200), (200, 29)])
def test_thirty_on_each_side_or_no_figure(having, lacking):
    (found,) = compare_clauses(*people(passed(20, having), passed(20, lacking)))
    assert isinstance(found.fates[Fate.PROBATION_PASSED], NotMeasured)


def test_thirty_on_each_side_suffice():
    (found,) = compare_clauses(*people(passed(30, 30), passed(15, 30)))
    assert isinstance(found.fates[Fate.PROBATION_PASSED], Contrast)


def test_a_clause_that_everybody_has_is_not_compared():
    cases, clauses = people(passed(20, 30), [])
    assert compare_clauses(cases, clauses) == ()


def test_people_without_a_contract_here_are_left_out():
    cases, clauses = people(passed(30, 30), passed(30, 30))
    stranger = a_case("stranger", passed=False)
    assert compare_clauses([*cases, stranger], clauses) == compare_clauses(cases, clauses)


@pytest.mark.parametrize(
    ("tenure", "counted", "left"),
    [
        (Tenure(400.0, False, 400.0), 1, 0),  # still there after a year
        (Tenure(100.0, True, 400.0), 1, 1),
        (Tenure(370.0, True, 400.0), 1, 0),  # left, but later
        (Tenure(100.0, True, 200.0), 0, 0),  # entered too lately to be counted, though gone
        (Tenure(200.0, False, 200.0), 0, 0),
        (Tenure(100.0, False, 400.0), 0, 0),  # the contract expired
        (UNKNOWN, 0, 0),
    ],
)
def test_leaving_is_told_of_people_whose_entry_is_a_year_past(tenure, counted, left):
    base = [{"tenure": Tenure(400.0, False, 400.0)}] * 30
    (found,) = compare_clauses(*people([*base, {"tenure": tenure}], base))
    contrast = found.fates[Fate.LEFT_WITHIN_YEAR]
    assert isinstance(contrast, Contrast)
    assert (contrast.having.n, contrast.having.yes) == (30 + counted, left)
