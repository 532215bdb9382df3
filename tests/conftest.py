"""Fixtures shared by every area: a real PostgreSQL and a real Valkey, a settable clock, predictable ids.

`uow_factory` runs inside one transaction that is rolled back after the test; it suits everything done by one thread.
`own_database_url` is a database of the test's own, for tests with several connections or processes.
"""

import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, NullPool, create_engine
from sqlalchemy.orm import Session, sessionmaker

from storage.database import make_engine, make_session_factory, psycopg_url
from storage.keyring import Keyring
from storage.mapping import map_model
from storage.media import FsMediaStore, SessionKeys
from storage.migrate import upgrade
from storage.services import start_postgres, start_valkey, stop_postgres, stop_valkey
from storage.uow import SqlUnitOfWork

map_model()  # before any test module makes an entity at import

MASTER_KEY = bytes(range(32))
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai, a Monday


class FixedClock:
    """Stands still until it is told otherwise."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def set(self, at: datetime) -> None:
        self.at = at

    def advance(self, by: timedelta) -> None:
        self.at += by


class SeqIds:
    """iv_1, iv_2, … and token-1-…, token-2-…; one count for each prefix."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def new(self, prefix: str) -> str:
        self._last[prefix] = self._last.get(prefix, 0) + 1
        return f"{prefix}_{self._last[prefix]}"

    def token(self) -> str:
        return self.new("token").replace("_", "-") + "-" + "x" * 32


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def ids() -> SeqIds:
    return SeqIds()


@pytest.fixture(scope="session")
def service_home() -> Iterator[Path]:
    """A folder for servers, with a path short enough for sockets."""
    home = Path(tempfile.mkdtemp(prefix="mmtest-"))
    yield home
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_url(service_home: Path) -> Iterator[str]:
    """A migrated database of this test run. Durability is off: nothing here must survive a power cut."""
    url = start_postgres(service_home)
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    upgrade(url)
    yield url
    stop_postgres(service_home)


@pytest.fixture
def own_database_url(postgres_url: str) -> Iterator[str]:
    """A migrated database that only this test uses; what it commits is real."""
    name = f"test_{uuid.uuid4().hex}"
    admin_url = postgres_url.replace("/mingmian?", "/postgres?")
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE mingmian STRATEGY file_copy")
    yield postgres_url.replace("/mingmian?", f"/{name}?")
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def own_uow_factory(own_database_url: str, keyring: Keyring) -> Callable[[], SqlUnitOfWork]:
    """Units of work on own_database_url, for any number of threads; each commit is real."""
    sessions = make_session_factory(create_engine(psycopg_url(own_database_url), poolclass=NullPool))
    return lambda: SqlUnitOfWork(sessions, keyring)


@pytest.fixture(scope="session")
def valkey_url(service_home: Path) -> Iterator[str]:
    url = start_valkey(service_home)
    yield url
    stop_valkey(service_home)


@pytest.fixture
def master_key() -> bytes:
    return MASTER_KEY


@pytest.fixture
def keyring(master_key: bytes) -> Keyring:
    return Keyring(master_key)


@pytest.fixture
def engine(postgres_url: str) -> Iterator[Engine]:
    """No pool is kept between tests: a connection left open would keep own_database_url from copying."""
    engine = make_engine(postgres_url)
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> Iterator[sessionmaker[Session]]:
    """Sessions whose commits end in a savepoint of one transaction, undone after the test."""
    factory = make_session_factory(engine)
    with engine.connect() as connection:
        outer = connection.begin()
        factory.configure(bind=connection, join_transaction_mode="create_savepoint")
        yield factory
        outer.rollback()


@pytest.fixture
def uow_factory(sessions: sessionmaker[Session], keyring: Keyring) -> Callable[[], SqlUnitOfWork]:
    return lambda: SqlUnitOfWork(sessions, keyring)


@pytest.fixture
def uow(uow_factory: Callable[[], SqlUnitOfWork]) -> SqlUnitOfWork:
    return uow_factory()


@pytest.fixture
def media_store(tmp_path: Path, sessions: sessionmaker[Session], keyring: Keyring) -> FsMediaStore:
    return FsMediaStore(f"file://{tmp_path}/media", SessionKeys(sessions, keyring))
