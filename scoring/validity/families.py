"""Control over many tests at once: Holm's step-down, which holds the chance of any false finding at 5 %."""

from collections.abc import Sequence
from dataclasses import replace

from statsmodels.stats.multitest import multipletests

from scoring.measures import NotMeasured
from scoring.validity.case import Estimate

FAMILY_ALPHA = 0.05


def holm(family: Sequence[Estimate | NotMeasured]) -> list[Estimate | NotMeasured]:
    """The same figures, in order, with adjusted p-values over those that could be measured."""
    measured = [one for one in family if isinstance(one, Estimate)]
    if not measured:
        return list(family)
    adjusted = iter(multipletests([one.p for one in measured], alpha=FAMILY_ALPHA, method="holm")[1])
    return [
        replace(one, adjusted_p=float(next(adjusted))) if isinstance(one, Estimate) else one for one in family
    ]
