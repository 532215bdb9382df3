"""Counted features: how densely an answer shows conduct, structure, evasion or slogans."""

import re

from scoring.lexicon import PATTERNS
from scoring.text import spoken

# Added to the length so that one hit in a two-line answer does not count as a habit of speech.
LENGTH_PRIOR_CHARS = 60
PER_CHARS = 100
# Harm that is forbidden or refused in the same breath ("不许凑", "我没替他瞒") is not harm.
HARM = frozenset({"conceal", "falsify", "bribe"})
REFUSAL_REACH = 8
_REFUSAL = re.compile(
    r"(?:不许|不能|不敢|不准|不让|绝不|从不|不会|不想|不肯|没[有敢肯让]?|别|禁止|防止|避免|拒绝|不[收拿编瞒骗改])[^我]*$"
)

COUNTED_NAMES: tuple[str, ...] = tuple(PATTERNS)


def counted(text: str) -> dict[str, float]:
    """Hits of each pattern per 100 characters, shrunk for short answers. Source: docs/scoring.md#counted."""
    said = spoken(text)
    scale = PER_CHARS / (len(said) + LENGTH_PRIOR_CHARS)
    return {name: hits(name, said) * scale for name in PATTERNS}


def hits(name: str, said: str) -> int:
    """How often the pattern occurs, without what is refused where the pattern names harm."""
    found = PATTERNS[name].finditer(said)
    if name not in HARM:
        return sum(1 for _ in found)
    return sum(
        not _REFUSAL.search(said[max(0, match.start() - REFUSAL_REACH) : match.start()]) for match in found
    )
