"""The typesetter with the product's own templates and font."""

import os
from pathlib import Path

import pytest

from documents.typesetter import FONT_FILE, FONT_MODEL, Typesetter

ROOT = Path(__file__).resolve().parents[2]
FONTS = Path(os.environ.get("MINGMIAN_HOME", ROOT / "var")) / "models" / FONT_MODEL


@pytest.fixture(scope="session")
def typesetter() -> Typesetter:
    if not (FONTS / FONT_FILE).is_file():
        pytest.skip("the font is not installed; run: mingmian models pull")
    return Typesetter(ROOT / "config" / "documents", FONTS)
