"""Fixtures for the engines: the models when they are installed, recordings, hostile files made on the spot."""

import os
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from scoring.engines.model_catalogue import ModelCatalogue, read_catalogue
from scoring.engines.models import ModelStore

ROOT = Path(__file__).resolve().parents[2]
RECORDINGS = ROOT / "config" / "recordings"


@pytest.fixture(scope="session")
def catalogue() -> ModelCatalogue:
    return read_catalogue(ROOT / "config" / "models.toml")


@pytest.fixture(scope="session")
def models(catalogue: ModelCatalogue) -> Callable[[str], Path]:
    """The folder of a model; skips the test, saying so, where it isn't installed."""
    store = ModelStore(Path(os.environ.get("MINGMIAN_HOME", ROOT / "var")) / "models", catalogue)

    def folder(name: str) -> Path:
        if not store.is_complete(name):
            pytest.skip(f"model {name} is not installed; run: mingmian models pull")
        return store.path(name)

    return folder


def write_video(
    path: Path, *, codec: str, size: tuple[int, int], times_s: list[float], pixels: str = "gray"
) -> Path:
    """A video of blank pictures at the given times."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=10)
        stream.width, stream.height = size
        stream.pix_fmt = pixels
        stream.codec_context.time_base = Fraction(1, 1000)
        for at_s in times_s:
            frame = av.VideoFrame(*size, pixels)
            for plane in frame.planes:
                plane.update(bytes(plane.buffer_size))
            frame.pts = round(at_s * 1000)
            frame.time_base = Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def write_sound(path: Path, samples: np.ndarray, *, rate_hz: int = 16_000) -> Path:
    """A 16-bit mono WAV of samples in -1..1."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=rate_hz, layout="mono")
        frame = av.AudioFrame.from_ndarray(
            (samples * 32767).astype(np.int16)[None, :], format="s16", layout="mono"
        )
        frame.sample_rate = rate_hz
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path
