"""Rules and reader weighed against each other: which hits of a rule stand, and what the reader finds beyond them."""

from collections.abc import Mapping
from dataclasses import replace

from contracts.clause import Clause
from contracts.clause_reader import RECKONED, ClauseReader, Reading
from contracts.findings import Hit, Severity
from contracts.ruled_out import is_ruled_out
from contracts.rules.formalities import FULL_CONTRACT

# Probabilities, chosen on authors whom neither rules nor reader had seen (docs/contracts.md, "How well it does").
FOUND = 0.4  # from here on the reader's word is a finding of its own
SUSPECTED = 0.2  # from here on a warning; below, a hit that rests on wording becomes one
NAMED = 0.2  # so likely a rule is named beside the likeliest, or beside those that stop the clause for its wording
MENTIONED = 0.05  # so likely it is a warning beside whatever stops the clause

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
    """What the reader finds of its own accord."""
    return {
        rule: Hit(*reader.span(clause, rule), severity, COMPARED)
        for rule, severity in _read(reading, settled).items()
        if not is_ruled_out(rule, clause)
    }


def _read(reading: Reading, settled: Mapping[str, Hit]) -> dict[str, Severity]:
    """Whether to stop or to warn of a clause that no rule stops, and what else may be wrong with one that is stopped.

    Beside a reckoning it only warns: what else the clause resembles, it resembles for the same words.
    """
    blocking = {rule: hit for rule, hit in settled.items() if hit.severity is Severity.BLOCK}
    if not blocking and reading.unlawful < FOUND:
        return {reading.likeliest: Severity.WARN} if reading.unlawful >= SUSPECTED else {}
    found = dict.fromkeys(reading.likely(MENTIONED), Severity.WARN)
    if reading.unlawful >= FOUND and not any(_is_reckoned(rule, hit) for rule, hit in blocking.items()):
        named = reading.likely(NAMED) | (set() if blocking else {reading.likeliest})
        found |= dict.fromkeys(named, Severity.BLOCK)
    return found


def _settled(rule: str, hit: Hit, reading: Reading) -> Hit:
    """A hit that rests on a reckoning stands; one that rests on wording needs the reader not to be sure of the contrary."""
    if _is_reckoned(rule, hit) or hit.severity is not Severity.BLOCK or reading.unlawful >= SUSPECTED:
        return hit
    return replace(hit, severity=Severity.WARN, note=LIKE_LAWFUL)


def _is_reckoned(rule: str, hit: Hit) -> bool:
    return bool(hit.note) or rule in RECKONED
