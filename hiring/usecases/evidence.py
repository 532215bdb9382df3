"""What a report found about each dimension, as proposals and risk notes read it."""

from contracts.measures import DimensionMeasure
from hiring.model.report_body import DimensionReport, ReportBody
from scoring.measures import NotMeasured

MOST_QUOTES = 3


def measures_of(body: ReportBody) -> tuple[DimensionMeasure, ...]:
    """Measured dimensions only; what could not be measured proposes nothing."""
    found = (_measure(dimension, body) for dimension in body.dimensions)
    return tuple(measure for measure in found if measure is not None)


def _measure(dimension: DimensionReport, body: ReportBody) -> DimensionMeasure | None:
    if isinstance(dimension.score, NotMeasured) or isinstance(dimension.interval, NotMeasured):
        return None
    answers = [a for a in body.answers if a.dimension == dimension.dimension]
    quotes = dict.fromkeys(e.quote for a in answers for e in a.score.evidence if e.quote)
    probes = dict.fromkeys(p for a in answers for p in a.probes)
    return DimensionMeasure(
        dimension.dimension, dimension.score, dimension.interval, tuple(quotes)[:MOST_QUOTES], tuple(probes)
    )
