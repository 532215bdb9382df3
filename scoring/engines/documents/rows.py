"""Rows of pieces: letter-spaced words closed up, wrapped cells joined, table rows turned into lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoring.engines.documents.characters import IS_CJK
from scoring.engines.documents.pieces import Piece, around
from scoring.resume.document import Box

ALIGNED_PT = 3.0  # left edges this close are meant to be the same
FULL_ROOM = 1.6  # a text is full when less than this many font sizes are left to its right: it wrapped there
MAX_PITCH = 2.3  # line distance in font sizes; a wider one begins something new
MAX_SPACED_GAP = 4.0  # font sizes between letter-spaced characters
BULLETS = frozenset("•·●◆■▪◦➢※★☆✓○□◇▶►-–")
MIN_TITLE_WIDTH = 0.55  # of the column
LONG_CELL = 3  # paragraphs; two such cells side by side are columns, not label and value

_STARTS_ITEM = re.compile(
    r"\s*(?:[•·●◆■▪◦➢※★☆✓\-–—*]|[（(]?\d{1,2}[.、)）．]|[①-⑳]|[一二三四五六七八九十]+、)"
)
_SPACED_LABEL = re.compile(
    r"^(?:姓名|性别|年龄|籍贯|民族|电话|手机|邮箱|学历|学校|专业|学位|地址|户口|婚姻|婚否|生日|职位|职务|公司|部门|行业|薪资|简历|身高|政治|状态|现居|城市|技能|证书|时间)(?:\s*[:：].*)?$"
)


@dataclass(frozen=True, slots=True)
class CellText:
    """The rows of pieces in one cell, top to bottom, and the cell's own box."""

    rows: tuple[tuple[Piece, ...], ...]
    box: Box


def merged(pieces: Sequence[Piece], *, between: str | None = None) -> Piece:
    """One piece out of several. between: what goes between the texts; None decides by script."""
    text = pieces[0].text
    for piece in pieces[1:]:
        text += (_glue(text, piece.text) if between is None else between) + piece.text
    weight = sum(len(p.text) for p in pieces) or 1
    return replace(
        pieces[0],
        text=text,
        box=around([p.box for p in pieces]),
        confidence=sum(p.confidence * len(p.text) for p in pieces) / weight,
    )


def _glue(before: str, after: str) -> str:
    """Nothing inside CJK text, an address or a cut word; a space after a Latin word."""
    token = before.rsplit(" ", 1)[-1]
    if not before or not after or not before[-1].isalnum() or IS_CJK.match(before[-1]):
        return ""
    if "@" in token or "://" in token or not token.isascii():
        return ""
    return " "


def closed_up(row: Sequence[Piece]) -> list[Piece]:
    """`row`, left to right, with letter-spaced words as one piece: "个 人 简 历", "姓    名：张三"."""
    if len(row) > 1 and row[0].text in BULLETS:
        row = [merged(row[:2], between=" "), *row[2:]]
    out: list[Piece] = []
    i = 0
    while i < len(row):
        end = _spaced_end(row, i)
        out.append(merged(row[i:end], between="") if end > i + 1 else row[i])
        i = max(end, i + 1)
    return out


def _spaced_end(row: Sequence[Piece], start: int) -> int:
    """Where the letter-spaced word that begins at `start` ends; start + 1 where there is none."""
    if not _is_single(row[start].text):
        return start + 1
    gaps: list[float] = []
    end = start + 1
    while end < len(row) and _gap(row, end) <= MAX_SPACED_GAP * row[start].size:
        if gaps and abs(_gap(row, end) - gaps[0]) > 0.3 * row[start].size:
            break
        gaps.append(_gap(row, end))
        end += 1
        if not _is_single(row[end - 1].text):
            break
    singles = sum(_is_single(p.text) for p in row[start:end])
    if singles >= 3:
        return start + singles
    text = "".join(p.text for p in row[start : start + 2])
    pair = end >= start + 2 and (_SPACED_LABEL.match(text) or (len(row) == 2 and singles == 2))
    return start + 2 if pair else start + 1


def _is_single(text: str) -> bool:
    return len(text) == 1 and bool(IS_CJK.match(text))


def _gap(row: Sequence[Piece], at: int) -> float:
    return row[at].box.left - row[at - 1].box.right


def joined_wraps(rows: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """Rows of one column, top to bottom, with the wrapped ends of narrow cells put back: "…@163.co" + "m"."""
    out: list[list[Piece]] = []
    right = max((p.box.right for row in rows for p in row), default=0.0)
    last_baseline = 0.0
    for row in rows:
        ordered = sorted(row, key=lambda p: p.box.left)
        above = out[-1] if out else []
        targets = [_wrapped_from(piece, above, right) for piece in ordered]
        if len(ordered) == 1 and targets[0] is None and _continues_title(ordered[0], above, right):
            targets = [0]
        near = ordered[0].baseline - last_baseline <= MAX_PITCH * ordered[0].size
        last_baseline = ordered[0].baseline
        if len(above) >= 2 and near and all(t is not None for t in targets):
            for target, piece in zip(targets, ordered, strict=True):
                assert target is not None
                above[target] = merged([above[target], piece])
        else:
            out.append(ordered)
    return out


def _wrapped_from(piece: Piece, above: Sequence[Piece], right: float) -> int | None:
    """Which cell of the row above `piece` continues; never the first one, which may be anything."""
    for i in range(1, len(above)):
        if abs(above[i].box.left - piece.box.left) <= ALIGNED_PT:
            edge = above[i + 1].box.left if i + 1 < len(above) else right
            full = edge - above[i].box.right <= FULL_ROOM * piece.size
            return i if full and not _STARTS_ITEM.match(piece.text) else None
    return None


def _continues_title(piece: Piece, above: Sequence[Piece], right: float) -> bool:
    """A long first cell that runs into a last one set flush right, usually dates, goes on in the next row."""
    if len(above) != 2 or _STARTS_ITEM.match(piece.text):
        return False
    first, last = above
    room = last.box.left - first.box.right
    aligned = abs(first.box.left - piece.box.left) <= ALIGNED_PT and abs(first.size - piece.size) < 1
    flush = right - last.box.right <= ALIGNED_PT
    wide = first.box.right - first.box.left >= MIN_TITLE_WIDTH * (right - first.box.left)
    return aligned and flush and wide and room <= FULL_ROOM * piece.size


def row_lines(cells: Sequence[CellText]) -> list[list[Piece]]:
    """A ruled table's row as lines: first the row itself, one piece a cell, then what else its cells hold."""
    held = [_paragraphs(cell) for cell in cells]
    if sum(len(paragraphs) >= LONG_CELL for paragraphs in held) >= 2:
        return [[paragraph] for paragraphs in held for paragraph in paragraphs]
    first = [paragraphs[0] for paragraphs in held if paragraphs]
    return [first] + [[paragraph] for paragraphs in held for paragraph in paragraphs[1:]]


def _paragraphs(cell: CellText) -> list[Piece]:
    """A label cell's wrapped text is one paragraph; in a long cell, a full line goes on in the next."""
    out: list[Piece] = []
    full = False
    for row in cell.rows:
        piece = merged(row, between="  ")
        if full and not _STARTS_ITEM.match(piece.text):
            out[-1] = merged([out[-1], piece])
        else:
            out.append(piece)
        full = cell.box.right - piece.box.right <= FULL_ROOM * piece.size
    return out
