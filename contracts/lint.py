"""One clause in, findings out."""

from collections.abc import Iterable

from contracts.clause import Clause, read_clause
from contracts.facts import Facts
from contracts.findings import Finding, Hit, Severity
from contracts.law import LawBook
from contracts.library import ClauseLibrary
from contracts.rulebook import RULES, Rule, hits

NOT_LEGAL_ADVICE = "检查结果由规则得出，非法律意见；定稿请由执业律师复核。"


def lint_clause(text: str, *, facts: Facts, law: LawBook, library: ClauseLibrary) -> tuple[Finding, ...]:
    """At most one finding for each rule, in the order of the rules. Raises ContractsError (CT101) on text that is no clause."""
    clause = read_clause(text, facts)
    found = ((rule, _gravest(hits(rule, clause))) for rule in RULES)
    return tuple(
        finding(rule, hit, clause, law=law, library=library) for rule, hit in found if hit is not None
    )


def _gravest(hits: Iterable[Hit]) -> Hit | None:
    """A blocking hit before a warning, then the one with a reckoning, then the first."""
    return min(hits, key=lambda h: (h.severity is not Severity.BLOCK, not h.note, h.start), default=None)


def finding(rule: Rule, hit: Hit, clause: Clause, *, law: LawBook, library: ClauseLibrary) -> Finding:
    """The hit with its law, its rewrite, and its place in the text as it was given."""
    start, end = clause.normalised.span(hit.start, hit.end)
    basis = law.basis(rule.id)
    return Finding(
        rule=rule.id,
        severity=hit.severity,
        title=rule.title,
        article=basis.article,
        quote=basis.quote,
        span_text=clause.normalised.source[start:end],
        span_start=start,
        span_end=end,
        rewrite=library.rewrite(rule.id),
        note=hit.note,
    )
