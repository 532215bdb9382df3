"""A list of candidates as a spreadsheet: each row becomes a text of labelled lines, read like any other résumé."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hiring.errors import HiringError, Invalid
from storage.spreadsheets import Row, read_table, template

ROWS_MAX = 5_000
# Our heading -> other headings we know, as 51job, 智联 and BOSS直聘 export them.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "姓名": ("候选人", "候选人姓名", "名字"),
    "手机": ("手机号", "手机号码", "电话", "联系电话", "联系方式"),
    "邮箱": ("电子邮箱", "邮件", "Email", "E-mail", "email"),
    "期望城市": ("意向城市", "期望工作地", "期望地点", "期望工作城市"),
    "学历": ("最高学历",),
    "学校": ("毕业院校", "毕业学校", "院校"),
    "专业": ("所学专业",),
    "毕业时间": ("毕业年份", "毕业年月", "毕业日期"),
    "公司": ("当前公司", "目前公司", "现公司", "工作单位", "最近公司"),
    "职位": ("当前职位", "目前职位", "现职位", "最近职位", "岗位"),
    "入职时间": ("开始时间", "入职日期"),
    "离职时间": ("结束时间", "离职日期"),
    "工作内容": ("工作描述", "工作职责"),
    "技能": ("专业技能", "技能标签"),
    "证书": ("资格证书",),
    "自我评价": ("个人简介", "备注"),
}
EXAMPLE = (
    "张三",
    "13900000000",
    "zhangsan@example.com",
    "杭州",
    "本科",
    "浙江工业大学",
    "计算机科学与技术",
    "2020.06",
    "云帆科技有限公司",
    "后端开发工程师",
    "2020.07",
    "至今",
    "负责订单服务的开发",
    "Python、MySQL",
    "",
    "",
)
_PHONE = re.compile(r"(?:\+?86)?1[3-9]\d{9}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class SheetCandidate:
    """row: as the spreadsheet counts. text: the lines to read, or the refusal of this row."""

    row: int
    name: str
    text: str
    error: HiringError | None = None


def template_file() -> bytes:
    return template(tuple(COLUMNS), [EXAMPLE], sheet="候选人名单")


def read_candidates(content: bytes) -> list[SheetCandidate]:
    """Every row. Raises Invalid(CV415) for no spreadsheet, Invalid(CV416) without a column of names, Invalid(OC413)."""
    try:
        columns, rows = read_table(content, rows_max=ROWS_MAX)
    except Invalid as error:
        raise Invalid("CV415") if error.code == "OC415" else error from error
    known = {spelling: ours for ours, others in COLUMNS.items() for spelling in (ours, *others)}
    if "姓名" not in {known.get(column) for column in columns}:
        raise Invalid("CV416")
    return [_candidate(row, known) for row in rows]


def _candidate(row: Row, known: Mapping[str, str]) -> SheetCandidate:
    number, cells = row
    facts = {
        known[column]: cell.strip() for column, cell in cells.items() if column in known and cell.strip()
    }
    name = facts.get("姓名", "")
    phone = re.sub(r"[\s-]", "", facts.get("手机", ""))
    email = facts.get("邮箱", "")
    if not name:
        return SheetCandidate(number, "", "", Invalid("CV417"))
    if phone and not _PHONE.fullmatch(phone):
        return SheetCandidate(number, name, "", Invalid("CV418", value=phone[:20]))
    if email and not _EMAIL.fullmatch(email):
        return SheetCandidate(number, name, "", Invalid("CV419", value=email[:40]))
    return SheetCandidate(number, name, "\n".join(_lines(facts | {"手机": phone})) + "\n")


def _lines(facts: Mapping[str, str]) -> Iterator[str]:
    yield facts["姓名"]
    for label in ("手机", "邮箱", "期望城市"):
        if facts.get(label):
            yield f"{label}：{facts[label]}"
    if facts.get("公司") or facts.get("职位"):
        yield "工作经历"
        begins, ends = facts.get("入职时间", ""), facts.get("离职时间", "至今")
        span = f"{begins}-{ends}" if begins else ""
        yield "　".join(part for part in (span, facts.get("公司", ""), facts.get("职位", "")) if part)
        if facts.get("工作内容"):
            yield facts["工作内容"]
    if facts.get("学校") or facts.get("学历"):
        yield "教育经历"
        parts = (
            facts.get("毕业时间", ""),
            facts.get("学校", ""),
            facts.get("专业", ""),
            facts.get("学历", ""),
        )
        yield "　".join(part for part in parts if part)
    for heading, label in (("专业技能", "技能"), ("证书", "证书"), ("自我评价", "自我评价")):
        if facts.get(label):
            yield heading
            yield facts[label]
