"""Where somebody speaks: voice activity by Silero, gathered into windows that fit the recogniser."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.engines.media_wire import SAMPLE_RATE_HZ

Samples = npt.NDArray[np.float32]

VOICE_THRESHOLD = 0.4  # below Silero's usual .5: quiet speakers lose syllables at .5
MIN_SILENCE_MS = 400  # a shorter silence is a pause inside a sentence
PAD_MS = 400  # consonants before the voice starts; less costs characters at the edges
PAD_SAMPLES = PAD_MS * SAMPLE_RATE_HZ // 1000
# Whisper hears 30 s, but leaves out clauses of a full window: on the project's recordings 87 wrong characters
# at 28 s, 65 at 20 s, 62 at 14 s, 71 at 9 s, where context is lost.
WINDOW_MAX_S = 14.0
MIN_STEP_S = 0.3  # a syllable
SAME_WINDOW_PAUSE_S = 3.0  # a longer silence between two stretches starts a new window
QUIET_DBFS = -55.0  # a muted or unplugged microphone; room noise lies at -50 and above


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of recording to be recognised in one go, in samples from the start.

    voice: where in it somebody speaks, each stretch with PAD_MS of its surroundings.
    """

    start: int
    end: int
    voice: tuple[tuple[int, int], ...]

    @property
    def start_s(self) -> float:
        return self.start / SAMPLE_RATE_HZ

    @property
    def voiced_s(self) -> float:
        return sum(end - start for start, end in self.voice) / SAMPLE_RATE_HZ

    def after(self, at_s: float) -> "Window | None":
        """What is left of the window from that second of the recording on.

        None when nobody speaks there, or when that second is hardly past the start: hearing again must get somewhere.
        """
        at = round(at_s * SAMPLE_RATE_HZ)
        if at - self.start < MIN_STEP_S * SAMPLE_RATE_HZ:
            return None
        voice = tuple((max(start, at), end) for start, end in self.voice if end - at > PAD_SAMPLES)
        return Window(voice[0][0], self.end, voice) if voice else None


def find_windows(audio: Samples) -> list[Window]:
    """The stretches with voice, joined over short pauses up to WINDOW_MAX_S, split at pauses.

    A recording that fits into one window is left whole.
    """
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    options = VadOptions(
        threshold=VOICE_THRESHOLD,
        min_silence_duration_ms=MIN_SILENCE_MS,
        speech_pad_ms=PAD_MS,
        max_speech_duration_s=WINDOW_MAX_S,
    )
    stretches = [(int(s["start"]), int(s["end"])) for s in get_speech_timestamps(audio, options)]
    if stretches and len(audio) <= WINDOW_MAX_S * SAMPLE_RATE_HZ:
        return [Window(0, len(audio), tuple(stretches))]
    windows: list[Window] = []
    for start, end in stretches:
        last = windows[-1] if windows else None
        if last and _fits(last, start, end):
            windows[-1] = Window(last.start, end, (*last.voice, (start, end)))
        else:
            windows.append(Window(start, end, ((start, end),)))
    return windows


def is_quiet(audio: Samples) -> bool:
    """Is there hardly any sound at all?"""
    if not len(audio):
        return True
    loudest = max(
        float(np.sqrt(np.mean(part**2))) for part in np.array_split(audio, max(1, len(audio) // 8000))
    )
    return bool(20 * np.log10(loudest + 1e-9) < QUIET_DBFS)


def _fits(last: Window, start: int, end: int) -> bool:
    pause_s = (start - last.end) / SAMPLE_RATE_HZ
    return pause_s <= SAME_WINDOW_PAUSE_S and (end - last.start) / SAMPLE_RATE_HZ <= WINDOW_MAX_S
