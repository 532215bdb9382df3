"""The real models on the project's own recordings, through the command line as a person would."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.engines.conftest import RECORDINGS, ROOT

pytestmark = pytest.mark.model


def rows(command: str, files: list[Path], home: Path) -> tuple[int, list[dict[str, Any]]]:
    """The JSON lines of `mingmian COMMAND FILES --jsonl`; anything else on standard output fails to parse."""
    ran = subprocess.run(
        [sys.executable, "-m", "workers.cli", command, *map(str, files), "--jsonl"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "MINGMIAN_HOME": str(home)},
        timeout=300,
        check=False,
    )
    return ran.returncode, [json.loads(line) for line in ran.stdout.splitlines()]


@pytest.fixture(scope="module")
def home(models: Callable[[str], Path]) -> Path:
    folders = [models(name) for name in ("whisper-base", "face-landmarker", "emotion-mini-xception")]
    return folders[0].parents[1]


@pytest.fixture(scope="module")
def transcripts(home: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    broken = tmp_path_factory.mktemp("broken") / "broken.mp4"
    broken.write_bytes(b"not a recording")
    names = ("teller_weak_3.mp4", "silent.mp4", "noise_noface.mp4", "english.mp4")
    status, found = rows("transcribe", [broken, *(RECORDINGS / name for name in names)], home)
    assert status == 1
    return {Path(row["file"]).name: row for row in found}


def test_speech_becomes_simplified_text_with_times(transcripts: dict[str, dict[str, Any]]) -> None:
    row = transcripts["teller_weak_3.mp4"]
    assert "我不太喜欢压力大的工作" in row["text"]
    assert row["language"] == "zh"
    assert row["flags"] == []
    assert "".join(segment["text"] for segment in row["segments"]) == row["text"]
    assert all(0 <= s["start_s"] < s["end_s"] <= row["duration_s"] + 0.5 for s in row["segments"])


def test_silence_and_noise_give_a_flag_and_no_text(transcripts: dict[str, dict[str, Any]]) -> None:
    assert (transcripts["silent.mp4"]["text"], transcripts["silent.mp4"]["flags"]) == ("", ["silence"])
    assert (transcripts["noise_noface.mp4"]["text"], transcripts["noise_noface.mp4"]["flags"]) == (
        "",
        ["noise"],
    )


def test_english_is_kept_and_flagged(transcripts: dict[str, dict[str, Any]]) -> None:
    row = transcripts["english.mp4"]
    assert row["flags"] == ["wrong_language"]
    assert "bank teller" in row["text"]


def test_a_broken_file_gets_its_own_error_and_the_others_are_done(
    transcripts: dict[str, dict[str, Any]],
) -> None:
    assert transcripts["broken.mp4"]["error"]["code"] == "EN102"
    assert len(transcripts) == 5


def test_a_face_is_observed_and_its_absence_is_said(home: Path) -> None:
    status, [face, nobody] = rows(
        "observe", [RECORDINGS / "teller_weak_3.mp4", RECORDINGS / "noise_noface.mp4"], home
    )
    assert status == 0
    assert face["face_present"] == 1.0
    assert face["eye_contact"] >= 0.8
    assert abs(sum(face["emotions"].values()) - 1) < 0.01
    assert nobody["face_present"] == 0.0
    assert nobody["smile"] == {"not_measured": "人脸未入镜"}
    assert nobody["flags"] == ["no_face"]


def test_sound_alone_has_no_picture_to_observe(home: Path, tmp_path: Path) -> None:
    import numpy as np

    from tests.engines.conftest import write_sound

    sound = write_sound(tmp_path / "a.wav", np.zeros(32_000))
    _, [row] = rows("observe", [sound], home)
    assert row["face_present"] == {"not_measured": "没有画面"}


def test_folds_of_clothing_are_nobody_else(home: Path) -> None:
    """The detector takes the collar of this portrait for a face now and then; seen from nearer it is none."""
    _, (row,) = rows("observe", [RECORDINGS / "teller_strong_2.mp4"], home)
    assert (row["face_present"], row["second_face"], row["flags"]) == (1.0, 0.0, [])
