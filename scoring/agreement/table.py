"""The agreement table: the same figures over all answers, and by dimension, question and version."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from scoring.agreement.pairs import PairFigures, between_raters, system_and_raters
from scoring.agreement.reliability import Reliability, reliability
from scoring.measures import NotMeasured


class Cut(StrEnum):
    ALL = "all"
    DIMENSION = "dimension"
    QUESTION = "question"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class RatedAnswer:
    """One answer with its blind ratings (rater -> level 1–5) and the system's level on the same scale.

    question: its text; two wordings or two sets of anchors are two questions (question_id).
    version: rubric and profile version that the system's level comes from, "" when it has none.
    """

    question_id: str
    question: str
    dimension: str
    version: str
    ratings: Mapping[str, int]
    system: float | NotMeasured


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """key tells rows of one cut apart; label is for reading. answers: with at least one blind rating."""

    cut: Cut
    key: str
    label: str
    answers: int
    ratings: int
    raters: int
    reliability: Reliability
    between: PairFigures
    system: PairFigures


_CUTS: tuple[tuple[Cut, Callable[[RatedAnswer], tuple[str, str]]], ...] = (
    (Cut.ALL, lambda _: ("", "全部")),
    (Cut.DIMENSION, lambda one: (one.dimension, one.dimension)),
    (Cut.QUESTION, lambda one: (one.question_id, one.question)),
    (Cut.VERSION, lambda one: (one.version, one.version)),
)


def agreement_table(rated: Sequence[RatedAnswer]) -> tuple[AgreementRow, ...]:
    """Rows by cut, within a cut those with most answers first."""
    counted = [one for one in rated if one.ratings]
    rows: list[AgreementRow] = []
    for cut, name in _CUTS:
        groups: dict[tuple[str, str], list[RatedAnswer]] = defaultdict(list)
        for one in counted:
            if cut != Cut.VERSION or one.version:
                groups[name(one)].append(one)
        found = [_row(cut, key, label, group) for (key, label), group in groups.items()]
        rows += sorted(found, key=lambda row: (-row.answers, row.key))
    return tuple(rows)


def _row(cut: Cut, key: str, label: str, rated: Sequence[RatedAnswer]) -> AgreementRow:
    ratings = [one.ratings for one in rated]
    measured = [(one.system, fmean(one.ratings.values())) for one in rated if isinstance(one.system, float)]
    return AgreementRow(
        cut=cut,
        key=key,
        label=label,
        answers=len(rated),
        ratings=sum(len(one) for one in ratings),
        raters=len({rater for one in ratings for rater in one}),
        reliability=reliability(ratings),
        between=between_raters(ratings),
        system=system_and_raters([level for level, _ in measured], [mean for _, mean in measured]),
    )
