"""Interview questions and job texts: what may not be asked or demanded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from contracts.findings import ContractsError
from contracts.normalise import Normalised, normalise
from contracts.question_frames import is_about_others
from contracts.question_words import (
    AMBIGUOUS,
    LEGAL_GROUND,
    SUBJECTS,
    WORK_FRAME,
    WORK_NOUN,
    WORK_PHRASES,
    Subject,
    Words,
)

MAX_QUESTION_CHARS = 4_000
FORBIDDEN = "forbidden"  # the label of the learned reader that says whether any subject is asked about
_NOUN_REACH = 10

_POST = re.compile(r"\((?:应聘)?岗位:[^()]{1,30}\)")
# Subjects for which a statute sets conditions for some posts; the others have no lawful form.
_MAY_HAVE_LEGAL_GROUND = {
    Subject.AGE,
    Subject.HEALTH,
    Subject.POLITICS,
    Subject.RECORD,
    Subject.HOUSEHOLD,
    Subject.SECRETS,
    Subject.ORIGIN,
    Subject.PRIVACY,
}
# The only ages a law asks for when hiring: 16, and 18 for work barred to minors.
_AGE_GROUND = re.compile(r"(?:年满|已?满|未满)[^。?;!]{0,4}(?:1[68]|十六|十八)|未成年|童工")
_STILL_FORBIDDEN = re.compile(r"乙肝|大三阳|小三阳|两对半|孕|艾滋|hiv|婚|卡(?:三十|[0-9])|不考虑|不要|优先")


@dataclass(frozen=True)
class QuestionFinding:
    """A forbidden subject in a question. span_text: the words that ask for it, verbatim, at [span_start, span_end)."""

    subject: Subject
    law: str
    span_text: str
    span_start: int
    span_end: int


@dataclass(frozen=True)
class QuestionLaw:
    """The provisions against asking about each subject."""

    by_subject: Mapping[Subject, str]


def parse_question_law(document: Mapping[str, object]) -> QuestionLaw:
    """document: the parsed TOML with a [law] table from subject to citation. Raises ContractsError(CT201) when a subject is missing."""
    table = document.get("law")
    if not isinstance(table, Mapping) or any(s.value not in table for s in Subject):
        raise ContractsError("CT201", "提问检查的法律依据不完整，请管理员检查 config/law/questions.toml。")
    return QuestionLaw({s: str(table[s.value]) for s in Subject})


def lint_question(text: str, *, law: QuestionLaw) -> QuestionFinding | None:
    """The first forbidden subject the question asks about, or None. Raises ContractsError (CT103) on an empty or overlong text."""
    if not text.strip() or len(text) > MAX_QUESTION_CHARS:
        raise ContractsError("CT103", f"问题为空或超过 {MAX_QUESTION_CHARS} 字，请检查后重试。")
    read = normalise(text)
    asked = _blanked(_blanked(read.text, _POST), WORK_PHRASES)
    if is_about_others(_blanked(read.text, _POST)):
        return None
    for words in SUBJECTS:
        m = _asks(words, asked, read.text)
        if m is not None:
            return _finding(words.subject, m, read, law)
    return None


def _asks(words: Words, asked: str, full: str) -> re.Match[str] | None:
    ground = _AGE_GROUND if words.subject is Subject.AGE else LEGAL_GROUND
    if words.subject in _MAY_HAVE_LEGAL_GROUND and ground.search(full) and not _STILL_FORBIDDEN.search(asked):
        return None
    for direct in words.direct.finditer(asked):
        if not (AMBIGUOUS.fullmatch(direct.group()) and _is_work(direct, full)):
            return direct
    return next((m for m in words.topic.finditer(asked) if not _is_work(m, full)), None)


def _is_work(m: re.Match[str], full: str) -> bool:
    """Is the subject's word part of the work asked about: a how-to question, or the name of a product, system, case…?"""
    around = full[max(0, m.start() - 6) : m.end() + _NOUN_REACH]
    return WORK_FRAME.search(full) is not None or WORK_NOUN.search(around) is not None


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    """The same length, so that offsets stay true."""
    return pattern.sub(lambda m: "\u3007" * len(m.group()), text)


def _finding(subject: Subject, m: re.Match[str], read: Normalised, law: QuestionLaw) -> QuestionFinding:
    start, end = read.span(m.start(), m.end())
    return QuestionFinding(subject, law.by_subject[subject], read.source[start:end], start, end)
