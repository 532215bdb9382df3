"""Degrees: what names them, and which is higher."""

import re

from scoring.resume.fields import Degree

# The first that fits: 专升本 before 专科, MBA before 本科, 研究生 before 学士.
DEGREE_WORDS: tuple[tuple[Degree, re.Pattern[str]], ...] = (
    (
        Degree.DOCTOR,
        re.compile(
            r"博士(?!后)(?:研究生)?(?:学位)?|\bPh\.?\s?D\.?|Doctor(?:ate)?\b|\bD\.?Phil|\bEd\.?D\b|\bM\.?D\.?\b(?!\s*in)",
            re.IGNORECASE,
        ),
    ),
    (
        Degree.MASTER,
        re.compile(
            r"(?:[工理文法医管农教艺经]|工程|专业|学术|管理|经济|[\u4e00-\u9fff]{0,2})?学?硕士?(?:研究生)?(?:学位)?|研究生|\bE?MBA\b|MPAcc|\bMPA\b|\bMEng\b|\bM\.?\s?(?:Sc|Eng|A|S|Ed|Phil|Fin|Acc|Com|Res)\b\.?|\bMaster(?:'?s)?(?:\s+of\s+(?:Science|Arts|Engineering|Laws?|Education|Business\s+Administration|Philosophy))?(?:\s+degree)?|\bLL\.?M\b\.?",
            re.IGNORECASE,
        ),
    ),
    (
        Degree.BACHELOR,
        re.compile(
            r"专升本|专接本|(?:公费|免费)师范生(?!.{0,8}(?:大专|专科))|自考本科|(?:统招|全日制|函授|成人|网络|在职|大学)?本科(?:生)?|第二学士|双学士|[工理文法医管农教艺经]?(?:工程|管理|经济|教育|艺术|医|法|文|理|工)?学士(?:学位)?|\bB\.?\s?(?:Sc|Eng|A|S|Ed|Com|Tech|BA|M|Mgt)\b\.?|\bBBA\b|\bBachelor(?:'?s)?(?:\s+of\s+(?:Science|Arts|Engineering|Laws?|Education|Business\s+Administration|Medicine))?(?:\s+degree)?|\bLL\.?B\b\.?|\bundergraduate\b",
            re.IGNORECASE,
        ),
    ),
    (
        Degree.COLLEGE,
        re.compile(
            r"(?:统招|全日制|自考|成人|函授)?(?:大专|专科(?!护士|学校|医院))(?:生)?|高职(?:高专)?|高级技工|\b(?:Associate|Diploma|Junior\s+College)(?:'?s)?(?:\s+degree)?\b",
            re.IGNORECASE,
        ),
    ),
    (
        Degree.SCHOOL,
        re.compile(
            r"高中|中专|中师(?!大|范)|中等师范|职高|中技|技校|职业高中|初中|普高|\bHigh\s+School\b|\bSecondary\b",
            re.IGNORECASE,
        ),
    ),
)
RANK = {degree: rank for rank, degree in enumerate(Degree)}


def read_degree(text: str) -> Degree | None:
    """The degree the text names. A degree in progress is that degree."""
    return next((degree for degree, pattern in DEGREE_WORDS if pattern.search(text)), None)


def is_at_least(held: Degree, asked: Degree) -> bool:
    return RANK[held] <= RANK[asked]


def steps_short(held: Degree | None, asked: Degree) -> int:
    """How many levels are missing; unknown counts as the lowest."""
    return max(0, RANK[held or Degree.SCHOOL] - RANK[asked])
