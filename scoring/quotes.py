"""When a quote was spoken."""

from collections.abc import Iterator

from scoring.measures import Transcript
from scoring.text import spoken


def spoken_times(quote: str, transcript: Transcript) -> tuple[float | None, float | None]:
    """Start and end in seconds of the quote's first occurrence; (None, None) if the transcript lacks it.

    Characters are placed by word times where there are any, else evenly inside their segment.
    """
    characters = list(timed_characters(transcript))
    said = "".join(character for character, *_ in characters)
    wanted = spoken(quote)
    at = said.find(wanted) if wanted else -1
    if at < 0:
        return None, None
    return round(characters[at][1], 2), round(characters[at + len(wanted) - 1][2], 2)


def timed_characters(transcript: Transcript) -> Iterator[tuple[str, float, float, float]]:
    """Each spoken character with its start and end in seconds and the recogniser's confidence, 0–1."""
    for segment in transcript.segments:
        if segment.words:
            for word in segment.words:
                yield from _spread(spoken(word.text), word.start_s, word.end_s, word.confidence)
        else:
            yield from _spread(spoken(segment.text), segment.start_s, segment.end_s, segment.confidence)


def _spread(
    text: str, start_s: float, end_s: float, confidence: float
) -> Iterator[tuple[str, float, float, float]]:
    step = (end_s - start_s) / len(text) if text else 0.0
    for index, character in enumerate(text):
        yield character, start_s + index * step, start_s + (index + 1) * step, confidence
