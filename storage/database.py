"""Connections, and the whole of storage opened with one call."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session, sessionmaker

from storage.keyring import Keyring
from storage.mapping import map_model
from storage.media import FsMediaStore, SessionKeys
from storage.uow import SqlUnitOfWork

# A statement that takes longer is a bug or an outage; a transaction left open pins rows others wait for.
_STATEMENT_TIMEOUT_MS = 15_000
_IDLE_IN_TRANSACTION_MS = 60_000
_CONNECT_TIMEOUT_S = 5
_POOL_SIZE = 5  # of one process; PostgreSQL's default allows 100 connections in all
_POOL_OVERFLOW = 15


def make_engine(url: str, *, pool_size: int = _POOL_SIZE, overflow: int = _POOL_OVERFLOW) -> Engine:
    """An engine for a postgresql:// URL. Connections are tried before use, so a database restart heals itself."""
    options = {
        "statement_timeout": _STATEMENT_TIMEOUT_MS,
        "idle_in_transaction_session_timeout": _IDLE_IN_TRANSACTION_MS,
        "timezone": "UTC",
    }
    flags = " ".join(f"-c {name}={value}" for name, value in options.items())
    return create_engine(
        psycopg_url(url),
        pool_pre_ping=True,
        pool_size=pool_size,
        max_overflow=overflow,
        connect_args={"options": flags, "connect_timeout": _CONNECT_TIMEOUT_S},
    )


def psycopg_url(url: str) -> str:
    """The URL with the driver this product uses."""
    return "postgresql+psycopg://" + url.split("://", 1)[1]


def make_session_factory(engine: Engine) -> sessionmaker[Session]:
    """Sessions over the mapped model. What was loaded stays readable after the commit."""
    map_model()
    return sessionmaker(engine, expire_on_commit=False)


@dataclass(frozen=True, slots=True)
class Storage:
    """Everything an entry point needs. new_uow: a unit of work per use case."""

    engine: Engine
    sessions: sessionmaker[Session]
    keyring: Keyring
    media: FsMediaStore
    new_uow: Callable[[], SqlUnitOfWork]


def open_storage(
    *, database_url: str, media_url: str, master_key: bytes, spool: Path | None = None
) -> Storage:
    """Connects lazily: nothing is contacted before the first use. spool: see FsMediaStore."""
    engine = make_engine(database_url)
    sessions, keyring = make_session_factory(engine), Keyring(master_key)
    # Keys are read while a use case holds a connection of the first pool: from that one they could wait for ever.
    key_engine = make_engine(database_url, pool_size=1, overflow=4)
    event.listen(engine, "engine_disposed", lambda _: key_engine.dispose())  # they close together
    key_sessions = make_session_factory(key_engine)
    media = FsMediaStore(media_url, SessionKeys(key_sessions, keyring), spool=spool)
    return Storage(engine, sessions, keyring, media, lambda: SqlUnitOfWork(sessions, keyring))
