"""Decoding: what a browser records is read, what nobody records is refused, cheaply."""

import resource
import time
from pathlib import Path

import numpy as np
import pytest

from scoring.engines.errors import EngineCode, EnginePermanent
from scoring.engines.media import Frame, MediaLimits, decode_media
from tests.engines.conftest import RECORDINGS, write_sound, write_video


def refusal(path: Path, limits: MediaLimits | None = None) -> EngineCode:
    with pytest.raises(EnginePermanent) as caught:
        decode_media(path, frame_rate=5, on_frame=lambda _: None, limits=limits)
    return caught.value.code


def decoded_seconds(path: Path) -> float | EngineCode:
    try:
        return decode_media(path).duration_s
    except EnginePermanent as refused:
        return refused.code


def test_one_pass_gives_sound_and_evenly_timed_pictures() -> None:
    frames: list[Frame] = []
    media = decode_media(RECORDINGS / "teller_weak_3.mp4", frame_rate=5, on_frame=frames.append)
    assert media.duration_s == pytest.approx(10.0, abs=0.1)
    assert len(media.audio) / 16_000 == pytest.approx(10.0, abs=0.1)
    assert [round(frame.at_s * 5) for frame in frames] == list(range(len(frames)))
    assert frames[0].rgb.shape[2] == 3


def test_duration_is_measured_although_a_browser_webm_declares_none() -> None:
    assert decode_media(RECORDINGS / "teller_weak_1.webm").duration_s == pytest.approx(16.09, abs=0.05)


def test_half_a_webm_gives_half_the_recording(tmp_path: Path) -> None:
    whole = (RECORDINGS / "teller_weak_1.webm").read_bytes()
    half = tmp_path / "half.webm"
    half.write_bytes(whole[: len(whole) // 2])
    assert 5 < decode_media(half).duration_s < 11


def test_an_open_unlinked_file_is_enough(tmp_path: Path) -> None:
    path = write_sound(tmp_path / "a.wav", np.zeros(16_000))
    with path.open("rb") as stream:
        path.unlink()
        assert decode_media(stream).duration_s == pytest.approx(1.0)


def test_half_an_mp4_with_its_index_at_the_end_is_broken(tmp_path: Path) -> None:
    whole = (RECORDINGS / "teller_weak_2.mp4").read_bytes()
    half = tmp_path / "half.mp4"
    half.write_bytes(whole[: len(whole) // 2])
    assert refusal(half) is EngineCode.BROKEN


@pytest.mark.parametrize(
    "content",
    [
        b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/a.ts\n",
        b"ffconcat version 1.0\nfile '/etc/hostname'\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
    ],
)
def test_playlists_and_other_files_are_no_recordings(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(content)
    assert refusal(path) is EngineCode.NOT_MEDIA


def test_a_huge_picture_is_refused_without_being_decoded(tmp_path: Path) -> None:
    bomb = write_video(tmp_path / "huge.mov", codec="png", size=(8000, 8000), times_s=[0.0])
    assert bomb.stat().st_size < 1_000_000
    started, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert refusal(bomb) is EngineCode.TOO_MANY_PIXELS
    assert time.monotonic() - started < 10
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= max(before, 1 << 20)  # KiB


def test_memory_is_limited_by_the_kernel_too(tmp_path: Path) -> None:
    bomb = write_video(tmp_path / "huge.mov", codec="png", size=(8000, 8000), times_s=[0.0])
    careless = MediaLimits(max_pixels=10**9, max_memory_bytes=200 << 20)
    assert refusal(bomb, careless) in {EngineCode.BROKEN, EngineCode.TOO_COSTLY}


def test_a_file_that_claims_a_hundred_hours_is_refused(tmp_path: Path) -> None:
    long = write_video(
        tmp_path / "long.mkv", codec="mjpeg", size=(64, 64), times_s=[0.0, 360_000.0], pixels="yuvj420p"
    )
    assert refusal(long) is EngineCode.TOO_LONG


def test_an_empty_and_a_missing_file_say_so(tmp_path: Path) -> None:
    (tmp_path / "empty.wav").touch()
    assert refusal(tmp_path / "empty.wav") is EngineCode.NO_CONTENT
    assert refusal(tmp_path / "missing.wav") is EngineCode.NOT_FOUND


def test_mangled_bytes_end_in_an_answer(tmp_path: Path) -> None:
    whole = bytearray((RECORDINGS / "teller_weak_3.mp4").read_bytes())
    random = np.random.default_rng(7)
    for attempt in range(8):
        mangled = bytearray(whole)
        for position in random.integers(32, len(mangled), 400):
            mangled[position] = int(random.integers(256))
        path = tmp_path / f"{attempt}.mp4"
        path.write_bytes(mangled)
        outcome = decoded_seconds(path)
        assert isinstance(outcome, EngineCode) or outcome < 60
