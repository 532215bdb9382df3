"""What an interview found about one dimension, as proposals and warnings read it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DimensionMeasure:
    """score and interval: 0–100, the interval being the report's 80 % interval. quotes: the candidate's own words. probes: follow-up questions."""

    dimension: str
    score: float
    interval: tuple[float, float]
    quotes: tuple[str, ...] = ()
    probes: tuple[str, ...] = ()

    @property
    def width(self) -> float:
        return self.interval[1] - self.interval[0]
