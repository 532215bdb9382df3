"""Counted features: how densely an answer shows conduct, structure, evasion or slogans."""

from scoring.lexicon import PATTERNS
from scoring.text import spoken

# Added to the length so that one hit in a two-line answer does not count as a habit of speech.
LENGTH_PRIOR_CHARS = 60
PER_CHARS = 100

COUNTED_NAMES: tuple[str, ...] = tuple(PATTERNS)


def counted(text: str) -> dict[str, float]:
    """Hits of each pattern per 100 characters, shrunk for short answers. Source: docs/scoring.md#counted."""
    said = spoken(text)
    scale = PER_CHARS / (len(said) + LENGTH_PRIOR_CHARS)
    return {name: len(pattern.findall(said)) * scale for name, pattern in PATTERNS.items()}
