"""Schools as they are printed, and their official names."""

import re

from scoring.resume.degrees import read_degree
from scoring.resume.sections import BULLET
from scoring.resume.vocabulary import Vocabulary

SCHOOL = re.compile(
    r"[\u4e00-\u9fff]{2,18}(?:大学|学院|师范(?!生)|专科学校|技术学校|职业学校|学校|中学|[一二三四五六七八九十]中|职高|党校|电大|研究院|研究所|进修学院|(?<=[\u4e00-\u9fff]{2})(?:职院|师专|医专|幼专|高专|师院|体院|师大|农大|医大|财大|科大|工大))(?:[（(](?!硕士|本科|博士|大专|专科|统招|全日制|学士|研究生|高职|双一流|自考|在职|原)[\u4e00-\u9fff]{2,4}(?:校区)?[)）])?(?:[\u4e00-\u9fff]{2,6}(?:学院|分校|校区)(?=$|[\s,，|·]))?"
    r"|(?:The\s+)?(?:[A-Z][A-Za-z'&.\-]+\s+)*(?:University|College|Institute|School|Academy|Polytechnic)(?:\s+(?:of|at|for|in)\s+(?:[A-Z][A-Za-z&'\-]+|and|the|of)(?:\s+(?:[A-Z][A-Za-z&'\-]+|and|of))*)?(?:\s+(?:London|Dublin|Cork|Hong Kong)\b)?(?:,\s*(?:Berkeley|Los Angeles|San Diego|Davis|Irvine|Santa Barbara))?(?:\s*[（(][A-Z]{2,8}[)）])?"
)
# Where the name of an English school ends and the subject begins, as in "University of Sheffield Mechanical Engineering MSc".
_SUBJECT = re.compile(
    r"(?<=[a-z)])(?<!\bof)(?<!\bfor)(?<!\band)\s+(?=(?:Mechanical|Electrical|Electronic|Civil|Chemical|Industrial|Computer|Software|Information|Data|Applied|Mathematics|Statistics|Physics|Chemistry|Biology|Biomedical|Business|International\s+(?:Business|Trade)|Marketing|Finance|Financial|Accounting|Economics|Management|English|Chinese|Japanese|Law|Nursing|Medicine|Pharmacy|Education|Psychology|Human\s+Resources?|Logistics|Supply|Design|Architecture|Journalism|Communication|Public|Master|Bachelor|PhD|[BM]\.?(?:A|Sc|Eng|Ed|S|BA)\b))"
)
SCHOOL_LABEL = re.compile(
    r"(?:毕\s*业\s*)?(?:院\s*校|学\s*校)(?:名称)?\s*[:：]?\s*|(?:University|School|College)\s*[:：]\s*"
)
CUT = re.compile(
    r"\s{2,}|[|｜/,，;；·•\t　]|\s[—–\-]\s|——|[☑□]|(?<=[\u4e00-\u9fff）)])\s+(?=[\u4e00-\u9fff])"
)
_PLACE_CHARS = 2
# The longest first.
_SHORT_ENDINGS = (
    ("信职院", "信息职业技术学院"),
    ("工职院", "工业职业技术学院"),
    ("商职院", "商业职业技术学院"),
    ("交职院", "交通职业技术学院"),
    ("建职院", "建设职业技术学院"),
    ("农职院", "农业职业技术学院"),
    ("职院", "职业技术学院"),
    ("幼师专", "幼儿师范高等专科学校"),
    ("幼专", "幼儿师范高等专科学校"),
    ("师专", "师范高等专科学校"),
    ("医专", "医学高等专科学校"),
    ("高专", "高等专科学校"),
    ("师院", "师范学院"),
    ("体院", "体育学院"),
    ("师大", "师范大学"),
    ("农大", "农业大学"),
    ("医大", "医科大学"),
    ("财大", "财经大学"),
    ("理工大", "理工大学"),
    ("科大", "科技大学"),
    ("工大", "工业大学"),
)


def school_in(text: str, vocabulary: Vocabulary) -> str | None:
    """The school as it is printed: a full name, or a short one that stands as a word of its own or begins a glued line."""
    for piece in CUT.split(BULLET.sub("", text)):
        bare = re.sub(r"[（(](?:统招|全日制|在职)[)）]", "", SCHOOL_LABEL.sub("", (piece or "").strip()))
        if vocabulary.schools.canonical(bare):
            return bare
    written = SCHOOL.search(BULLET.sub("", text))
    if written and not re.match(r"(?:所在|就读|毕业)?(?:学院|学校|大学)$", written.group()):
        known = next(iter(vocabulary.schools.find(written.group())), None)
        if known and known.start == 0 and _SUBJECT.match(written.group(), known.end):
            return written.group()[: known.end]
        found = re.sub(
            r"^(?:毕业于|就读于|毕业院校|院校|学校|于|在|年月|月|日|起)+", "", written.group()
        ).strip()
        subject = next((m for m in _SUBJECT.finditer(found) if SCHOOL.fullmatch(found[: m.start()])), None)
        found = found[: subject.start()] if subject else found
        return re.sub(r"^(?:本科|硕士|博士|大专|专科|研究生)+", "", found)
    for piece in CUT.split(BULLET.sub("", text)):
        hit = next(iter(vocabulary.schools.find(piece or "")), None)
        if hit and hit.start == 0 and read_degree(text):
            return piece[hit.start : hit.end]
    return None


def full_school_name(printed: str, vocabulary: Vocabulary) -> str:
    """The official name where we know it."""
    known = vocabulary.schools.canonical(printed)
    if known:
        return known
    written_out = _written_out(printed)
    if written_out != printed:
        return vocabulary.schools.canonical(written_out) or written_out
    bracket = re.match(r"^(.*?)\s*[（(]([^)）]+)[)）]$", printed)
    if bracket:
        inner = vocabulary.schools.canonical(bracket[1]) or vocabulary.schools.canonical(bracket[2])
        if inner:
            return inner
    college = re.match(r"^([\u4e00-\u9fff]{3,}?大学)[\u4e00-\u9fff]{2,8}学院$", printed)
    return (
        college[1]
        if college and not re.search(r"独立|城市|科技|应用", printed[len(college[1]) :])
        else printed
    )


def _written_out(printed: str) -> str:
    """A short name behind a place in full, as those schools form it: 江苏信息职院, 无锡商职院, 益阳师专."""
    for ending, full in _SHORT_ENDINGS:
        if printed.endswith(ending) and len(printed) - len(ending) >= _PLACE_CHARS:
            return printed[: -len(ending)] + full
    return printed
