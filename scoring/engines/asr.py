"""Transcription with faster-whisper: find the voice, name the language, decode, doubt, normalise."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from scoring.engines.media_wire import SAMPLE_RATE_HZ
from scoring.engines.speech_windows import Samples, Window, find_windows, is_quiet
from scoring.engines.transcript_guards import (
    DecodedPart,
    cut_loops,
    is_echo,
    is_loop,
    is_stock_phrase,
    is_unintelligible,
    speaks_too_fast,
)
from scoring.engines.transcript_text import normalise
from scoring.engines.whisper_decoder import Decoded, Heard, TimedWord, WhisperDecoder
from scoring.measures import Flag, Segment, Transcript, Word

MANDARIN = "zh"
# Mandarin clips gave the language .84 and more, everything else .05 and less; interviews are in Mandarin.
MANDARIN_MIN_PROBABILITY = 0.25
OTHER_LANGUAGE_MIN_PROBABILITY = 0.5  # below it nothing is sure: babble, hum, a distant loudspeaker
LOW_CONFIDENCE = 0.5  # mean probability over the words
SENTENCE_END = "。？！?!."
SEGMENT_PAUSE_S = 0.8


@dataclass(frozen=True, slots=True)
class _Part:
    """One window's outcome: words on the recording's clock, or the flag that explains why there are none."""

    language: str
    words: tuple[Word, ...]
    flags: frozenset[Flag]


class FasterWhisperRecognizer:
    """SpeechRecognizer over a CTranslate2 Whisper model."""

    def __init__(
        self, folder: Path, *, name: str = "whisper-base", cpu_threads: int = 2, compute_type: str = "int8"
    ) -> None:
        self.engine = "faster-whisper"
        self.engine_version = f"{version('faster-whisper')}/{name}/{compute_type}/1"
        self._decoder = WhisperDecoder(folder, cpu_threads=cpu_threads, compute_type=compute_type)

    def transcribe(self, audio: Samples, *, hints: Sequence[str] = ()) -> Transcript:
        """See SpeechRecognizer."""
        windows = find_windows(audio)
        parts = [self._recognise(audio, window, hints) for window in windows]
        words = tuple(word for part in parts for word in part.words)
        flags = frozenset().union(*(part.flags for part in parts))
        if not words:
            flags = _why_no_text(audio, flags)
        segments = _segments(words)
        text = "".join(segment.text for segment in segments).strip()
        return Transcript(
            text=text,
            language=_language(parts) if text else "",
            duration_s=round(len(audio) / SAMPLE_RATE_HZ, 3),
            segments=segments,
            flags=tuple(sorted(_transcript_flags(parts, words, flags))),
            engine=self.engine,
            engine_version=self.engine_version,
        )

    def _recognise(self, audio: Samples, window: Window, hints: Sequence[str]) -> _Part:
        heard = self._decoder.hear(audio[window.start : window.end])
        language = _choose_language(self._decoder.language(heard))
        if not language:
            return _Part("", (), frozenset({Flag.NOISE}))
        decoded = self._decoder.decode(heard, language=language)
        if doubt := _doubt(decoded, window, hints):
            return _Part(language, (), frozenset({doubt}))
        return self._timed(heard, decoded, window, language)

    def _timed(self, heard: Heard, decoded: Decoded, window: Window, language: str) -> _Part:
        timed = self._decoder.align(heard, decoded.tokens, language=language)
        return _Part(language, tuple(_word(w, window.start_s) for w in timed), frozenset())


def _choose_language(probabilities: dict[str, float]) -> str:
    """Mandarin unless something else is plain; "" when nothing is."""
    if probabilities.get(MANDARIN, 0.0) >= MANDARIN_MIN_PROBABILITY:
        return MANDARIN
    language = max(probabilities, key=lambda code: probabilities[code])
    return language if probabilities[language] >= OTHER_LANGUAGE_MIN_PROBABILITY else ""


def _doubt(decoded: Decoded, window: Window, hints: Sequence[str]) -> Flag | None:
    part = DecodedPart(decoded.text, decoded.mean_logprob, decoded.no_speech)
    if not decoded.text or is_unintelligible(part) or is_stock_phrase(normalise(decoded.text)):
        return Flag.NOISE
    if speaks_too_fast(decoded.text, window.voiced_s):
        return Flag.NOISE
    if is_loop(decoded.text):
        return Flag.LOOP
    if is_echo(normalise(decoded.text), hints):
        return Flag.PROMPT_ECHO
    return None


def _word(timed: TimedWord, offset_s: float) -> Word:
    return Word(
        start_s=round(offset_s + timed.start_s, 2),
        end_s=round(offset_s + timed.end_s, 2),
        text=timed.text,
        confidence=round(timed.probability, 3),
    )


def _segments(words: Sequence[Word]) -> tuple[Segment, ...]:
    """Sentences: words up to a full stop or a pause."""
    groups: list[list[Word]] = []
    for word in words:
        last = groups[-1][-1] if groups else None
        ended = (
            last is None
            or last.text.rstrip()[-1:] in tuple(SENTENCE_END)
            or word.start_s - last.end_s > SEGMENT_PAUSE_S
        )
        if ended:
            groups.append([])
        groups[-1].append(word)
    return tuple(segment for group in groups if (segment := _segment(group)).text)


def _segment(words: Sequence[Word]) -> Segment:
    return Segment(
        start_s=words[0].start_s,
        end_s=words[-1].end_s,
        text=normalise(cut_loops("".join(word.text for word in words))),
        confidence=round(statistics.fmean(word.confidence for word in words), 3),
        words=tuple(words),
    )


def _why_no_text(audio: Samples, flags: frozenset[Flag]) -> frozenset[Flag]:
    if flags:
        return flags
    return frozenset({Flag.SILENCE if is_quiet(audio) else Flag.NOISE})


def _language(parts: Sequence[_Part]) -> str:
    spoken = [part.language for part in parts for _ in part.words]
    return statistics.mode(spoken)


def _transcript_flags(
    parts: Sequence[_Part], words: Sequence[Word], flags: frozenset[Flag]
) -> frozenset[Flag]:
    if not words:
        return flags
    if _language(parts) != MANDARIN:
        flags |= {Flag.WRONG_LANGUAGE}
    if statistics.fmean(word.confidence for word in words) < LOW_CONFIDENCE:
        flags |= {Flag.LOW_CONFIDENCE}
    return flags
