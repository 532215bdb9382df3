"""Bring a database's schema up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.database import make_engine

_MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def upgrade(url: str, *, revision: str = "head") -> None:
    """Run the migrations up to `revision`. Safe to run again, and by two processes at once."""
    command.upgrade(_config(url), revision)


def is_current(url: str) -> bool:
    """Whether the database is at the newest revision."""
    engine = make_engine(url)
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    return found == ScriptDirectory.from_config(_config(url)).get_current_head()


def _config(url: str) -> Config:
    config = Config(_MIGRATIONS / "alembic.ini")
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["database_url"] = url
    return config
