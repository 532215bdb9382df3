"""How Chinese words sound and how common they are: the dictionary behind the homophone repair.

Words and frequencies come from jieba's dictionary, readings from data/readings.txt.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import islice, product

MAX_WORD_CHARS = 5
MIN_INDEXED_FREQUENCY = (
    3  # rarer entries are mostly names of persons: too easy to hear where nobody said them
)
MAX_READINGS = 2  # of one character
MAX_WORD_READINGS = 4
UNKNOWN_LOGPROB = -17.0  # an unlisted character costs more than the rarest listed word
HINT_LOGPROB = -8.0  # a hinted word is as likely as 客户 or 工作

# Pairs that speakers from the south, and small recognisers, do not keep apart.
_FOLD_INITIAL = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_FOLD_FINAL = (("ang", "an"), ("eng", "en"), ("ing", "in"))


def fold(syllable: str) -> str:
    """The syllable with retroflex initials and back nasals folded into their partners."""
    for long, short in _FOLD_INITIAL:
        if syllable.startswith(long):
            syllable = short + syllable[len(long) :]
            break
    for long, short in _FOLD_FINAL:
        if syllable.endswith(long):
            return syllable[: -len(long)] + short
    return syllable


class Pronunciation:
    """Word frequencies and sounds, loaded once in a process (about a second, some 80 MB)."""

    def __init__(self) -> None:
        self._readings = _load_readings()
        self._folded = {c: tuple(dict.fromkeys(map(fold, spoken))) for c, spoken in self._readings.items()}
        self._logprob = _load_logprobs()
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        floor = math.log(MIN_INDEXED_FREQUENCY) - math.log(_total_frequency())
        for word, logprob in self._logprob.items():
            if 2 <= len(word) <= MAX_WORD_CHARS and logprob >= floor:
                self._index(self._by_sound, word)

    def readings(self, character: str) -> tuple[str, ...]:
        return self._readings.get(character, ())

    def with_hints(self, hints: Iterable[str]) -> "HintedPronunciation":
        return HintedPronunciation(self, hints)

    def word_logprob(self, word: str) -> float | None:
        return self._logprob.get(word)

    def sounding_like(self, sound: str) -> list[str]:
        return self._by_sound.get(sound, [])

    def sounds(self, word: str) -> list[str]:
        """The folded sounds a word may have, most usual first; empty when a character has no known reading."""
        options = [self._folded.get(character, ()) for character in word]
        if not all(options):
            return []
        return [" ".join(spoken) for spoken in islice(product(*options), MAX_WORD_READINGS)]

    def _index(self, index: dict[str, list[str]], word: str) -> None:
        for sound in self.sounds(word):
            index[sound].append(word)


class HintedPronunciation:
    """A Pronunciation in which some words are expected."""

    def __init__(self, base: Pronunciation, hints: Iterable[str]) -> None:
        self._base = base
        self._hints = {hint: HINT_LOGPROB for hint in hints if len(hint) >= 2 and base.sounds(hint)}
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for hint in self._hints:
            for sound in set(base.sounds(hint)):
                self._by_sound[sound].append(hint)
        self.max_chars = max([MAX_WORD_CHARS, *map(len, self._hints)])

    def is_hint(self, word: str) -> bool:
        return word in self._hints

    def candidates(self, span: str) -> set[str]:
        """The words, other than itself, that may have been said where `span` was written."""
        found = {
            word
            for sound in self._base.sounds(span)
            for word in (*self._base.sounding_like(sound), *self._by_sound.get(sound, ()))
        }
        return found - {span}

    def differing_syllables(self, written: str, word: str) -> int:
        """How many syllables of `word` match only after folding."""
        return sum(
            not set(self._base.readings(a)) & set(self._base.readings(b))
            for a, b in zip(written, word, strict=True)
        )

    def text_logprob(self, text: str) -> float:
        """Log-probability of the text cut into words in the most likely way, words taken as independent."""
        best = [0.0] + [-math.inf] * len(text)
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + self.max_chars) + 1):
                logprob = self._word_logprob(text[start:end])
                if logprob is not None:
                    best[end] = max(best[end], best[start] + logprob)
        return best[-1]

    def _word_logprob(self, word: str) -> float | None:
        listed = self._base.word_logprob(word)
        hinted = self._hints.get(word)
        known = [p for p in (listed, hinted) if p is not None]
        if known:
            return max(known)
        return UNKNOWN_LOGPROB if len(word) == 1 else None


@cache
def _dictionary() -> tuple[tuple[str, int], ...]:
    lines = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split(" ") for line in lines)
    return tuple((row[0], int(row[1])) for row in rows)


def _total_frequency() -> int:
    return sum(frequency for _, frequency in _dictionary())


def _load_logprobs() -> dict[str, float]:
    total = math.log(_total_frequency())
    return {word: math.log(max(frequency, 1)) - total for word, frequency in _dictionary()}


def _load_readings() -> dict[str, tuple[str, ...]]:
    readings: dict[str, tuple[str, ...]] = {}
    text = files("scoring.engines").joinpath("data/readings.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        spoken, characters = line.split("\t")
        for character in characters:
            readings[character] = tuple(spoken.split(" ")[:MAX_READINGS])
    return readings
