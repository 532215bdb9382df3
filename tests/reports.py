"""Reports with other numbers."""

from dataclasses import replace

from hiring.model.report_body import ReportBody


def with_dimension(
    body: ReportBody, dimension: str, score: float, interval: tuple[float, float]
) -> ReportBody:
    """The same report with another value for one of its dimensions."""
    changed = tuple(
        replace(one, score=score, interval=interval) if one.dimension == dimension else one
        for one in body.dimensions
    )
    return replace(body, dimensions=changed)
