"""What the linter says: a rule, how serious it is, where it stands in the clause."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """E blocks the clause, W warns."""

    BLOCK = "E"
    WARN = "W"


@dataclass(frozen=True)
class Hit:
    """A rule's raw answer: half-open offsets in the *normalised* text, before law and rewrite are added.

    start == end means that the whole clause is meant (something is missing, or facts decide).
    """

    start: int
    end: int
    severity: Severity
    note: str = ""


@dataclass(frozen=True)
class Finding:
    """One answer for the reader.

    article: the citation. quote: the law's words. span_text: the clause's own words, verbatim, found at [span_start, span_end).
    rewrite: lawful wording with ____ for what a person must fill in. note: the reckoning behind the finding, "" when there is none.
    """

    rule: str
    severity: Severity
    title: str
    article: str
    quote: str
    span_text: str
    span_start: int
    span_end: int
    rewrite: str
    note: str = ""


class ContractsError(Exception):
    """Text or facts that can't be judged. code: CTxxx; message: Chinese, for a person, without the code."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{message}（{code}）")
        self.code = code
        self.message = message
