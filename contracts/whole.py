"""A whole contract: split into clauses, facts read across them, each clause judged with those facts, and what only the whole can show."""

import re
from dataclasses import dataclass, replace

from contracts.clause import MAX_CLAUSE_CHARS, Clause, read_clause
from contracts.facts import Facts
from contracts.findings import ContractsError, Finding, Severity
from contracts.law import LawBook
from contracts.library import ClauseLibrary
from contracts.lint import finding, lint_clause
from contracts.normalise import normalise
from contracts.rulebook import BY_ID, hits
from contracts.rules.formalities import FULL_CONTRACT
from contracts.rules.terms import contract_term, probation_length

MAX_DOCUMENT_CHARS = 60_000
# Judged on the document: mandatory items, protection of women, copies, and numbers that contradict each other across clauses.
_WHOLE_RULES = ("L24", "L29", "L30", "L40")

_CLAUSE_START = re.compile(
    r"(?m)(?:^|(?<=[。；;\n]))[ \t\u3000]*(?:第[0-9０-９一二三四五六七八九十百]{1,4}条|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}[、.．](?![0-9])|[（(][一二三四五六七八九十0-9]{1,3}[)）])"
)
# A line that ends a sentence, or an empty line; a line broken in mid-sentence goes on.
_PARAGRAPH_END = re.compile(r"(?<=[。；;！!？?])[ \t\u3000]*\r?\n|\n[ \t\u3000]*\n")
_WAGE = re.compile(
    r"(?:月工资|月薪|转正后?(?:工资|月薪)?|工资标准)[^。;0-9,]{0,12}([0-9]{1,12}(?:\.[0-9]{1,6})?)元"
)
_PROBATION_WAGE = re.compile(
    r"试用期?(?:期间|内)?(?:的)?(?:月)?(?:工资|月薪|薪)[^。;0-9,]{0,12}([0-9]{1,12}(?:\.[0-9]{1,6})?)元"
)


@dataclass(frozen=True)
class ClauseReport:
    """One clause of the document, at [start, end) in it, and its findings (spans count from the clause's start)."""

    start: int
    end: int
    text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class ContractReport:
    """clauses in order; document: findings on the whole."""

    clauses: tuple[ClauseReport, ...]
    document: tuple[Finding, ...]
    facts: Facts

    @property
    def blocks(self) -> bool:
        """Is there a finding that must be resolved before the contract goes on?"""
        every = [*self.document, *(f for c in self.clauses for f in c.findings)]
        return any(f.severity is Severity.BLOCK for f in every)


def lint_contract(text: str, *, facts: Facts, law: LawBook, library: ClauseLibrary) -> ContractReport:
    """Raises ContractsError: CT101 when there is no text or too much of it."""
    if not text.strip() or len(text) > MAX_DOCUMENT_CHARS:
        raise ContractsError("CT101", f"合同内容为空或超过 {MAX_DOCUMENT_CHARS} 字，请检查文件后重试。")
    known = facts_across(text, facts)
    pieces = split_clauses(text)
    per_clause = replace(known, document_scope=None)
    reports = tuple(
        ClauseReport(a, b, text[a:b], lint_clause(text[a:b], facts=per_clause, law=law, library=library))
        for a, b in pieces
    )
    document = Clause(normalise(text), replace(known, document_scope=FULL_CONTRACT))
    judged = ((BY_ID[rule], next(hits(BY_ID[rule], document), None)) for rule in _WHOLE_RULES)
    found = tuple(finding(rule, h, document, law=law, library=library) for rule, h in judged if h is not None)
    seen = {f.rule for r in reports for f in r.findings}
    return ContractReport(reports, tuple(f for f in found if f.rule not in seen), known)


def split_clauses(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the clauses; of a text without headings, of its paragraphs: one clause may not hide behind another."""
    starts = sorted({0, *(m.start() for m in _CLAUSE_START.finditer(text))})
    if len(starts) < 3:  # no numbered clauses: paragraphs
        starts = sorted({0, *(m.end() for m in _PARAGRAPH_END.finditer(text))})
    spans = zip(starts, [*starts[1:], len(text)], strict=True)
    return [piece for a, b in spans for piece in _at_most(text, a, b) if text[piece[0] : piece[1]].strip()]


def _at_most(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Pieces short enough to be judged, cut after a sentence where there is one."""
    pieces = []
    while end - start > MAX_CLAUSE_CHARS:
        cut = text.rfind("。", start, start + MAX_CLAUSE_CHARS) + 1
        cut = cut if cut > start else start + MAX_CLAUSE_CHARS
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def facts_across(text: str, facts: Facts) -> Facts:
    """The facts given, completed by what any clause of the text states: term, probation, wages."""
    clause = read_clause(text[:MAX_CLAUSE_CHARS], facts)
    term, probation = contract_term(clause), probation_length(clause) if "试用" in clause.text else None
    low, full = _PROBATION_WAGE.search(clause.text), _WAGE.search(clause.text)
    return replace(
        facts,
        term_months=facts.term_months if facts.term_months is not None else term.months,
        term_start=facts.term_start or (term.exact.first if term.exact else None),
        term_end=facts.term_end or (term.exact.last if term.exact else None),
        probation_months=facts.probation_months
        if facts.probation_months is not None
        else (probation.months if probation else None),
        monthly_wage=facts.monthly_wage
        if facts.monthly_wage is not None
        else (float(full.group(1)) if full else None),
        probation_wage=facts.probation_wage
        if facts.probation_wage is not None
        else (float(low.group(1)) if low else None),
    )
