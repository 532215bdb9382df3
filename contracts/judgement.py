"""Rules and reader weighed against each other: which hits of a rule stand, and what the reader finds beyond them."""

from collections.abc import Mapping
from dataclasses import replace

from contracts.clause import Clause
from contracts.clause_reader import RECKONED, ClauseReader, Reading
from contracts.findings import Hit, Severity
from contracts.ruled_out import is_ruled_out
from contracts.rules.formalities import FULL_CONTRACT

# Probabilities, chosen on authors whom neither rules nor reader had seen (docs/contracts.md, "How well it does").
FOUND = 0.7  # from here on the reader's word is a finding of its own
SUSPECTED = 0.5  # from here on a warning, where nothing else was found
DOUBTED = 0.3  # below, a hit that rests on wording becomes a warning
NAMED = 0.4  # so likely a rule is named beside the likeliest, or beside those that stop the clause for its wording

COMPARED = "比对已审核的示例得出，请人工复核"
LIKE_LAWFUL = "措辞与已审核的合法示例相近，请人工判断"
# A document is not read as one clause.
MAX_READ_CHARS = 1_000


def judged(hits: Mapping[str, Hit], clause: Clause, reader: ClauseReader) -> dict[str, Hit]:
    """hits: each rule's gravest. What is found in the end, by rule."""
    if clause.facts.document_scope == FULL_CONTRACT or len(clause.text) > MAX_READ_CHARS:
        return dict(hits)
    reading = reader.read(clause)
    settled = {rule: _settled(rule, hit, reading) for rule, hit in hits.items()}
    return _compared(clause, reading, reader, settled) | settled  # a rule that only warns knows why


def _compared(
    clause: Clause, reading: Reading, reader: ClauseReader, settled: Mapping[str, Hit]
) -> dict[str, Hit]:
    """What the reader finds of its own accord: whether to stop a clause that no rule stops, and what else is wrong with one whose wording is stopped."""
    blocking = {rule: hit for rule, hit in settled.items() if hit.severity is Severity.BLOCK}
    if any(_is_reckoned(rule, hit) for rule, hit in blocking.items()):
        return {}
    if reading.unlawful >= FOUND:
        rules, severity = reading.likely(NAMED) | (set() if blocking else {reading.likeliest}), Severity.BLOCK
    elif reading.unlawful >= SUSPECTED and not settled:
        rules, severity = {reading.likeliest}, Severity.WARN
    else:
        return {}
    return {
        rule: Hit(*reader.span(clause, rule), severity, COMPARED)
        for rule in rules
        if not is_ruled_out(rule, clause)
    }


def _settled(rule: str, hit: Hit, reading: Reading) -> Hit:
    """A hit that rests on a reckoning stands; one that rests on wording needs the reader not to be sure of the contrary."""
    if _is_reckoned(rule, hit) or hit.severity is not Severity.BLOCK or reading.unlawful >= DOUBTED:
        return hit
    return replace(hit, severity=Severity.WARN, note=LIKE_LAWFUL)


def _is_reckoned(rule: str, hit: Hit) -> bool:
    return bool(hit.note) or rule in RECKONED
