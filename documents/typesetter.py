"""PDF pages and pictures by Typst. What people wrote goes in as data, never as markup, so it can't run anything."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import typst

from hiring.errors import Permanent

FONT_MODEL = "noto-sans-cjk-sc"  # its name in config/models.toml, and of its folder in the model store
FONT_FILE = "NotoSansCJKsc-Regular.otf"
# Two pixels a point: sharp on a phone, and a card picture of 360 points stays under 100 KB.
PICTURE_PPI = 144.0


class Format(StrEnum):
    PDF = "pdf"
    PNG = "png"  # one page; of several the first


@dataclass(frozen=True, slots=True)
class Typesetter:
    """templates: folder of *.typ. fonts: folder with FONT_FILE; the system's fonts are never asked."""

    templates: Path
    fonts: Path

    def typeset(self, template: str, values: Mapping[str, Any], form: Format, *, dated: datetime) -> bytes:
        """The document as bytes; the same values and date give the same bytes.

        values: JSON types only; the template reads them as `sys.inputs.data`.
        Raises Permanent("font_missing"): without the font Typst would draw empty boxes and call it success.
        """
        if not (self.fonts / FONT_FILE).is_file():
            raise Permanent("font_missing")
        options: dict[str, Any] = {"ppi": PICTURE_PPI} if form == Format.PNG else {}
        made: bytes | list[bytes] = typst.compile(
            str(self.templates / f"{template}.typ"),
            root=str(self.templates),
            font_paths=[str(self.fonts)],
            ignore_system_fonts=True,
            format=form.value,
            sys_inputs={"data": json.dumps(values, ensure_ascii=False)},
            timestamp=int(dated.timestamp()),
            **options,
        )
        return made[0] if isinstance(made, list) else made
