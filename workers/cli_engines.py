"""The commands that need no running system: transcribe, observe, models."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scoring.engines.model_catalogue import RECOGNISERS

if TYPE_CHECKING:
    from scoring.engines.face import MediaPipeFaceObserver
    from scoring.engines.models import ModelStore

CATALOGUE = Path(__file__).resolve().parents[1] / "config" / "models.toml"
DEFAULT_ENGINE = RECOGNISERS + os.environ.get("WHISPER_MODEL", "base")
OBSERVED = (
    "face_present",
    "second_face",
    "eye_contact",
    "smile",
    "head_turned",
    "blink_rate_per_min",
    "emotions",
)
FACE_MODELS = ("face-landmarker", "emotion-mini-xception")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--jsonl", is_flag=True, required=True, help="One JSON object a line on standard output.")
@click.option("--hint", "hints", multiple=True, metavar="WORD", help="A word that may occur; repeatable.")
@click.option(
    "--hints-file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="One word a line."
)
@click.option(
    "--engine",
    default=DEFAULT_ENGINE,
    show_default=True,
    metavar="NAME",
    help="A recogniser of `mingmian models list`: whisper-…",
)
def transcribe(
    files: tuple[str, ...],
    jsonl: bool,  # noqa: ARG001
    hints: tuple[str, ...],
    hints_file: Path | None,
    engine: str,
) -> None:
    """Write what is said in each FILE."""
    words = [*hints, *(_lines(hints_file) if hints_file else ())]
    with _only_rows_on_stdout() as write:
        recognise = _recogniser(engine, words)
        failed = [file for file in files if not _print_row(file, recognise, write)]
    if failed:
        sys.exit(1)


def _recogniser(engine: str, words: list[str]) -> Callable[[str], dict[str, Any]]:
    """Load the models and return what turns a file name into its row."""
    if not engine.startswith(RECOGNISERS):
        raise click.BadParameter(f"{engine}: names of recognisers begin with {RECOGNISERS}")
    store = _ready_store((engine,))
    from scoring.engines.asr import FasterWhisperRecognizer
    from scoring.engines.media import decode_media

    with _told_on_failure():
        recognizer = FasterWhisperRecognizer(store.path(engine), name=engine, cpu_threads=_cpu_threads())

    def one(file: str) -> dict[str, Any]:
        media = decode_media(Path(file))
        transcript = recognizer.transcribe(media.audio, hints=words)
        return {
            "file": file,
            "text": transcript.text,
            "language": transcript.language,
            "duration_s": media.duration_s,
            "segments": [
                {"start_s": s.start_s, "end_s": s.end_s, "text": s.text, "confidence": s.confidence}
                for s in transcript.segments
            ],
            "flags": [flag.value for flag in transcript.flags],
            "engine": f"{transcript.engine}/{transcript.engine_version}",
        }

    return one


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--jsonl", is_flag=True, required=True, help="One JSON object a line on standard output.")
def observe(files: tuple[str, ...], jsonl: bool) -> None:  # noqa: ARG001
    """Describe what the picture of each FILE shows. Observations only: no score, no identity."""
    with _only_rows_on_stdout() as write, _observer() as observer:
        failed = [file for file in files if not _print_row(file, partial(_observe_one, observer), write)]
    if failed:
        sys.exit(1)


@contextmanager
def _observer() -> "Iterator[MediaPipeFaceObserver]":
    """The warm face engine, closed in time."""
    store = _ready_store(FACE_MODELS)
    from scoring.engines.face import MediaPipeFaceObserver

    with _told_on_failure():
        observer = MediaPipeFaceObserver(
            landmarker=store.path("face-landmarker") / "face_landmarker.task",
            emotion=store.path("emotion-mini-xception") / "emotion_model_quantized.tflite",
            deepface_home=store.folder / "deepface",
        )
    with closing(observer):
        yield observer


def _observe_one(observer: "MediaPipeFaceObserver", file: str) -> dict[str, Any]:
    seen = observer.observe(Path(file))
    values = {name: _or_reason(getattr(seen, name)) for name in OBSERVED}
    return {
        "file": file,
        "duration_s": seen.duration_s,
        **values,
        "flags": [flag.value for flag in seen.flags],
    }


def _or_reason(value: Any) -> Any:
    from scoring.measures import NotMeasured

    return {"not_measured": value.reason} if isinstance(value, NotMeasured) else value


def _print_row(
    file: str, make_row: Callable[[str], dict[str, Any]], write: Callable[[dict[str, Any]], None]
) -> bool:
    """Write the file's row, or a row that says what is wrong with it. True when it went well."""
    from scoring.engines.errors import EngineError

    try:
        row = make_row(file)
    except EngineError as error:
        write({"file": file, "error": {"code": error.code.value, "message": error.message}})
        return False
    write(row)
    return True


@contextmanager
def _only_rows_on_stdout() -> Iterator[Callable[[dict[str, Any]], None]]:
    """Point file descriptor 1 at standard error: native libraries print there, past sys.stdout."""
    sys.stdout.flush()
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as rows:
        os.dup2(2, 1)
        try:
            yield lambda row: print(json.dumps(row, ensure_ascii=False), file=rows, flush=True)
        finally:
            sys.stdout.flush()
            os.dup2(rows.fileno(), 1)


@click.group()
def models() -> None:
    """The model files: fetch, check, list."""


@models.command("pull")
@click.option("--only", "only", metavar="NAME", help="Fetch this model only.")
def pull(only: str | None) -> None:
    """Fetch every required model that is missing, from the first source that answers."""
    store = _store()
    with _told_on_failure():
        names = (
            [store.catalogue.find(only).name]
            if only
            else [m.name for m in store.catalogue.needed(DEFAULT_ENGINE)]
        )
        _pull(store, names)


@models.command("list")
def list_models() -> None:
    """Every model, whether it is here, and its licence."""
    store = _store()
    for model in store.catalogue.models:
        state = "已安装" if store.is_complete(model.name) else "未安装"
        size_mb = model.size_bytes / 1e6
        click.echo(f"{model.name:24} {state}  {size_mb:7.1f} MB  {model.purpose}  {model.licence}")


def _ready_store(names: Sequence[str]) -> "ModelStore":
    """The store with these models in place, fetched first when they are missing."""
    store = _store()
    with _told_on_failure():
        if missing := [name for name in names if not store.is_complete(name)]:
            _pull(store, missing)
    return store


@contextmanager
def _told_on_failure() -> Iterator[None]:
    """An engine's refusal becomes a Chinese sentence on standard error and exit status 1."""
    from scoring.engines.errors import EngineError

    try:
        yield
    except EngineError as error:
        click.echo(f"{error.message}\n{error.detail}", err=True)
        sys.exit(1)


def _pull(store: "ModelStore", names: Sequence[str]) -> None:
    """Fetch with a progress bar on standard error, then say which source served each file."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=console) as bars:
        task = bars.add_task("", total=None)
        for name in names:
            pulled = store.pull(
                name,
                hubs=not os.environ.get("HF_HUB_OFFLINE"),
                progress=lambda what, done, total: bars.update(
                    task, description=what, completed=done, total=total
                ),
            )
            for one in pulled:
                bars.console.print(f"{one.model}/{one.file}  {one.source or '已存在'}")


def _store() -> "ModelStore":
    from scoring.engines.model_catalogue import read_catalogue
    from scoring.engines.models import ModelStore

    home = Path(os.environ.get("MINGMIAN_HOME", "var"))
    return ModelStore(home / "models", read_catalogue(CATALOGUE))


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _cpu_threads() -> int:
    return int(os.environ.get("MINGMIAN_CPU_THREADS", "0")) or min(4, os.cpu_count() or 1)
