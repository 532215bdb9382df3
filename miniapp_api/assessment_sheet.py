"""Written tests and background checks from a spreadsheet: CSV as Excel saves it, or XLSX."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from hiring.errors import Invalid
from hiring.model.assessment import VERDICT_NAMES, BackgroundVerdict

MAX_ROWS = 2_000
# A workbook of 2,000 rows unpacks to less than a megabyte; what unpacks to more is no list of results.
MAX_UNPACKED_BYTES = 30_000_000
_ZIP = b"PK\x03\x04"

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "phone": ("手机号", "手机", "电话", "联系电话", "手机号码"),
    "name": ("姓名", "候选人", "候选人姓名"),
    "score": ("笔试成绩", "笔试", "笔试分数", "成绩", "分数"),
    "verdict": ("背景调查", "背调", "背调结果", "背景调查结果"),
    "note": ("备注", "说明", "情况说明"),
    "source": ("来源", "出处"),
    "date": ("日期", "笔试日期", "调查日期", "完成日期"),
}
_VERDICTS = {name: verdict for verdict, name in VERDICT_NAMES.items()} | {
    "不通过": BackgroundVerdict.FAILED,
    "合格": BackgroundVerdict.PASSED,
    "不合格": BackgroundVerdict.FAILED,
}
_DATE_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """number: as the sheet counts, the heading being 1. All cells as text, "" where empty."""

    number: int
    cells: Mapping[str, str]

    def results(self) -> list[float | BackgroundVerdict]:
        """What the row says: a score, a verdict, or both. Raises Invalid(AS429)."""
        found: list[float | BackgroundVerdict] = []
        if written := self.cells.get("score", ""):
            if not written.replace(".", "", 1).isdecimal():
                raise Invalid("AS429", written=written[:20])
            found.append(float(written))
        if verdict := self.cells.get("verdict", ""):
            if verdict not in _VERDICTS:
                raise Invalid("AS429", written=verdict[:20])
            found.append(_VERDICTS[verdict])
        return found

    def taken_on(self, default: date) -> date:
        """Raises Invalid(AS429)."""
        written = self.cells.get("date", "").split(" ")[0]
        if not written:
            return default
        for form in _DATE_FORMS:
            found = _parsed(written, form)
            if found is not None:
                return found
        raise Invalid("AS429", written=written[:20])


def read_sheet(content: bytes) -> list[SheetRow]:
    """The rows that hold a result. Raises Invalid(AS427) when it is no such table, or has more than MAX_ROWS rows."""
    table = list(_workbook(content) if content.startswith(_ZIP) else _csv(content))
    if not table or len(table) > MAX_ROWS + 1:
        raise Invalid("AS427")
    columns = _columns(table[0])
    if not {"phone", "name"} & columns.keys() or not {"score", "verdict"} & columns.keys():
        raise Invalid("AS427")
    rows = [
        SheetRow(number, {key: cells[at] if at < len(cells) else "" for key, at in columns.items()})
        for number, cells in enumerate(table[1:], start=2)
    ]
    return [row for row in rows if row.cells.get("score") or row.cells.get("verdict")]


def _columns(heading: Sequence[str]) -> dict[str, int]:
    found = {}
    for key, names in _COLUMNS.items():
        at = next((i for i, cell in enumerate(heading) if cell.replace(" ", "") in names), None)
        if at is not None:
            found[key] = at
    return found


def _csv(content: bytes) -> Iterator[list[str]]:
    """UTF-8, or GB 18030 as Excel in China saves it. Raises Invalid(AS427)."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        yield from ([cell.strip() for cell in row] for row in csv.reader(io.StringIO(text)))
        return
    raise Invalid("AS427")


def _workbook(content: bytes) -> Iterator[list[str]]:
    """The first sheet. Raises Invalid(AS427)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(member.file_size for member in packed.infolist())
        if unpacked > MAX_UNPACKED_BYTES:
            raise Invalid("AS427")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError) as exc:
        raise Invalid("AS427") from exc
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(max_row=MAX_ROWS + 2, values_only=True):
        yield [_text(cell) for cell in row]


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # a phone number, as Excel keeps it
    return str(cell).strip()


def _parsed(written: str, form: str) -> date | None:
    try:
        return datetime.strptime(written, form).date()  # noqa: DTZ007  # a day, not a moment
    except ValueError:
        return None
