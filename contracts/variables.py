"""What clauses are filled with: typed values with limits, checked one by one. The table is data (config/clauses/variables.toml)."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from contracts.calendar import written
from contracts.findings import ContractsError

Value = str | int | Decimal | date


class Kind(StrEnum):
    TEXT = "text"
    MONEY = "money"
    WHOLE = "whole"
    DATE = "date"
    CHOICE = "choice"


# A value is a phrase within a sentence: what would end the sentence, begin a clause or hide words is refused.
_NOT_IN_A_PHRASE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff{}<>。；;！!？?]")
_MONEY = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,2})?")
_WHOLE = re.compile(r"[0-9]{1,6}")
# A contract dated outside these years is a slip of the finger.
_YEARS = range(2008, 2101)


@dataclass(frozen=True)
class Variable:
    """One field of the facts form. required_when: other facts -> the values under which it must be given; empty and not optional means always."""

    name: str
    label: str
    group: str
    kind: Kind
    max_chars: int = 0
    pattern: str = ""
    least: int = 0
    most: int = 0
    options: tuple[str, ...] = ()
    required_when: Mapping[str, tuple[str, ...]] | None = None


@dataclass(frozen=True)
class Fault:
    """A fact that can't stand: which field, and what to do, in Chinese."""

    field: str
    message: str


def parse_variables(document: Mapping[str, object]) -> Mapping[str, Variable]:
    """The parsed variables.toml. Raises ContractsError(CT202)."""
    entries = document.get("variable")
    if not isinstance(entries, list) or not entries:
        raise ContractsError("CT202", "合同变量表为空，请管理员检查 config/clauses。")
    return {v.name: v for v in map(_variable, entries)}


def _variable(entry: Mapping[str, object]) -> Variable:
    when = entry.get("required_when")
    options = entry.get("options", [])
    return Variable(
        name=str(entry["name"]),
        label=str(entry["label"]),
        group=str(entry["group"]),
        kind=Kind(str(entry["kind"])),
        max_chars=_int(entry.get("max_chars", 0)),
        pattern=str(entry.get("pattern", "")),
        least=_int(entry.get("min", 0)),
        most=_int(entry.get("max", 0)),
        options=tuple(map(str, options)) if isinstance(options, list) else (),
        required_when={str(k): tuple(map(str, v)) for k, v in when.items()}
        if isinstance(when, Mapping)
        else None,
    )


def _int(value: object) -> int:
    if not isinstance(value, int):
        raise ContractsError("CT202", f"合同变量的界限应当是整数：{value!r}。")
    return value


def read_value(variable: Variable, written_as: str) -> Value | Fault:
    """The typed value of what was entered, or why it can't stand. written_as: stripped, not empty."""
    readers = {
        Kind.TEXT: _text,
        Kind.MONEY: _money,
        Kind.WHOLE: _whole,
        Kind.DATE: _date,
        Kind.CHOICE: _choice,
    }
    return readers[variable.kind](variable, written_as)


def shown_value(value: Value) -> str:
    """As it stands in a clause: 12000, 12000.50, 2026年3月1日."""
    if isinstance(value, date):
        return written(value)
    if isinstance(value, Decimal):
        return f"{value:.0f}" if value == value.to_integral_value() else f"{value:.2f}"
    return str(value)


def _text(variable: Variable, entered: str) -> Value | Fault:
    if len(entered) > variable.max_chars:
        return Fault(variable.name, f"请控制在 {variable.max_chars} 字以内。")
    if _NOT_IN_A_PHRASE.search(entered):
        return Fault(variable.name, "请只填短语：不要换行，也不要使用句号、分号、尖括号等符号。")
    if variable.pattern and not re.fullmatch(variable.pattern, entered):
        return Fault(variable.name, "格式不正确，请核对。")
    return entered


def _money(variable: Variable, entered: str) -> Value | Fault:
    fault = Fault(
        variable.name, f"请填写 {variable.least} 至 {variable.most} 之间的金额（元），最多两位小数。"
    )
    if not _MONEY.fullmatch(entered):
        return fault
    amount = Decimal(entered)
    return amount if variable.least <= amount <= variable.most else fault


def _whole(variable: Variable, entered: str) -> Value | Fault:
    number = int(entered) if _WHOLE.fullmatch(entered) else None
    if number is None or not variable.least <= number <= variable.most:
        return Fault(variable.name, f"请填写 {variable.least} 至 {variable.most} 之间的整数。")
    return number


def _date(variable: Variable, entered: str) -> Value | Fault:
    fault = Fault(variable.name, "请填写有效的日期，例如 2026-03-01。")
    m = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", entered)
    if m is None:
        return fault
    year, month, day = (int(x) for x in m.groups())
    if year not in _YEARS or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return fault
    return date(year, month, day)


def _choice(variable: Variable, entered: str) -> Value | Fault:
    return entered if entered in variable.options else Fault(variable.name, "请从列出的选项中选择。")


def required(variable: Variable, facts: Mapping[str, Sequence[str]]) -> bool:
    """Must this one be given? facts: the other facts, each as the values it has."""
    if variable.required_when is None:
        return True
    return any(set(facts.get(name, ())) & set(allowed) for name, allowed in variable.required_when.items())
