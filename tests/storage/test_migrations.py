"""The migrations make the schema that the mapping believes in."""

import subprocess
import sys

import pytest
from psycopg import connect
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from storage.database import psycopg_url
from storage.migrate import is_current, upgrade
from storage.tables import metadata

SHAPE = """
SELECT 'column', table_name || '.' || column_name,
    concat_ws(' ', data_type, udt_name, is_nullable, column_default, is_identity)
FROM information_schema.columns WHERE table_schema = current_schema()
UNION ALL
SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = current_schema()::regnamespace AND contype <> 't'
UNION ALL
SELECT 'index', indexname, replace(indexdef, schemaname || '.', '') FROM pg_indexes WHERE schemaname = current_schema()
"""


@pytest.fixture
def empty_database_url(postgres_url):
    admin_url = postgres_url.replace("/mingmian?", "/postgres?")
    with connect(admin_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE test_empty")
    yield postgres_url.replace("/mingmian?", "/test_empty?")
    with connect(admin_url, autocommit=True) as connection:
        connection.execute("DROP DATABASE test_empty WITH (FORCE)")


def shape(url, *, schema="public"):
    engine = create_engine(psycopg_url(url), poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(f"SET search_path TO {schema}"))
        rows = connection.execute(text(SHAPE)).all()
    return {tuple(row) for row in rows if "alembic" not in row[1]}


def test_migrating_makes_exactly_the_mapped_schema(own_database_url):
    engine = create_engine(psycopg_url(own_database_url), poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA mapped"))
        connection.execute(text("SET search_path TO mapped"))
        metadata.create_all(connection)
    assert shape(own_database_url) == shape(own_database_url, schema="mapped")


def test_migrating_again_changes_nothing(empty_database_url):
    assert not is_current(empty_database_url)
    upgrade(empty_database_url)
    before = shape(empty_database_url)
    upgrade(empty_database_url)
    assert is_current(empty_database_url)
    assert shape(empty_database_url) == before


def test_two_processes_may_migrate_at_once(empty_database_url):
    program = "import sys; from storage.migrate import upgrade; upgrade(sys.argv[1])"
    both = [subprocess.Popen([sys.executable, "-c", program, empty_database_url]) for _ in range(2)]
    assert [one.wait(timeout=60) for one in both] == [0, 0]
    assert is_current(empty_database_url)
