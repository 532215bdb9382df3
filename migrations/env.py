"""Runs the migrations, each release in one transaction, one process at a time."""

import os

from alembic import context
from sqlalchemy import text

from storage.database import make_engine
from storage.tables import metadata

_MIGRATION_LOCK = 0x6D6D_6D69_6772_6174  # "mmmigrat"

engine = make_engine(context.config.attributes.get("database_url") or os.environ["DATABASE_URL"])
with engine.begin() as connection:
    connection.execute(text("SET LOCAL statement_timeout = 0"))  # a large table may take its time
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
    context.configure(connection=connection, target_metadata=metadata)
    context.run_migrations()
engine.dispose()
