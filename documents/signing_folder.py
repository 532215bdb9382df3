"""hiring.signing_ports.Signing as a folder: the approved contract is laid down as files for whoever signs contracts here.

No e-signing service is called. HR uploads the PDF to the company's signing platform (or prints it) and brings the
signed copy back (workbench, or `mingmian contract signed`).
"""

import hashlib
import json
import os
import shutil
from pathlib import Path

from hiring.errors import Permanent, Transient
from hiring.model.ids import ContractId
from hiring.signing_ports import SigningOrder, SigningState

FOLDER = "signing"  # below the folder of all state
PREFIX = f"folder:{FOLDER}/"
MANIFEST = "manifest.json"


class SigningFolder:
    """Files readable by this system's own account only: they hold names and identity numbers."""

    is_service = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def hand_off(self, order: SigningOrder) -> str:
        """The folder's name as reference; the same contract again replaces its files whole. Raises Transient.

        The manifest comes last: where it stands, the files it names by hash are all there.
        """
        target = self._folder / order.contract_id
        files = {"contract.docx": order.papers.docx, "contract.pdf": order.papers.pdf}
        manifest = {
            "contract": order.contract_id,
            "version": order.number,
            "title": order.title,
            "sign_before": order.ends_at.isoformat(),
            "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        }
        try:
            target.mkdir(mode=0o700, parents=True, exist_ok=True)
            for name, content in files.items():
                _put(target / name, content)
            _put(target / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2).encode())
        except OSError as exc:
            raise Transient("signing_folder") from exc
        return f"{PREFIX}{order.contract_id}"

    def standing(self, reference: str) -> SigningState:
        """OPEN: a folder doesn't know. The signed copy comes back through people."""
        if not reference.startswith(PREFIX):
            raise Permanent("foreign_reference")
        if not (self._folder / reference.removeprefix(PREFIX) / MANIFEST).exists():
            raise Permanent("not_handed_off")
        return SigningState.OPEN

    def clear(self, contract_id: ContractId) -> bool:
        target = self._folder / contract_id
        if not target.exists():
            return False
        try:
            shutil.rmtree(target)
        except OSError as exc:
            raise Transient("signing_folder") from exc
        return True


def _put(path: Path, content: bytes) -> None:
    draft = path.with_suffix(path.suffix + ".part")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
