"""What a calibrated profile says about how it came to be: counts, date, and its figures on left-out questions."""

from collections.abc import Mapping
from datetime import datetime

from scoring.agreement.estimate import Estimate, Figure
from scoring.calibration.calibrate import Calibration
from scoring.calibration.profile import calibration_text
from scoring.profile import Profile

DIGITS = 3


def profile_text(found: Calibration, *, base: Profile, source: str, raters: int | None, at: datetime) -> str:
    """The JSON of the new profile. source: "database" or "file". raters: None where the file doesn't name them."""
    return calibration_text(
        base,
        found.combination,
        residuals=found.residuals,
        fitted_on={
            "source": source,
            "answers": found.n,
            "questions": found.questions,
            "raters": raters,
            "at": at.isoformat(timespec="seconds"),
        },
        validation={
            "spearman_before": _figure(found.before.spearman),
            "spearman_after": _figure(found.after.spearman),
            "mae_before": _figure(found.before.mae),
            "mae_after": _figure(found.after.mae),
            "gain": _figure(found.gain),
            "closer": _figure(found.closer),
        },
    )


def _figure(figure: Figure) -> Mapping[str, object]:
    if not isinstance(figure, Estimate):
        return {"not_measured": figure.reason}
    numbers = {"value": figure.value, "low": figure.low, "high": figure.high}
    return {name: round(number, DIGITS) for name, number in numbers.items()} | {"n": figure.n}
