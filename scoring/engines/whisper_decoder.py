"""The Whisper model itself, one window at a time: encode once, decode, ask for times and second opinions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from scoring.engines.errors import EngineCode, EnginePermanent
from scoring.engines.speech_windows import Samples

FRAMES_PER_WINDOW = 3000  # 30 s of 10 ms frames
TOKENS_PER_S = 50  # alignment resolution: one encoder position is 20 ms
BEAM_SIZE = 5
# Tried in order until the text is neither repetitive nor hopeless, as in the Whisper paper (§4.5).
TEMPERATURES = (0.0, 0.2, 0.4)
MAX_COMPRESSION = 2.4
MIN_LOGPROB = -1.0
MAX_TOKENS = 220
MAX_ALTERNATIVES = 3
BATCH = 8
PADDING_POSITIONS = 400  # within about one log unit of the full 30 s, at a third of the cost
MIN_POSITIONS = 600
MIN_PROBABILITY = 1e-9  # its logarithm is finite


@dataclass(frozen=True, slots=True)
class Decoded:
    tokens: tuple[int, ...]  # text only
    text: str
    mean_logprob: float
    no_speech: float
    alternatives: tuple[str, ...] = ()  # what else was heard, best first


@dataclass(frozen=True, slots=True)
class TimedWord:
    """A word, or in Chinese one character with its punctuation, in seconds from the window's start."""

    start_s: float
    end_s: float
    text: str
    probability: float


@dataclass(frozen=True, slots=True)
class Heard:
    """A window as the encoder heard it."""

    encoded: Any
    frames: int


class WhisperDecoder:
    """A faster-whisper model, loaded once. Not for use from two threads at a time."""

    def __init__(self, folder: Path, *, cpu_threads: int, compute_type: str) -> None:
        from faster_whisper import WhisperModel

        try:
            self._whisper = WhisperModel(
                str(folder),
                device="cpu",
                compute_type=compute_type,
                cpu_threads=cpu_threads,
                local_files_only=True,
            )
        except (RuntimeError, ValueError) as exc:
            raise EnginePermanent(EngineCode.MODEL_CORRUPT, str(exc)[:200]) from exc
        self._tokenizers: dict[str, Any] = {}

    def hear(self, samples: Samples) -> Heard:
        features = self._whisper.feature_extractor(samples)
        frames = min(features.shape[-1], FRAMES_PER_WINDOW)
        features = features[:, :FRAMES_PER_WINDOW]
        missing = FRAMES_PER_WINDOW - features.shape[-1]
        if missing > 0:
            features = np.pad(features, ((0, 0), (0, missing)))
        return Heard(self._whisper.encode(features), frames)

    def language(self, heard: Heard) -> dict[str, float]:
        """Probability of each language, by ISO 639-1 code."""
        found = self._whisper.model.detect_language(heard.encoded)[0]
        return {token[2:-2]: float(probability) for token, probability in found}

    def decode(self, heard: Heard, *, language: str, time_tokens: bool) -> Decoded:
        """The most likely text; hotter decodings are tried while it loops or makes no sense.

        Without a prompt, because noise makes the model repeat it.
        time_tokens: let the model write times between sentences. Either way it hears about as much, but not the
        same: `alternatives` are the texts of the other way.
        """
        tokenizer = self._tokenizer(language)
        starts = {
            timed: self._whisper.get_prompt(tokenizer, [], without_timestamps=not timed)
            for timed in (True, False)
        }
        best: Decoded | None = None
        for temperature in TEMPERATURES:
            decoded, _ = self._generate(heard, tokenizer, starts[time_tokens], temperature)
            calm = _compression(decoded.text) <= MAX_COMPRESSION
            if calm and decoded.mean_logprob >= MIN_LOGPROB:
                best = decoded
                break
            if best is None or (calm, decoded.mean_logprob) > (
                _compression(best.text) <= MAX_COMPRESSION,
                best.mean_logprob,
            ):
                best = decoded
        assert best is not None
        _, others = self._generate(heard, tokenizer, starts[not time_tokens], 0.0)
        return replace(best, alternatives=others[:MAX_ALTERNATIVES])

    def align(self, heard: Heard, tokens: Sequence[int], *, language: str) -> list[TimedWord]:
        """When each word was said, and how sure the model is of it."""
        if not tokens:
            return []
        tokenizer = self._tokenizer(language)
        found = self._whisper.find_alignment(tokenizer, [list(tokens)], heard.encoded, heard.frames)[0]
        return [
            TimedWord(float(w["start"]), float(w["end"]), w["word"], float(w["probability"]))
            for w in found
            if w["word"]
        ]

    def likelihoods(self, heard: Heard, texts: Sequence[str], *, language: str) -> list[float]:
        """The log-probability of each text, had the speaker said it: the sum over its tokens."""
        tokenizer = self._tokenizer(language)
        # Much of the 30 s is padding. Some of it the model needs: with none, short windows were weighed wrongly.
        positions = max(heard.frames // 2 + PADDING_POSITIONS, MIN_POSITIONS)
        spoken = np.array(heard.encoded)[:, :positions]
        found: list[Any] = []
        for start in range(0, len(texts), BATCH):
            batch = [tokenizer.encode(text) for text in texts[start : start + BATCH]]
            encoded = _storage(np.repeat(spoken, len(batch), axis=0))
            found += self._whisper.model.align(
                encoded, tokenizer.sot_sequence, batch, [heard.frames] * len(batch)
            )
        return [float(np.sum(np.log(np.maximum(f.text_token_probs, MIN_PROBABILITY)))) for f in found]

    def _tokenizer(self, language: str) -> Any:
        from faster_whisper.tokenizer import Tokenizer

        if language not in self._tokenizers:
            self._tokenizers[language] = Tokenizer(
                self._whisper.hf_tokenizer, True, task="transcribe", language=language
            )
        return self._tokenizers[language]

    def _generate(
        self, heard: Heard, tokenizer: Any, start: list[int], temperature: float
    ) -> tuple[Decoded, tuple[str, ...]]:
        how: dict[str, Any] = {"beam_size": BEAM_SIZE, "patience": 1.0, "num_hypotheses": BEAM_SIZE}
        if temperature > 0:
            how = {
                "beam_size": 1,
                "sampling_topk": 0,
                "sampling_temperature": temperature,
                "num_hypotheses": 3,
            }
        result = self._whisper.model.generate(
            heard.encoded,
            [start],
            max_length=len(start) + MAX_TOKENS,
            return_scores=True,
            return_no_speech_prob=True,
            suppress_tokens=[-1],
            **how,
        )[0]
        texts = [
            tokenizer.decode([t for t in ids if t < tokenizer.eot]).strip() for ids in result.sequences_ids
        ]
        tokens = tuple(t for t in result.sequences_ids[0] if t < tokenizer.eot)
        length = len(result.sequences_ids[0])
        decoded = Decoded(
            tokens=tokens,
            text=texts[0],
            mean_logprob=float(result.scores[0]) * length / (length + 1),
            no_speech=float(result.no_speech_prob),
        )
        return decoded, tuple(dict.fromkeys(texts))


def _compression(text: str) -> float:
    from faster_whisper.transcribe import get_compression_ratio

    return float(get_compression_ratio(text)) if text else 0.0


def _storage(values: npt.NDArray[np.float32]) -> Any:
    import ctranslate2

    return ctranslate2.StorageView.from_array(np.ascontiguousarray(values))
