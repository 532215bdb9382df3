"""Transcription beside plain faster-whisper of the same size, and face observation, on a folder of recordings.

    python -m bench.engines DATA_FOLDER [--models FOLDER] [--results FILE]

DATA_FOLDER holds speech/transcripts.tsv, recordings/texts.json and video/. Character error rate (CER) is
counted after both texts are made simplified, lower case and free of punctuation; numbers are compared as
written, since the references spell them out as spoken.
"""

import argparse
import csv
import json
import os
import resource
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scoring.engines.asr import FasterWhisperRecognizer
from scoring.engines.media import DecodedMedia, decode_media
from scoring.engines.transcript_text import simplify

RECORDINGS_GROUP = "recordings (synthetic, ours)"


@dataclass(slots=True)
class Tally:
    errors: int = 0
    characters: int = 0

    @property
    def cer(self) -> float:
        return self.errors / max(1, self.characters)


@dataclass(slots=True)
class Run:
    """One engine over the whole set."""

    name: str
    groups: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    audio_s: float = 0.0
    work_s: float = 0.0
    cpu_s: float = 0.0


def bare(text: str) -> str:
    return "".join(c for c in simplify(unicodedata.normalize("NFKC", text)).lower() if c.isalnum())


def edit_distance(reference: str, written: str) -> int:
    """Levenshtein distance in characters."""
    row = list(range(len(written) + 1))
    for i, a in enumerate(reference, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(written, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1]


def spoken_set(data: Path) -> Iterator[tuple[str, Path, str]]:
    """group, file, what is said."""
    with (data / "speech" / "transcripts.tsv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            yield row["file"].split("/")[0], data / "speech" / row["file"], row["text"]
    texts = json.loads((data / "recordings" / "texts.json").read_text(encoding="utf-8"))
    for name, text in texts.items():
        yield RECORDINGS_GROUP, data / "recordings" / f"{name}.mp4", text


def measure(run: Run, group: str, media: DecodedMedia, reference: str, write: Callable[[Any], str]) -> None:
    started, cpu_started = time.perf_counter(), time.process_time()
    written = write(media.audio)
    run.work_s += time.perf_counter() - started
    run.cpu_s += time.process_time() - cpu_started
    run.audio_s += media.duration_s
    tally = run.groups[group]
    tally.errors += edit_distance(bare(reference), bare(written))
    tally.characters += len(bare(reference))


def plain_writer(model: Path) -> Callable[[Any], str]:
    from faster_whisper import WhisperModel

    whisper = WhisperModel(str(model), device="cpu", compute_type="int8", cpu_threads=2)
    return lambda audio: "".join(s.text for s in whisper.transcribe(audio, language="zh")[0])


def speech_report(data: Path, models: Path) -> list[str]:
    plain_write = plain_writer(models / "whisper-base")
    recognizer = FasterWhisperRecognizer(models / "whisper-base")
    plain, ours = Run("plain faster-whisper base int8, language=zh"), Run(recognizer.engine_version)
    for group, file, reference in spoken_set(data):
        media = decode_media(file)
        measure(plain, group, media, reference, plain_write)
        measure(ours, group, media, reference, lambda audio: recognizer.transcribe(audio).text)
    lines = ["| group | characters | plain CER % | ours CER % |", "|---|---|---|---|"]
    for group, tally in plain.groups.items():
        mine = ours.groups[group]
        lines.append(f"| {group} | {tally.characters} | {100 * tally.cer:.1f} | {100 * mine.cer:.1f} |")
    real = [(t, ours.groups[g]) for g, t in plain.groups.items() if g != RECORDINGS_GROUP]
    total = sum(t.characters for t, _ in real)
    before, after = sum(t.errors for t, _ in real), sum(t.errors for _, t in real)
    lines.append(f"| all real clips | {total} | {100 * before / total:.1f} | {100 * after / total:.1f} |")
    lines += ["", f"Relative change on real clips: {100 * (after - before) / before:+.1f} %.", ""]
    lines += [
        f"- {run.name}: {run.work_s / run.audio_s:.2f} s of waiting and {run.cpu_s / run.audio_s:.2f} s of CPU a second"
        for run in (plain, ours)
    ]
    lines.append(f"- load average while measuring: {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores")
    return [*lines, "", *guard_report(data, recognizer)]


def guard_report(data: Path, recognizer: FasterWhisperRecognizer) -> list[str]:
    """Files on which there is nothing Mandarin to write."""
    lines = ["| file | text | flags |", "|---|---|---|"]
    extra = [data / "recordings" / f"{name}.mp4" for name in ("silent", "noise_noface", "english")]
    for file in [*sorted((data / "speech" / "noise").glob("*.wav")), *extra]:
        transcript = recognizer.transcribe(decode_media(file).audio)
        lines.append(f"| {file.name} | {transcript.text[:40]} | {', '.join(transcript.flags)} |")
    return lines


def face_report(data: Path, models: Path) -> list[str]:
    from scoring.engines.face import MediaPipeFaceObserver
    from scoring.measures import NotMeasured

    observer = MediaPipeFaceObserver(
        landmarker=models / "face-landmarker" / "face_landmarker.task",
        emotion=models / "emotion-mini-xception" / "emotion_model_quantized.tflite",
    )
    names = ("face_present", "second_face", "eye_contact", "smile", "head_turned", "blink_rate_per_min")
    lines = ["| file | s | " + " | ".join(names) + " | flags | work s / s |", "|---" * (len(names) + 4) + "|"]
    for file in sorted([*(data / "video").glob("*.mp4"), *(data / "recordings").glob("*.*m*")]):
        started = time.perf_counter()
        seen = observer.observe(file)
        factor = (time.perf_counter() - started) / seen.duration_s
        values = [getattr(seen, name) for name in names]
        shown = ["–" if isinstance(v, NotMeasured) else f"{v:.2f}" for v in values]
        cells = [file.name, f"{seen.duration_s:.1f}", *shown, ", ".join(seen.flags), f"{factor:.2f}"]
        lines.append("| " + " | ".join(cells) + " |")
    observer.close()
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--models", type=Path, default=Path("var/models"))
    parser.add_argument("--results", type=Path, default=Path(__file__).with_name("results") / "engines.md")
    arguments = parser.parse_args()
    lines = ["# Engines", "", "## Transcription", "", *speech_report(arguments.data, arguments.models)]
    lines += ["", "## Face", "", *face_report(arguments.data, arguments.models), ""]
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines.append(
        f"Peak memory of this process, both recognisers and the face models loaded: {peak_mb:.0f} MB."
    )
    text = "\n".join(lines) + "\n"
    print(text)
    arguments.results.parent.mkdir(parents=True, exist_ok=True)
    arguments.results.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
