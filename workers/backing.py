"""The database and the queue behind the product: given by address, or our own from the wheels."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from config.settings import Settings
from storage.migrate import upgrade
from storage.services import start_postgres, start_valkey, stop_postgres, stop_valkey
from workers.supervisor import HomeInUse, HomeLock


@contextmanager
def backing(settings: Settings, *, queue: bool = True) -> Iterator[Settings]:
    """The settings with both addresses filled in and the schema up to date. What it starts it stops.

    The caller holds the home's lock. queue: False for what needs the database only.
    """
    home = settings.home
    with ExitStack() as stack:
        if not settings.database_url:
            stack.callback(stop_postgres, home)
            settings = settings.with_changes(database_url=start_postgres(home))
        if queue and not settings.redis_url:
            stack.callback(stop_valkey, home)
            settings = settings.with_changes(redis_url=start_valkey(home))
        upgrade(settings.database_url)
        _keep_shipped_profile(settings)
        yield settings


@contextmanager
def borrowed_backing(settings: Settings) -> Iterator[Settings]:
    """For a single command: beside a running system it uses that system's database, else it starts one for itself."""
    try:
        with HomeLock(settings.home), backing(settings, queue=False) as ready:
            yield ready
            return
    except HomeInUse:
        pass
    url = settings.database_url or start_postgres(settings.home)
    yield settings.with_changes(database_url=url)


def _keep_shipped_profile(settings: Settings) -> None:
    from workers.profiles import keep_shipped_profile  # NumPy and SciPy, which most commands don't need
    from workers.wiring import open_runtime

    runtime = open_runtime(settings)
    keep_shipped_profile(runtime)
    runtime.storage.engine.dispose()


def log_folder(home: Path) -> Path:
    return home / "logs"
