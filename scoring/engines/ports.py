"""What the product asks of an engine. An adapter may be swapped for any other that keeps these contracts."""

from collections.abc import Sequence
from pathlib import Path
from typing import IO, Protocol

import numpy as np
import numpy.typing as npt

from scoring.measures import FaceObservation, Transcript


class SpeechRecognizer(Protocol):
    """Turns speech into text. Warm: one instance serves many recordings, one at a time."""

    engine: str
    engine_version: str

    def transcribe(self, audio: npt.NDArray[np.float32], *, hints: Sequence[str] = ()) -> Transcript:
        """What is said in `audio` (16 kHz mono, -1..1).

        hints: words that are likely to occur (job, question, company glossary). They never appear in the text
        unless something sounds like them. Silence and noise give no text but a flag that says so.
        """


class FaceObserver(Protocol):
    """Describes what the picture shows, without identifying or classing the person."""

    engine: str
    engine_version: str

    def observe(self, source: Path | IO[bytes]) -> FaceObservation:
        """Observations over the whole recording. Raises EngineError when it can't be decoded."""
