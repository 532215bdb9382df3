"""What became of people with a clause in their contract beside those without: described, never called its effect."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from statsmodels.stats.proportion import confint_proportions_2indep

from scoring.measures import NotMeasured
from scoring.validity.case import MIN_N, Case

YEAR_DAYS = 365.0
NOT_CAUSAL = (
    "有无条款不是随机分配的：岗位、时期、谈判和候选人本身都不同。这里只描述差别，不能说是条款造成的。"
)


class Fate(StrEnum):
    """A yes-or-no outcome that contracts may be compared by."""

    PROBATION_PASSED = "probation_passed"
    LEFT_WITHIN_YEAR = "left_within_year"


@dataclass(frozen=True, slots=True)
class Share:
    """yes of n people."""

    yes: int
    n: int

    @property
    def rate(self) -> float:
        return self.yes / self.n


@dataclass(frozen=True, slots=True)
class Contrast:
    """difference: the rate with the clause less the rate without, with Newcombe's 95 % interval (his method 10)."""

    having: Share
    lacking: Share
    difference: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ClauseComparison:
    """having, lacking: contracts with and without the clause, whatever is known of their people."""

    clause: str
    having: int
    lacking: int
    fates: Mapping[Fate, Contrast | NotMeasured] = field(default_factory=dict)


def compare_clauses(
    cases: Sequence[Case], clauses: Mapping[str, frozenset[str]]
) -> tuple[ClauseComparison, ...]:
    """clauses: person -> the clauses of their approved or signed contract; people without one are left out.

    A clause that every contract has, or none, has nothing to be compared with and is not listed.
    """
    under = [case for case in cases if case.person in clauses]
    listed = sorted({key for case in under for key in clauses[case.person]})
    compared = (_compare(key, under, clauses) for key in listed)
    return tuple(one for one in compared if one.lacking)


def _compare(key: str, cases: Sequence[Case], clauses: Mapping[str, frozenset[str]]) -> ClauseComparison:
    having = [case for case in cases if key in clauses[case.person]]
    lacking = [case for case in cases if key not in clauses[case.person]]
    fates = {fate: _contrast(_share(having, told), _share(lacking, told)) for fate, told in _TOLD.items()}
    return ClauseComparison(key, len(having), len(lacking), fates)


def _contrast(having: Share, lacking: Share) -> Contrast | NotMeasured:
    if min(having.n, lacking.n) < MIN_N:
        return NotMeasured(
            f"数据不足：有该条款且结果已知的 {having.n} 人，没有的 {lacking.n} 人，两边各需至少 {MIN_N} 人"
        )
    low, high = confint_proportions_2indep(
        having.yes, having.n, lacking.yes, lacking.n, compare="diff", method="newcomb"
    )
    return Contrast(having, lacking, having.rate - lacking.rate, float(low), float(high))


def _share(cases: Sequence[Case], told: Callable[[Case], Any]) -> Share:
    known = [told(case) for case in cases]
    measured = [one for one in known if isinstance(one, bool)]
    return Share(sum(measured), len(measured))


def _passed(case: Case) -> bool | NotMeasured:
    return case.probation_passed


def _left_within_year(case: Case) -> bool | NotMeasured:
    """Only of people whose entry is a year past, leavers too: else recent entrants would count when they leave only.

    NotMeasured also where the stay ended within the year without counting as leaving (an expired contract, other reasons).
    """
    if isinstance(case.tenure, NotMeasured):
        return case.tenure
    if case.tenure.since_entry < YEAR_DAYS:
        return NotMeasured("入职未满一年")
    if case.tenure.days >= YEAR_DAYS:
        return False
    return True if case.tenure.left else NotMeasured("一年内因其他原因结束")


_TOLD: dict[Fate, Callable[[Case], bool | NotMeasured]] = {
    Fate.PROBATION_PASSED: _passed,
    Fate.LEFT_WITHIN_YEAR: _left_within_year,
}
