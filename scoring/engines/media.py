"""One decoding pass over a recording, in a confined child process: 16 kHz mono sound and frames at even times."""

import json
import os
import selectors
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from scoring.engines.errors import EngineCode, EngineError, EnginePermanent
from scoring.engines.media_wire import (
    HEADER,
    MAX_AUDIO_BYTES,
    MAX_JSON_BYTES,
    SAMPLE_RATE_HZ,
    MediaLimits,
    Record,
)

MAX_SIDE_PX = 640  # a face across a fifth of the picture is then still some 100 px wide
READ_BYTES = 1 << 20

__all__ = ["SAMPLE_RATE_HZ", "DecodedMedia", "Frame", "MediaLimits", "decode_media"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture, RGB, shape (height, width, 3), `at_s` seconds after the start."""

    at_s: float
    rgb: npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class DecodedMedia:
    """What a recording holds. audio: float32 in -1..1 at SAMPLE_RATE_HZ, empty when there is no sound track."""

    duration_s: float  # measured by decoding
    audio: npt.NDArray[np.float32]
    has_audio: bool
    has_video: bool
    frame_rate: float  # of the file, frames per second, as declared; 0 when it has no picture
    damaged: bool  # parts could not be decoded


def decode_media(
    source: Path | IO[bytes],
    *,
    want_audio: bool = True,
    frame_rate: float = 0.0,
    on_frame: Callable[[Frame], None] | None = None,
    max_side_px: int = MAX_SIDE_PX,
    limits: MediaLimits | None = None,
) -> DecodedMedia:
    """Decode once; call `on_frame` with up to `frame_rate` pictures a second while decoding goes on.

    source: a path, or an open real file (a decrypted temporary file, already unlinked, will do).
    Raises EnginePermanent EN101–EN109. Hostile files cost at most about 10 s and limits.max_memory_bytes.
    """
    limits = limits or MediaLimits()
    order = {
        "limits": limits.as_dict(),
        "frame_rate": frame_rate if on_frame else 0.0,
        "max_side_px": max_side_px,
        "want_audio": want_audio,
    }
    with _opened(source, limits) as stream, _child(stream, order) as child:
        return _collect(_records(child, limits, max_side_px), on_frame)


@contextmanager
def _opened(source: Path | IO[bytes], limits: MediaLimits) -> Iterator[IO[bytes]]:
    if not isinstance(source, Path):
        source.seek(0)
        _check_size(source.fileno(), limits)
        yield source
        return
    try:
        stream = source.open("rb")
    except OSError as exc:
        raise EnginePermanent(EngineCode.NOT_FOUND, type(exc).__name__) from exc
    with stream:
        _check_size(stream.fileno(), limits)
        yield stream


def _check_size(fileno: int, limits: MediaLimits) -> None:
    size = os.fstat(fileno).st_size
    if size > limits.max_bytes:
        raise EnginePermanent(EngineCode.TOO_LARGE, f"{size} bytes")
    if size == 0:
        raise EnginePermanent(EngineCode.NO_CONTENT, "empty file")


@contextmanager
def _child(stream: IO[bytes], order: dict[str, Any]) -> Iterator["subprocess.Popen[bytes]"]:
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-P", "-m", "scoring.engines.media_child", json.dumps(order)]
    # A bare environment: no proxy, no key; one BLAS thread, because threads reserve address space.
    environment = {"PYTHONPATH": str(root), "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    child = subprocess.Popen(
        command,
        stdin=stream,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # FFmpeg's words may quote the file
        env=environment,
    )
    with child:
        try:
            yield child
        finally:
            child.kill()


def _records(
    child: "subprocess.Popen[bytes]", limits: MediaLimits, max_side_px: int
) -> Iterator[tuple[Record, float, int, int, bytes]]:
    reader = _Reader(child, limits.silence_timeout_s)
    while header := reader.exactly(HEADER.size):
        number, at_s, width, height, size = HEADER.unpack(header)
        kind = _checked_kind(number, width, height, size, max_side_px)
        payload = reader.exactly(size)
        if len(payload) < size:
            return
        yield kind, at_s, width, height, payload


def _checked_kind(number: int, width: int, height: int, size: int, max_side_px: int) -> Record:
    """The child may have been taken over by what it decodes: believe only sizes that make sense."""
    if number not in set(Record):
        raise EnginePermanent(EngineCode.BROKEN, "unknown record")
    kind = Record(number)
    if kind is Record.FRAME:
        sound = size == width * height * 3 and max(width, height) <= max_side_px + 1
    else:
        sound = size <= (MAX_AUDIO_BYTES if kind is Record.AUDIO else MAX_JSON_BYTES)
    if not sound:
        raise EnginePermanent(EngineCode.BROKEN, f"record {kind.name} of {size} bytes")
    return kind


class _Reader:
    """Reads the child's output and counts only the waiting, so a slow consumer costs the child nothing."""

    def __init__(self, child: "subprocess.Popen[bytes]", timeout_s: float) -> None:
        assert child.stdout is not None
        self._fd = child.stdout.fileno()
        self._timeout_s = timeout_s
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._fd, selectors.EVENT_READ)

    def exactly(self, size: int) -> bytes:
        """`size` bytes, or fewer when the child has ended. Raises EnginePermanent(EN108) when it hangs."""
        parts, missing = [], size
        while missing:
            if not self._selector.select(self._timeout_s):
                raise EnginePermanent(EngineCode.TOO_COSTLY, "no progress")
            part = os.read(self._fd, min(missing, READ_BYTES))
            if not part:
                break
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)


def _collect(
    records: Iterator[tuple[Record, float, int, int, bytes]], on_frame: Callable[[Frame], None] | None
) -> DecodedMedia:
    opened: dict[str, Any] = {}
    audio: list[npt.NDArray[np.int16]] = []
    for kind, at_s, width, height, payload in records:
        if kind is Record.OPENED:
            opened = json.loads(payload)
        elif kind is Record.AUDIO:
            audio.append(np.frombuffer(payload, "<i2"))
        elif kind is Record.FRAME and on_frame:
            on_frame(Frame(at_s, np.frombuffer(payload, np.uint8).reshape(height, width, 3)))
        elif kind is Record.REFUSED:
            raise _refusal(json.loads(payload))
        elif kind is Record.END:
            return _media(opened, json.loads(payload), audio)
    # The kernel ended the child: its CPU or memory limit, or a crash in a decoder.
    raise EnginePermanent(EngineCode.TOO_COSTLY if not opened else EngineCode.BROKEN, "decoder ended early")


def _media(opened: dict[str, Any], end: dict[str, Any], audio: list[npt.NDArray[np.int16]]) -> DecodedMedia:
    samples = np.concatenate(audio) if audio else np.zeros(0, np.int16)
    return DecodedMedia(
        duration_s=float(end["duration_s"]),
        audio=samples.astype(np.float32) / 32768.0,
        has_audio=bool(opened["has_audio"]),
        has_video=bool(opened["has_video"]),
        frame_rate=float(opened["frame_rate"]),
        damaged=bool(end["damaged"]),
    )


def _refusal(facts: dict[str, str]) -> EngineError:
    return EnginePermanent(EngineCode(facts["code"]), str(facts["detail"])[:200])
