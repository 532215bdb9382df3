"""Fetches the models that are missing, with progress bars, before anything is started."""

import os

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from config.settings import Settings
from scoring.engines.errors import EngineError
from scoring.engines.model_catalogue import read_catalogue
from scoring.engines.models import ModelStore
from workers.wiring import CONFIG_FOLDER


def ensure_models(console: Console, settings: Settings) -> None:
    """A model that can't be had is named; what needs it will say 数据不足 instead of guessing."""
    store = ModelStore(settings.home / "models", read_catalogue(CONFIG_FOLDER / "models.toml"))
    missing = [
        model.name
        for model in store.catalogue.needed(settings.recogniser)
        if not store.is_complete(model.name)
    ]
    if not missing:
        return
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=console) as bars:
        bar = bars.add_task("", total=None)
        for name in missing:
            try:
                pulled = store.pull(
                    name,
                    hubs=not os.environ.get("HF_HUB_OFFLINE"),
                    progress=lambda what, done, total: bars.update(
                        bar, description=what, completed=done, total=total
                    ),
                )
            except EngineError as error:
                bars.console.print(f"[yellow]{name}：{error.message}[/]")
                continue
            for one in pulled:
                bars.console.print(f"{one.model}/{one.file}  {one.source}")
