"""Tables of text out of Excel and CSV files from people's desks, and a template back. Nothing in a file is run."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from hiring.errors import Invalid

UNPACKED_MAX_BYTES = 64 * 2**20  # a workbook of a few thousand rows has a tenth of it; a zip bomb has more
COLUMNS_MAX = 100
ZIP_MAGIC = b"PK\x03\x04"
Row = tuple[int, dict[str, str]]  # the line as the spreadsheet counts it, and text by column


def read_table(content: bytes, *, rows_max: int) -> tuple[list[str], list[Row]]:
    """Column names of the first line, then the rows; of a workbook the first sheet.

    Raises Invalid(OC415) for what is neither, Invalid(OC413) for more than rows_max rows with anything in them.
    """
    lines = _workbook(content) if content.startswith(ZIP_MAGIC) else _csv(content)
    columns: list[str] = []
    rows: list[Row] = []
    for number, cells in enumerate(lines, start=1):
        if not columns:
            columns = [cell.strip() for cell in cells]
            continue
        if not any(cells):
            continue
        if len(rows) == rows_max:
            raise Invalid("OC413", limit=rows_max)
        rows.append((number, dict(zip(columns, cells, strict=False))))
    return [column for column in columns if column], rows


def template(columns: Sequence[str], examples: Iterable[Sequence[str]], *, sheet: str) -> bytes:
    """An .xlsx with a heading line and examples, every cell as text so that Excel leaves phone numbers alone."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    page.freeze_panes = "A2"
    for row in (columns, *examples):
        page.append(list(row))
    for line in page.iter_rows():
        for cell in line:
            cell.number_format = "@"
    for name in page.column_dimensions:
        page.column_dimensions[name].width = 14
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _workbook(content: bytes) -> Iterable[list[str]]:
    _refuse_bombs(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        page = book.worksheets[0]
        return [
            [_text(value) for value in row] for row in page.iter_rows(values_only=True, max_col=COLUMNS_MAX)
        ]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, ParseError) as exc:
        raise Invalid("OC415") from exc


def _refuse_bombs(content: bytes) -> None:
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as exc:
        raise Invalid("OC415") from exc
    if sum(part.file_size for part in packed.infolist()) > UNPACKED_MAX_BYTES:
        raise Invalid("OC415")


def _csv(content: bytes) -> Iterable[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _gb18030(content)
    if "\x00" in text:
        raise Invalid("OC415")
    try:
        return [[cell.strip() for cell in line[:COLUMNS_MAX]] for line in csv.reader(io.StringIO(text))]
    except csv.Error as exc:
        raise Invalid("OC415") from exc


def _gb18030(content: bytes) -> str:
    """What Excel in China writes as CSV."""
    try:
        return content.decode("gb18030")
    except UnicodeDecodeError as exc:
        raise Invalid("OC415") from exc


def _text(value: object) -> str:
    """A cell as a person reads it: dates as 2026-07-10, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
