"""What a candidate did in an exercise, as the page's own clock saw it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Response:
    """index: 0-based place of the item. value: what was entered, "" when the time ran out.

    reaction_ms: from the item being shown to its answer, by the page's monotonic clock; None when the page was
    left or reloaded meanwhile.
    """

    index: int
    value: str
    reaction_ms: int | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting of one exercise. elapsed_s: from start to hand-in by the server's clock."""

    responses: tuple[Response, ...]
    elapsed_s: float
    left_page: int  # how often the page was hidden
    skipped: bool = False
