"""One clause in, findings out."""

from contracts.clause import Clause, read_clause
from contracts.facts import Facts
from contracts.findings import Finding, Hit
from contracts.judgement import judged
from contracts.law import LawBook
from contracts.library import ClauseLibrary
from contracts.rulebook import RULES, Rule, gravest_hits

NOT_LEGAL_ADVICE = "检查结果由规则与示例比对得出，非法律意见；定稿请由执业律师复核。"


def lint_clause(text: str, *, facts: Facts, law: LawBook, library: ClauseLibrary) -> tuple[Finding, ...]:
    """At most one finding for each rule, in the order of the rules. Raises ContractsError (CT101) on text that is no clause."""
    clause = read_clause(text, facts)
    found = judged(gravest_hits(clause), clause, law.reader)
    return tuple(
        finding(rule, found[rule.id], clause, law=law, library=library) for rule in RULES if rule.id in found
    )


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
