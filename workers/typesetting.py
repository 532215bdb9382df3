"""The typesetter over this installation's templates and font."""

from importlib.resources import files
from pathlib import Path

from documents.typesetter import FONT_MODEL, Typesetter


def open_typesetter(home: Path) -> Typesetter:
    return Typesetter(Path(str(files("config"))) / "documents", home / "models" / FONT_MODEL)
