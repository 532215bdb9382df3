"""The master key: given in the environment, or a laptop's own in a file only its owner can read."""

import base64
import contextlib
import os
import secrets
from pathlib import Path

from config.settings import MASTER_KEY_BYTES, Settings, SettingsError, decode_master_key

FILE_NAME = "master.key"


def load_master_key(settings: Settings) -> bytes:
    """The key of the settings, else the one under MINGMIAN_HOME, made on first use.

    Raises SettingsError when the file does not hold a key: a fresh one would make every record unreadable.
    """
    given = settings.master_key.get_secret_value()
    if given:
        return decode_master_key(given)
    path = settings.home / FILE_NAME
    if not path.exists():
        _create(path)
    try:
        return decode_master_key(path.read_text(encoding="ascii").strip())
    except ValueError as error:
        raise SettingsError(
            [
                f"{path}: is no master key ({error}); restore it from the backup · 不是有效的主密钥，请从备份恢复该文件"
            ]
        ) from None


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(base64.b64encode(secrets.token_bytes(MASTER_KEY_BYTES)) + b"\n")
        os.fsync(stream.fileno())
    # Unlike rename, link refuses to replace a key that another process has just made.
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
