"""Transcription with faster-whisper: find the voice, name the language, decode, doubt, normalise."""

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from scoring.engines.homophones import Character, repair
from scoring.engines.media_wire import SAMPLE_RATE_HZ
from scoring.engines.pronunciation import HintedPronunciation, Pronunciation
from scoring.engines.speech_windows import PAD_MS, Samples, Window, find_windows, is_quiet
from scoring.engines.transcript_guards import (
    DecodedPart,
    is_loop,
    is_stock_phrase,
    is_unintelligible,
    loop_edits,
    speaks_too_fast,
)
from scoring.engines.transcript_text import edit_words, is_han, normalise, normalise_words, simplify_words
from scoring.engines.whisper_decoder import Decoded, Heard, TimedWord, WhisperDecoder
from scoring.measures import Flag, Segment, Transcript, Word

MANDARIN = "zh"
REVISION = 4  # of what this file makes of the model's output; results of other revisions are other artifacts
# Mandarin clips gave the language .84 and more, everything else .05 and less; interviews are in Mandarin.
MANDARIN_MIN_PROBABILITY = 0.25
OTHER_LANGUAGE_MIN_PROBABILITY = 0.5  # below it nothing is sure: babble, hum, a distant loudspeaker
LOW_CONFIDENCE = 0.5  # mean probability over the words
# A loudspeaker in a metro station gave .49 in English; interviews in other languages .85 and more.
OTHER_LANGUAGE_MIN_CONFIDENCE = 0.6
MANDARIN_MIN_CONFIDENCE = 0.35
DROPPED_SHARE = 0.3  # of the voiced time without usable text: the rest is not the whole answer
# Speech behind the last word, without the pads: the shortest clause is longer, a drawn-out syllable shorter.
MIN_LEFT_S = 0.7
SENTENCE_END = ("。", "？", "！", "?", "!", ".")
SEGMENT_PAUSE_S = 0.8


@dataclass(frozen=True, slots=True)
class _Part:
    """One window's outcome: words on the recording's clock, or the flag that explains why there are none."""

    language: str
    voiced_s: float
    words: tuple[Word, ...] = ()
    doubt: Flag | None = None


class FasterWhisperRecognizer:
    """SpeechRecognizer over a CTranslate2 Whisper model.

    It leaves out most fillers (嗯, 呃): Whisper was trained on edited subtitles.
    """

    def __init__(
        self, folder: Path, *, name: str = "whisper-base", cpu_threads: int = 2, compute_type: str = "int8"
    ) -> None:
        self.engine = "faster-whisper"
        self.engine_version = f"{version('faster-whisper')}/{name}/{compute_type}/{REVISION}"
        self._decoder = WhisperDecoder(folder, cpu_threads=cpu_threads, compute_type=compute_type)
        self._pronunciation = Pronunciation()

    def transcribe(self, audio: Samples, *, hints: Sequence[str] = ()) -> Transcript:
        """See SpeechRecognizer."""
        dictionary = self._pronunciation.with_hints(hints)
        windows = find_windows(audio)
        # Long answers lose clauses with time tokens (62 wrong characters against 54 without), short ones don't.
        parts = [
            part
            for window in windows
            for part in self._recognise_all(audio, window, dictionary, time_tokens=len(windows) == 1)
        ]
        words = _with_full_stop([word for part in parts for word in part.words])
        segments = _segments(words)
        return Transcript(
            text=_joined(segments),
            language=_language(parts) if words else "",
            duration_s=round(len(audio) / SAMPLE_RATE_HZ, 3),
            segments=segments,
            flags=_flags(parts, words) if words else _why_no_text(parts, audio),
            engine=self.engine,
            engine_version=self.engine_version,
        )

    def _recognise_all(
        self, audio: Samples, window: Window, dictionary: HintedPronunciation, *, time_tokens: bool
    ) -> Iterator[_Part]:
        """The window, and again what is left of it when the model stopped early.

        Without time tokens it stops at a long pause more often, so the rest is heard with them.
        """
        rest: Window | None = window
        while rest is not None:
            part = self._recognise(audio, rest, dictionary, time_tokens=time_tokens)
            yield part
            time_tokens = True
            rest = rest.after(part.words[-1].end_s) if part.words else None
            rest = rest if rest and rest.voiced_s - PAD_MS / 1000 >= MIN_LEFT_S else None

    def _recognise(
        self, audio: Samples, window: Window, dictionary: HintedPronunciation, *, time_tokens: bool
    ) -> _Part:
        heard = self._decoder.hear(audio[window.start : window.end])
        language = _choose_language(self._decoder.language(heard))
        if not language:
            return _Part("", window.voiced_s, doubt=Flag.NOISE)
        decoded = self._decoder.decode(heard, language=language, time_tokens=time_tokens)
        if doubt := _doubt(decoded, window):
            return _Part(language, window.voiced_s, doubt=doubt)
        timed = self._decoder.align(heard, decoded.tokens, language=language)
        words = [_word(word, window.start_s) for word in timed]
        if not words or _confidence(words) < _min_confidence(language):
            return _Part(language, window.voiced_s, doubt=Flag.NOISE)
        if language == MANDARIN:
            words = _with_closing_comma(self._repaired(heard, words, dictionary, decoded.alternatives))
        return _Part(language, window.voiced_s, tuple(words))

    def _repaired(
        self, heard: Heard, words: list[Word], dictionary: HintedPronunciation, alternatives: Sequence[str]
    ) -> list[Word]:
        characters = [Character(c, word.confidence) for word in words for c in word.text]
        edits = repair(
            characters,
            dictionary,
            lambda texts: self._decoder.likelihoods(heard, texts, language=MANDARIN),
            alternatives=alternatives,
        )
        simplified = simplify_words(words)
        return edit_words(simplified, edits) if edits else simplified


def _choose_language(probabilities: dict[str, float]) -> str:
    """Mandarin unless something else is plain; "" when nothing is."""
    if probabilities.get(MANDARIN, 0.0) >= MANDARIN_MIN_PROBABILITY:
        return MANDARIN
    language = max(probabilities, key=lambda code: probabilities[code])
    return language if probabilities[language] >= OTHER_LANGUAGE_MIN_PROBABILITY else ""


def _min_confidence(language: str) -> float:
    return MANDARIN_MIN_CONFIDENCE if language == MANDARIN else OTHER_LANGUAGE_MIN_CONFIDENCE


def _confidence(words: Sequence[Word]) -> float:
    return statistics.fmean(word.confidence for word in words)


def _doubt(decoded: Decoded, window: Window) -> Flag | None:
    part = DecodedPart(decoded.text, decoded.mean_logprob, decoded.no_speech)
    if not decoded.text or is_unintelligible(part) or is_stock_phrase(normalise(decoded.text)):
        return Flag.NOISE
    if speaks_too_fast(decoded.text, window.voiced_s):
        return Flag.NOISE
    return Flag.LOOP if is_loop(decoded.text) else None


def _word(timed: TimedWord, offset_s: float) -> Word:
    return Word(
        start_s=round(offset_s + timed.start_s, 2),
        end_s=round(offset_s + timed.end_s, 2),
        text=timed.text,
        confidence=round(timed.probability, 3),
    )


def _with_closing_comma(words: Sequence[Word]) -> list[Word]:
    """Windows end at pauses; the clause in front of one ends there too."""
    *others, last = words
    if not is_han(last.text[-1:]):
        return list(words)
    return [*others, Word(last.start_s, last.end_s, last.text + "，", last.confidence)]


def _with_full_stop(words: Sequence[Word]) -> list[Word]:
    """The comma of the last window closes the answer."""
    if not words or not words[-1].text.endswith("，"):
        return list(words)
    *others, last = words
    return [*others, Word(last.start_s, last.end_s, last.text.removesuffix("，") + "。", last.confidence)]


def _segments(words: Sequence[Word]) -> tuple[Segment, ...]:
    """Sentences: words up to a full stop or a pause."""
    groups: list[list[Word]] = []
    for word in words:
        last = groups[-1][-1] if groups else None
        if last is None or _ends_sentence(last, word) or word.start_s - last.end_s > SEGMENT_PAUSE_S:
            groups.append([])
        groups[-1].append(word)
    return tuple(segment for group in groups if (segment := _segment(group)).text)


def _ends_sentence(word: Word, following: Word) -> bool:
    """The point in 0.33 ends nothing."""
    return word.text.rstrip().endswith(SENTENCE_END) and not following.text[:1].isdigit()


def _segment(group: Sequence[Word]) -> Segment:
    words = normalise_words(group)
    words = tuple(w for w in edit_words(words, loop_edits("".join(word.text for word in words))) if w.text)
    return Segment(
        start_s=group[0].start_s,
        end_s=group[-1].end_s,
        text="".join(word.text for word in words),
        confidence=round(_confidence(group), 3),
        words=words,
    )


def _joined(segments: Sequence[Segment]) -> str:
    """Sentences in one line; a space only where Latin words meet."""
    text = ""
    for segment in segments:
        gap = " " if text[-1:].isascii() and segment.text[:1].isascii() and text else ""
        text += gap + segment.text
    return text


def _language(parts: Sequence[_Part]) -> str:
    """The language of most of the words."""
    return statistics.mode(part.language for part in parts for _ in part.words)


def _why_no_text(parts: Sequence[_Part], audio: Samples) -> tuple[Flag, ...]:
    doubts = {part.doubt for part in parts if part.doubt}
    return tuple(sorted(doubts)) or (Flag.SILENCE if is_quiet(audio) else Flag.NOISE,)


def _flags(parts: Sequence[_Part], words: Sequence[Word]) -> tuple[Flag, ...]:
    # Noise between sentences is no fault of an answer; a loop is, since something was said there.
    flags = {Flag.LOOP for part in parts if part.doubt is Flag.LOOP}
    if _language(parts) != MANDARIN:
        flags.add(Flag.WRONG_LANGUAGE)
    dropped_s = sum(part.voiced_s for part in parts if part.doubt)
    if _confidence(words) < LOW_CONFIDENCE or dropped_s > DROPPED_SHARE * sum(
        part.voiced_s for part in parts
    ):
        flags.add(Flag.LOW_CONFIDENCE)
    return tuple(sorted(flags))
