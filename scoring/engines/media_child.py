"""Runs in a child process of its own: decode one file from standard input, write records to standard output.

Started by scoring.engines.media only. Everything here may meet hostile bytes: resource limits are set before
the file is opened, no further file or socket can be opened afterwards, and no network protocol is reachable,
because the decoder is given a file object and a forced container format instead of a name.

Longer than most files, on purpose: everything that runs inside the confinement is read in one place.
"""

import contextlib
import ctypes
import importlib
import io
import json
import math
import os
import pkgutil
import resource
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import av
import numpy as np

from scoring.engines.errors import EngineCode
from scoring.engines.media_wire import HEADER, SAMPLE_RATE_HZ, MediaLimits, Record

SNIFF_BYTES = 64
PR_SET_PDEATHSIG = 1
MAX_BAD_PACKETS = 200  # a damaged recording gives what it has; endless damage is not a recording
# Sound may start later than the picture or pause with it; a longer jump is a broken clock, not a pause.
MAX_AUDIO_GAP_S = 60.0
MIN_AUDIO_GAP_S = 0.08
AUDIO_BLOCK_SAMPLES = SAMPLE_RATE_HZ * 10
NO_NEW_FILES = 3  # descriptors 0, 1, 2 stay open; nothing else can be opened


class Refused(Exception):
    def __init__(self, code: EngineCode, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Order:
    limits: MediaLimits
    frame_rate: float  # frames per second to hand over, 0 for none
    max_side_px: int
    want_audio: bool


def main() -> None:
    """argv[1]: the order as JSON."""
    fields = json.loads(sys.argv[1])
    order = Order(limits=MediaLimits(**fields.pop("limits")), **fields)
    _confine(order.limits)
    # The file object has no name: what FFmpeg could be talked into opening by name stays out of reach.
    source = io.BufferedReader(io.FileIO(0, closefd=False), 1 << 18)
    try:
        Decoding(order, source).run()
    except Refused as refusal:
        _write_json(Record.REFUSED, {"code": refusal.code.value, "detail": refusal.detail})
    except MemoryError:
        _write_json(Record.REFUSED, {"code": EngineCode.TOO_COSTLY.value, "detail": "memory limit"})


def container_format(head: bytes) -> str:
    """The FFmpeg demuxer for a file that starts with `head`. Raises Refused(EN102) for anything unlisted."""
    if head[4:8] in {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"styp"}:
        return "mov"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    for magic, name in (
        (b"\x1a\x45\xdf\xa3", "matroska"),
        (b"OggS", "ogg"),
        (b"fLaC", "flac"),
        (b"#!AMR", "amr"),
        (b"ID3", "mp3"),
    ):
        if head.startswith(magic):
            return name
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0:
        return "aac"
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] & 0x06:
        return "mp3"
    raise Refused(EngineCode.NOT_MEDIA, "unknown magic bytes")


class Decoding:
    """One pass over the file: sound as it comes, frames at even times."""

    def __init__(self, order: Order, source: "io.BufferedReader[io.FileIO]") -> None:
        self.order = order
        self.limits = order.limits
        self.source = source
        self.started_at_s: float | None = None
        self.audio_samples = 0
        self.video_end_s = 0.0
        self.next_frame_s = 0.0
        self.bad_packets = 0
        self.pending: list[np.ndarray[Any, Any]] = []
        self.pending_samples = 0
        self.resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE_HZ)

    def run(self) -> None:
        head = self.source.read(SNIFF_BYTES)
        self.source.seek(0)
        if not head:
            raise Refused(EngineCode.NO_CONTENT, "empty file")
        with self._open(container_format(head)) as container:
            streams = self._choose_streams(container)
            _allow_cpu(self.limits.max_duration_s / self.limits.min_speed)
            for packet in self._packets(container, streams):
                self._decode(packet)
                self._check_cost()
            self._flush_audio()
        _write_json(Record.END, {"duration_s": self._duration_s(), "damaged": self.bad_packets > 0})

    def _open(self, name: str) -> Any:
        options = {"max_pixels": str(self.limits.max_pixels), "probesize": "5000000"}
        try:
            return av.open(self.source, format=name, options=options, metadata_errors="ignore")
        except MemoryError:
            raise
        except (av.error.FFmpegError, ValueError, OSError) as exc:
            raise Refused(EngineCode.BROKEN, f"{name}: {exc}") from exc

    def _choose_streams(self, container: Any) -> list[Any]:
        if len(container.streams) > self.limits.max_streams:
            raise Refused(EngineCode.TOO_MANY_STREAMS, f"{len(container.streams)} streams")
        declared_s = (container.duration or 0) / 1_000_000
        if declared_s > self.limits.max_duration_s:
            raise Refused(EngineCode.TOO_LONG, f"declares {declared_s:.0f} s")
        video = next((s for s in container.streams.video if not _is_cover(s)), None)
        audio = next(iter(container.streams.audio), None)
        if video is not None:
            self._check_pixels(video.codec_context.width, video.codec_context.height)
            video.thread_count = 1
        if audio is None and video is None:
            raise Refused(EngineCode.NO_CONTENT, "no audio or video stream")
        rate = float(video.average_rate or video.guessed_rate or 0) if video is not None else 0.0
        facts = {"has_audio": audio is not None, "has_video": video is not None, "frame_rate": rate}
        _write_json(Record.OPENED, facts)
        # The picture is decoded only when frames are wanted, or when it alone can tell the duration.
        wanted = [audio] if audio is not None else []
        if video is not None and (self.order.frame_rate or audio is None):
            wanted.append(video)
        return wanted

    def _packets(self, container: Any, streams: list[Any]) -> Iterator[Any]:
        packets = container.demux(streams)
        while True:
            try:
                packet = next(packets)
            except (StopIteration, av.error.EOFError):
                return
            except av.error.FFmpegError as exc:
                # A cut file ends in the middle of a packet: what came before it is the recording.
                self._note_damage(str(exc))
                return
            yield packet

    def _decode(self, packet: Any) -> None:
        try:
            frames = packet.decode()
        except av.error.FFmpegError as exc:
            self._note_damage(str(exc))
            return
        for frame in frames:
            if isinstance(frame, av.AudioFrame):
                self._take_audio(frame)
            else:
                self._take_picture(frame)

    def _note_damage(self, detail: str) -> None:
        self.bad_packets += 1
        if self.bad_packets > MAX_BAD_PACKETS:
            raise Refused(EngineCode.BROKEN, detail)

    def _take_audio(self, frame: Any) -> None:
        at_s = self._time_of(frame)
        if at_s is not None:
            gap_s = at_s - self.audio_samples / SAMPLE_RATE_HZ
            if MIN_AUDIO_GAP_S < gap_s < MAX_AUDIO_GAP_S:
                self._keep(np.zeros(round(gap_s * SAMPLE_RATE_HZ), np.int16))
        frame.pts = None  # the resampler would complain about jumps that are filled above
        for part in self.resampler.resample(frame):
            self._keep(part.to_ndarray().reshape(-1))

    def _keep(self, samples: np.ndarray[Any, Any]) -> None:
        self.audio_samples += len(samples)
        if not self.order.want_audio:
            return
        self.pending.append(samples)
        self.pending_samples += len(samples)
        if self.pending_samples >= AUDIO_BLOCK_SAMPLES:
            self._send_audio()

    def _send_audio(self) -> None:
        block = np.concatenate(self.pending) if self.pending else np.zeros(0, np.int16)
        self.pending, self.pending_samples = [], 0
        for start in range(0, len(block), AUDIO_BLOCK_SAMPLES):
            part = block[start : start + AUDIO_BLOCK_SAMPLES]
            _write(Record.AUDIO, part.astype("<i2").tobytes())

    def _flush_audio(self) -> None:
        if self.audio_samples:
            for part in self.resampler.resample(None):
                self._keep(part.to_ndarray().reshape(-1))
        self._send_audio()

    def _take_picture(self, frame: Any) -> None:
        self._check_pixels(frame.width, frame.height)
        at_s = self._time_of(frame)
        if at_s is None:
            at_s = self.video_end_s
        if at_s < self.video_end_s - 1.0 or at_s > self.limits.max_duration_s:
            return  # a clock that jumps; the duration check below sees the honest part
        self.video_end_s = max(self.video_end_s, at_s + _frame_seconds(frame))
        if not self.order.frame_rate or at_s + 1e-6 < self.next_frame_s:
            return
        step_s = 1.0 / self.order.frame_rate
        self.next_frame_s = (math.floor(at_s / step_s + 1e-6) + 1) * step_s
        picture = _scaled(frame, self.order.max_side_px)
        _write(Record.FRAME, picture.tobytes(), at_s, picture.shape[1], picture.shape[0])

    def _time_of(self, frame: Any) -> float | None:
        """Seconds since the first frame of any stream; None where the file doesn't say."""
        if frame.pts is None or frame.time_base is None:
            return None
        seconds = float(frame.pts * frame.time_base)
        if not math.isfinite(seconds):
            return None
        if self.started_at_s is None:
            self.started_at_s = seconds
        return max(0.0, seconds - self.started_at_s)

    def _duration_s(self) -> float:
        duration_s = max(self.audio_samples / SAMPLE_RATE_HZ, self.video_end_s)
        if duration_s == 0:
            raise Refused(EngineCode.BROKEN, "nothing could be decoded")
        return round(duration_s, 3)

    def _check_pixels(self, width: int, height: int) -> None:
        if width * height > self.limits.max_pixels:
            raise Refused(EngineCode.TOO_MANY_PIXELS, f"{width}x{height}")

    def _check_cost(self) -> None:
        done_s = max(self.audio_samples / SAMPLE_RATE_HZ, self.video_end_s)
        if done_s > self.limits.max_duration_s:
            raise Refused(EngineCode.TOO_LONG, f"decoded {done_s:.0f} s")
        cpu_s = time.process_time()
        if cpu_s > self.limits.trial_cpu_s and done_s < cpu_s * self.limits.min_speed:
            raise Refused(EngineCode.TOO_COSTLY, f"{done_s:.1f} s decoded in {cpu_s:.1f} CPU s")


def _is_cover(stream: Any) -> bool:
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def _frame_seconds(frame: Any) -> float:
    """How long the frame stands; 0 where the file doesn't say."""
    if not frame.duration or frame.time_base is None:
        return 0.0
    return min(float(frame.duration * frame.time_base), 1.0)


def _scaled(frame: Any, max_side_px: int) -> np.ndarray[Any, Any]:
    """RGB, upright, longest side at most max_side_px."""
    scale = min(1.0, max_side_px / max(frame.width, frame.height))
    width, height = max(2, round(frame.width * scale)), max(2, round(frame.height * scale))
    picture: np.ndarray[Any, Any] = frame.to_ndarray(format="rgb24", width=width, height=height)
    # Phones store portrait video lying down and a turn beside it; FFmpeg counts it anti-clockwise.
    turns = round(frame.rotation / 90) % 4
    return np.ascontiguousarray(np.rot90(picture, turns))


def _confine(limits: MediaLimits) -> None:
    with contextlib.suppress(OSError, AttributeError):  # Linux only: die with the parent
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    cpu_hard_s = int(limits.max_duration_s / limits.min_speed) + limits.opening_cpu_s
    resource.setrlimit(resource.RLIMIT_CPU, (limits.opening_cpu_s, cpu_hard_s))
    resource.setrlimit(resource.RLIMIT_AS, (limits.max_memory_bytes, limits.max_memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    av.logging.set_level(None)
    # PyAV and its Cython modules import one another late: load all before files are out of reach.
    for module in pkgutil.walk_packages(av.__path__, "av."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    resource.setrlimit(resource.RLIMIT_NOFILE, (NO_NEW_FILES, NO_NEW_FILES))


def _allow_cpu(seconds: float) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (min(int(seconds) + 1, hard), hard))


def _write_json(kind: Record, facts: dict[str, Any]) -> None:
    _write(kind, json.dumps(facts).encode()[:4096])


def _write(kind: Record, payload: bytes, at_s: float = 0.0, width: int = 0, height: int = 0) -> None:
    for part in (HEADER.pack(kind, at_s, width, height, len(payload)), payload):
        view = memoryview(part)
        while view:
            view = view[os.write(1, view) :]


if __name__ == "__main__":
    main()
