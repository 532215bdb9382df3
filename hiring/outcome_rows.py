"""The rows of an outcome sheet: what its columns mean, and what is wrong with a row, in Chinese.

One row is one fact. The same columns are the template, the Excel or CSV file and the rows of the API.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hiring.errors import Invalid
from hiring.model.outcome import KIND_OF, Entry, Exit, ExitReason, Grouping, OutcomeFacts, Probation, Review
from hiring.ports import Employment

MAX_ROWS = 2_000  # in one file; a larger company sends several
COLUMNS = (
    "手机号",
    "钉钉userId",
    "姓名",
    "类型",
    "周期",
    "评分",
    "评分标准",
    "评价人",
    "日期",
    "试用期结果",
    "离职原因",
    "部门",
    "招聘渠道",
)
EXAMPLES: tuple[tuple[str, ...], ...] = (
    ("13800000000", "", "示例一", "绩效", "2026H1", "4", "1-5", "示例主管", "2026-07-10", "", "", "", ""),
    ("13800000000", "", "示例一", "绩效", "2026H2", "B", "D<C<B<A", "示例主管", "2027-01-10", "", "", "", ""),
    ("13800000000", "", "示例一", "试用期", "", "", "", "", "2026-06-01", "通过", "", "", ""),
    ("13800000000", "", "示例一", "入职", "", "", "", "", "2026-03-01", "", "", "", ""),
    ("13800000000", "", "示例一", "离职", "", "", "", "", "2027-05-31", "", "主动离职", "", ""),
    ("13800000000", "", "示例一", "分组", "", "", "", "", "", "", "", "零售部", "内部推荐"),
)
EXAMPLE_NAME = "示例"  # rows whose name begins so are the template's own and are passed over

# Attributes that must not be a ground for judging people at work: 就业促进法 3, 27–31; 妇女权益保障法 43; 个人信息保护法 28.
FORBIDDEN = (
    "性别",
    "年龄",
    "出生",
    "民族",
    "种族",
    "宗教",
    "婚",
    "育",
    "户籍",
    "籍贯",
    "身份证",
    "健康",
    "残疾",
    "疾病",
    "政治面貌",
    "血型",
    "星座",
)

_REASONS = {
    "主动离职": ExitReason.RESIGNED,
    "辞职": ExitReason.RESIGNED,
    "被动离职": ExitReason.DISMISSED,
    "辞退": ExitReason.DISMISSED,
    "合同到期": ExitReason.EXPIRED,
    "其他": ExitReason.OTHER,
}
_PASSED = {"通过": True, "未通过": False, "不通过": False}
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?")
_PERIOD = re.compile(r"\d{4}(?:H[12]|Q[1-4]|-(?:0[1-9]|1[0-2]))?")
_RANGE = re.compile(r"(-?\d+(?:\.\d+)?)\s*[-~～—至]\s*(-?\d+(?:\.\d+)?)")
_DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One good row. line: as the spreadsheet counts. phone or user_id names the person; name, if given, must agree."""

    line: int
    phone: str
    user_id: str
    name: str
    period: str
    facts: OutcomeFacts


@dataclass(frozen=True, slots=True)
class RowFault:
    line: int
    message: str


def check_columns(columns: Sequence[str]) -> None:
    """Raises Invalid(OC422) when a needed column is missing, Invalid(OC423) for one that must not be there."""
    for column in columns:
        if any(word in column for word in FORBIDDEN):
            raise Invalid("OC423", column=column)
    if "类型" not in columns or not {"手机号", "钉钉userId"} & set(columns):
        raise Invalid("OC422")


def parse_rows(
    rows: Sequence[tuple[int, Mapping[str, str]]],
) -> tuple[list[OutcomeRow], list[RowFault]]:
    """Every row comes back as the one or the other, but for empty ones and the template's examples."""
    good: list[OutcomeRow] = []
    faults: list[RowFault] = []
    first: dict[tuple[str, str, str, str], int] = {}
    for line, cells in rows:
        row = {name: cells.get(name, "").strip() for name in COLUMNS}
        if not any(row.values()) or row["姓名"].startswith(EXAMPLE_NAME):
            continue
        read = _row(line, row)
        if isinstance(read, str):
            faults.append(RowFault(line, read))
            continue
        key = (read.phone, read.user_id, KIND_OF[type(read.facts)].value, read.period)
        if first.setdefault(key, line) != line:
            faults.append(RowFault(line, f"与第 {first[key]} 行重复（同一人、同一类型、同一周期）"))
        else:
            good.append(read)
    return good, faults


def _row(line: int, row: Mapping[str, str]) -> OutcomeRow | str:
    """The row, or what is wrong with it."""
    if not row["手机号"] and not row["钉钉userId"]:
        return "请填写手机号或钉钉 userId"
    readers = {"绩效": _review, "试用期": _probation, "入职": _entry, "离职": _exit, "分组": _grouping}
    if row["类型"] not in readers:
        return f"类型“{row['类型']}”无法识别，请填写：{'、'.join(readers)}"
    facts = readers[row["类型"]](row)
    if isinstance(facts, str):
        return facts
    period = row["周期"].upper() if isinstance(facts, Review) else ""
    return OutcomeRow(line, row["手机号"], row["钉钉userId"], row["姓名"], period, facts)


def _review(row: Mapping[str, str]) -> Review | str:
    if not _PERIOD.fullmatch(row["周期"].upper()):
        return "绩效需要周期，写成 2026、2026H1、2026Q2 或 2026-06"
    on = _day(row["日期"])
    if isinstance(on, str):
        return on
    share = rating_share(row["评分"], row["评分标准"])
    return share if isinstance(share, str) else Review(on, row["评分"], row["评分标准"], share, row["评价人"])


def rating_share(rating: str, scale: str) -> float | str:
    """Where on its scale a rating lies, 0–1. scale: "1-5" or grades from low to high, "D<C<B<A", taken as equally far apart."""
    if not rating or not scale:
        return "绩效需要评分和评分标准（如 4 与 1-5，或 B 与 D<C<B<A）"
    grades = [grade.strip() for grade in scale.replace("＜", "<").split("<")]
    if len(grades) > 1:
        if len(set(grades)) != len(grades) or "" in grades:
            return f"评分标准“{scale}”有重复或空白的等级"
        if rating not in grades:
            return f"评分“{rating}”不在评分标准“{scale}”之内"
        return grades.index(rating) / (len(grades) - 1)
    ends = _RANGE.fullmatch(scale)
    if ends is None or not re.fullmatch(r"-?\d+(?:\.\d+)?", rating):
        return f"评分“{rating}”或评分标准“{scale}”无法识别，请写成 4 与 1-5，或 B 与 D<C<B<A"
    low, high, value = float(ends[1]), float(ends[2]), float(rating)
    if not low < high or not low <= value <= high:
        return f"评分“{rating}”不在评分标准“{scale}”之内"
    return (value - low) / (high - low)


def _probation(row: Mapping[str, str]) -> Probation | str:
    if row["试用期结果"] not in _PASSED:
        return "试用期结果请填写：通过、未通过"
    on = _day(row["日期"])
    return on if isinstance(on, str) else Probation(on, _PASSED[row["试用期结果"]])


def _entry(row: Mapping[str, str]) -> Entry | str:
    on = _day(row["日期"])
    return on if isinstance(on, str) else Entry(on)


def _exit(row: Mapping[str, str]) -> Exit | str:
    if row["离职原因"] not in _REASONS:
        return f"离职原因请填写：{'、'.join(_REASONS)}"
    on = _day(row["日期"])
    return on if isinstance(on, str) else Exit(on, _REASONS[row["离职原因"]])


def _grouping(row: Mapping[str, str]) -> Grouping | str:
    if not row["部门"] and not row["招聘渠道"]:
        return "分组请至少填写部门或招聘渠道"
    return Grouping(row["部门"], row["招聘渠道"])


def _day(written: str) -> date | str:
    found = _DATE.fullmatch(written)
    if found is None:
        return f"日期“{written}”无法识别，请写成 2026-07-10" if written else "请填写日期"
    year, month, day = (int(part) for part in found.groups())
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS_IN[month - 1] or (month == 2 and day == 29 and not leap):
        return f"日期“{written}”不存在"
    return date(year, month, day)


def rows_of_employments(employments: Sequence[Employment]) -> list[OutcomeRow]:
    """Dates of entry and exit as rows; line is the person's place in the roster, counted from 1."""
    return [
        OutcomeRow(line, person.mobile, person.user_id, "", "", facts)
        for line, person in enumerate(employments, start=1)
        for facts in (
            Entry(person.entered_on) if person.entered_on else None,
            Exit(person.left_on, person.reason) if person.left_on else None,
        )
        if facts is not None
    ]
