"""From facts to a contract's text: clauses in print order, numbered, with a person's own wording where they changed it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from contracts.book import ContractBook
from contracts.findings import Finding, Severity
from contracts.lint import NOT_LEGAL_ADVICE, lint_clause
from contracts.numerals_zh import chinese
from contracts.offer import Offer
from contracts.score_gate import score_faults
from contracts.templates import Template
from contracts.variables import Fault
from contracts.whole import lint_contract

PARTIES = ("parties_employer", "parties_worker")  # they head the contract and carry no number
TITLE = "劳动合同书"
DRAFT_NOTICE = f"本文本由条款库生成，{NOT_LEGAL_ADVICE}"


@dataclass(frozen=True)
class DraftClause:
    """heading: "第一条 合同期限", or "" for the parties. edited: a person's wording in place of the library's."""

    key: str
    heading: str
    title: str
    text: str
    law: str
    edited: bool


@dataclass(frozen=True)
class Draft:
    """clauses in print order."""

    clauses: tuple[DraftClause, ...]

    @property
    def text(self) -> str:
        """The whole contract as plain text, as it is linted."""
        lines = [TITLE, *(f"{c.heading}\n{c.text}" if c.heading else c.text for c in self.clauses)]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Review:
    """What stands in the way (faults, E findings) and what to look at (W). clauses: findings by clause key."""

    faults: tuple[Fault, ...]
    clauses: Mapping[str, tuple[Finding, ...]]
    document: tuple[Finding, ...]

    @property
    def blocks(self) -> bool:
        every = [*self.document, *(f for found in self.clauses.values() for f in found)]
        return bool(self.faults) or any(f.severity is Severity.BLOCK for f in every)


def draft(offer: Offer, edits: Mapping[str, str], book: ContractBook) -> Draft:
    """edits: a person's own wording, by clause key; what is unknown stays ____."""
    chosen = [t for t in book.templates.values() if _printed(t, offer)]
    values = offer.shown()
    number = 0
    clauses = []
    for template in chosen:
        heading = ""
        if template.key not in PARTIES:
            number += 1
            heading = f"第{chinese(number)}条 {template.clause.title}"
        text = template.clause.filled(values)
        own = edits.get(template.key, "").strip()
        clauses.append(
            DraftClause(
                template.key,
                heading,
                template.clause.title,
                own or text,
                template.law,
                bool(own) and own != text,
            )
        )
    return Draft(tuple(clauses))


def _printed(template: Template, offer: Offer) -> bool:
    return template.fits(offer.facts) and (not template.optional or template.key in offer.options)


def review(drafted: Draft, offer: Offer, book: ContractBook, *, dimensions: Sequence[str] = ()) -> Review:
    """Every clause by itself with the offer's facts, then the whole, then the gate that keeps scores out."""
    facts = offer.lint_facts(city_min_wage=book.minimum_wage(offer))
    by_clause = {
        c.key: lint_clause(c.text, facts=facts, law=book.law, library=book.library) for c in drafted.clauses
    }
    whole = lint_contract(drafted.text, facts=facts, law=book.law, library=book.library)
    seen = {f.rule for found in by_clause.values() for f in found}
    across = [*whole.document, *(f for c in whole.clauses for f in c.findings)]
    document = {f.rule: f for f in across if f.rule not in seen}
    scores = (f for c in drafted.clauses for f in score_faults(c.text, field=c.key, dimensions=dimensions))
    blanks = _left_open(drafted)
    return Review(
        (*offer.faults, *scores, *blanks),
        {k: v for k, v in by_clause.items() if v},
        tuple(document[r] for r in sorted(document)),
    )


def _left_open(drafted: Draft) -> Iterator[Fault]:
    for clause in drafted.clauses:
        if "____" in clause.text:
            yield Fault(clause.key, f"“{clause.title}”还有空白未填。")
