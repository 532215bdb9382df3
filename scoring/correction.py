"""A candidate's correction of a transcript: what changed, and when the corrected words were spoken.

Both texts are aligned by characters. A word that stands in both keeps its time; what is new lies between the
neighbours that were kept, evenly. Source: docs/scoring.md#corrected-transcripts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from scoring.measures import Flag, Segment, Transcript, Word
from scoring.quotes import timed_characters
from scoring.text import spoken

# The recogniser's own share of wrong characters is about .22 (base model, AISHELL-1): a correction of more than half
# as much again is more than putting right what was misheard, so a person compares it with the recording.
HEAVY_SHARE = 0.35
_BELIEVED = 1.0  # the confidence of words the candidate wrote: they are sure of them
_PUT_RIGHT = frozenset({Flag.LOW_CONFIDENCE, Flag.LOOP, Flag.PROMPT_ECHO})
_SENTENCE_ENDS = "。！？!?；;\n"


class PieceKind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that both versions have, or that one of them has."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class _Timed:
    """When one spoken character was said; confidence 0–1."""

    start_s: float
    end_s: float
    confidence: float


def changed_share(original: str, corrected: str) -> float:
    """Share 0–1 of the spoken characters of both texts that have no counterpart in the other."""
    return round(1.0 - _matcher(spoken(original), spoken(corrected)).ratio(), 4)


def pieces(original: str, corrected: str) -> tuple[Piece, ...]:
    """Both texts as one, in reading order: what stayed, what was taken out, what was put in."""
    found: list[Piece] = []
    for tag, a, b, c, d in _matcher(original, corrected).get_opcodes():
        if tag == "equal":
            found.append(Piece(PieceKind.SAME, original[a:b]))
            continue
        if b > a:
            found.append(Piece(PieceKind.REMOVED, original[a:b]))
        if d > c:
            found.append(Piece(PieceKind.ADDED, corrected[c:d]))
    return tuple(found)


def corrected_transcript(original: Transcript, text: str) -> Transcript:
    """The transcript as the candidate corrected it, with the recording's times and the flags that say so.

    The recogniser's own failures are put right by it. Silence and noise stay flagged, and so unscored: what nobody
    heard can't be corrected.
    """
    share = changed_share(original.text, text)
    flags = [flag for flag in original.flags if flag not in _PUT_RIGHT]
    flags.append(Flag.HEAVILY_CORRECTED if share > HEAVY_SHARE else Flag.CORRECTED)
    return replace(original, text=text, segments=tuple(_segments(original, text)), flags=tuple(flags))


def _segments(original: Transcript, text: str) -> Iterator[Segment]:
    """One a sentence, with a word for each spoken character. None where the original has no times."""
    times = _times(original, spoken(text))
    at = 0
    for sentence in _sentences(text):
        said = spoken(sentence)
        mine = times[at : at + len(said)]
        at += len(said)
        if not mine:
            continue
        words = tuple(
            Word(time.start_s, time.end_s, character, time.confidence)
            for character, time in zip(said, mine, strict=True)
        )
        confidence = sum(time.confidence for time in mine) / len(mine)
        yield Segment(mine[0].start_s, mine[-1].end_s, sentence.strip(), round(confidence, 3), words)


def _times(original: Transcript, said: str) -> list[_Timed]:
    """One for each character of `said`; [] where the original has none."""
    known = [
        (character, _Timed(start, end, confidence))
        for character, start, end, confidence in timed_characters(original)
    ]
    if not known:
        return []
    found: list[_Timed | None] = [None] * len(said)
    for block in _matcher("".join(character for character, _ in known), said).get_matching_blocks():
        for step in range(block.size):
            found[block.b + step] = known[block.a + step][1]
    begins, ends = known[0][1].start_s, known[-1][1].end_s
    kept = [-1, *(index for index, time in enumerate(found) if time is not None), len(said)]
    for before, after in pairwise(kept):
        left, right = _end_of(found, before, begins), _start_of(found, after, ends)
        step_s = max(0.0, right - left) / max(1, after - before - 1)
        for number, index in enumerate(range(before + 1, after)):
            start = left + number * step_s
            found[index] = _Timed(round(start, 3), round(start + step_s, 3), _BELIEVED)
    return [time for time in found if time is not None]


def _end_of(found: Sequence[_Timed | None], index: int, default: float) -> float:
    time = found[index] if index >= 0 else None
    return default if time is None else time.end_s


def _start_of(found: Sequence[_Timed | None], index: int, default: float) -> float:
    time = found[index] if index < len(found) else None
    return default if time is None else time.start_s


def _sentences(text: str) -> Iterator[str]:
    begins = 0
    for index, character in enumerate(text):
        if character in _SENTENCE_ENDS:
            yield text[begins : index + 1]
            begins = index + 1
    if begins < len(text):
        yield text[begins:]


def _matcher(left: str, right: str) -> SequenceMatcher[str]:
    # Without "junk": in Chinese the most frequent characters align as well as any.
    return SequenceMatcher(None, left, right, autojunk=False)
