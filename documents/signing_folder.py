"""hiring.ports.Signing as a folder: the approved contract is laid down as files for whoever signs contracts here.

No e-signing service is called. HR uploads the PDF to the company's signing platform (or prints it) and notes the
signature in the workbench. A connection to a platform takes this adapter's place behind the same port.
"""

import os
from pathlib import Path

from hiring.errors import Transient
from hiring.model.ids import ContractId
from hiring.ports import Papers

FOLDER = "signing"  # below the folder of all state


class SigningFolder:
    """Files readable by this system's own account only: they hold names and identity numbers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def hand_off(self, contract_id: ContractId, title: str, papers: Papers) -> str:
        """The folder's name as reference; the same contract again replaces its files whole. Raises Transient."""
        target = self._folder / contract_id
        try:
            target.mkdir(mode=0o700, parents=True, exist_ok=True)
            _put(target / "title.txt", title.encode())
            _put(target / "contract.docx", papers.docx)
            _put(target / "contract.pdf", papers.pdf)
        except OSError as exc:
            raise Transient("signing_folder") from exc
        return f"folder:{FOLDER}/{contract_id}"


def _put(path: Path, content: bytes) -> None:
    draft = path.with_suffix(path.suffix + ".part")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
