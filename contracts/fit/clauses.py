"""The reader of clauses: which rows it is fitted on, how its linear half is, and how well it reads an author it has not seen."""

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from contracts.clause import Clause, read_clause
from contracts.clause_reader import RECKONED, UNLAWFUL, ClauseReader, reading_text, whole_text
from contracts.encoder.text_encoder import TextEncoder
from contracts.facts import Facts, parse_facts
from contracts.findings import Severity
from contracts.fit.linear import Document, FitPlan, Task, fitted
from contracts.judgement import judged
from contracts.library import parse_library
from contracts.ngrams import parse_ngrams
from contracts.rulebook import RULES, gravest_hits
from contracts.rules.formalities import FULL_CONTRACT
from contracts.warnings import parse_warnings

PLAN = FitPlan(sizes=(1, 4), c=3.0, prune=0.1, rarest=2)
EPOCHS = 4  # of the network
# Authors who had not seen the rules count twice: what they write is nearer to what comes.
FRESH, FRESH_WEIGHT = "author_", 2.0
# What this linter offers itself is lawful.
LIBRARY, LIBRARY_FILES = "library", ("rewrites.toml", "standard.toml", "warnings.toml")
READ_RULES = tuple(rule.id for rule in RULES if rule.severity is Severity.BLOCK and rule.id not in RECKONED)


@dataclass(frozen=True, slots=True)
class Example:
    """broken: the rules of severity E it breaks. warned: it only deserves a warning. arguable: rules that may be named here and need not."""

    clause: Clause
    broken: frozenset[str]
    warned: bool
    arguable: frozenset[str]

    @property
    def unlawful(self) -> bool | None:
        """None where only a reckoning tells, and of a whole contract."""
        if (self.broken and self.broken <= RECKONED) or self.is_contract:
            return None
        return bool(self.broken)

    @property
    def is_contract(self) -> bool:
        """A whole contract is not read as one clause."""
        return self.clause.facts.document_scope == FULL_CONTRACT


Authors = Mapping[str, Sequence[Example]]


def read_examples(law: Path) -> Authors:
    """The rows by author (one file each), and our own library as one more."""
    rows = {
        file.stem: [_example(line) for line in file.read_text("utf-8").splitlines()]
        for file in sorted((law / "examples" / "clauses").glob("*.jsonl"))
    }
    return rows | {LIBRARY: [_lawful(text) for text in _library_texts(law.parent / "clauses")]}


def held_out_figures(authors: Authors) -> Iterator[str]:
    """One line an author who had not seen the rules: how a linear half that was fitted on the others reads it by itself."""
    for name, rows in authors.items():
        if name.startswith(FRESH):
            others = {other: found for other, found in authors.items() if other != name}
            words = fitted(words_task(others), plan=PLAN)
            asked = [row for row in rows if row.unlawful is not None]
            said = [words.read(reading_text(row.clause))[UNLAWFUL] >= 0.5 for row in asked]
            caught = sum(yes and bool(row.unlawful) for yes, row in zip(said, asked, strict=True))
            unlawful = sum(bool(row.unlawful) for row in asked)
            yield (
                f"{name:10} caught {caught}/{unlawful}  lawful taken for unlawful "
                f"{sum(said) - caught}/{len(asked) - unlawful}"
            )


def figures(rows: Sequence[Example], words: Document, whole: Document) -> str:
    """How the rules do on the rows, alone and with a reader made of the two."""
    reader = ClauseReader(parse_ngrams(words), TextEncoder(whole))
    alone, together = [], []
    for row in rows:
        hits = gravest_hits(row.clause)
        alone.append({rule for rule, hit in hits.items() if hit.severity is Severity.BLOCK})
        found = judged(hits, row.clause, reader)
        together.append({rule for rule, hit in found.items() if hit.severity is Severity.BLOCK})
    return f"rules alone: {_counted(rows, alone)}  together: {_counted(rows, together)}"


def _counted(rows: Sequence[Example], found: Sequence[set[str]]) -> str:
    pairs = list(zip(rows, found, strict=True))
    unlawful = [(row, rules) for row, rules in pairs if row.broken]
    lawful = [rules for row, rules in pairs if not row.broken and not row.warned]
    named = sum(len(row.broken & rules) for row, rules in unlawful)
    stopped = sum(bool(rules) for _, rules in unlawful)
    return (
        f"E rules {named}/{sum(len(row.broken) for row, _ in unlawful)} stopped {stopped}/{len(unlawful)} "
        f"lawful flagged {sum(map(bool, lawful))}/{len(lawful)}"
    )


def words_task(authors: Authors) -> Task:
    """For the linear half."""
    return _task(authors, reading_text)


def whole_task(authors: Authors) -> Task:
    """For the network."""
    return _task(authors, whole_text)


def _task(authors: Authors, text: Callable[[Clause], str]) -> Task:
    rows = [row for found in authors.values() for row in found]
    weights = [
        FRESH_WEIGHT if name.startswith(FRESH) else 1.0 for name, found in authors.items() for _ in found
    ]
    targets: dict[str, list[bool | None]] = {UNLAWFUL: [row.unlawful for row in rows]}
    for rule in READ_RULES:
        targets[rule] = [_breaks(row, rule) for row in rows]
    return Task([text(row.clause) for row in rows], targets, counts=weights)


def _breaks(row: Example, rule: str) -> bool | None:
    if row.is_contract or (rule in row.arguable and rule not in row.broken):
        return None
    return rule in row.broken


def _library_texts(folder: Path) -> list[str]:
    """Reviewed clauses, rewrites and risk notes' measures."""
    clauses, rewrites, notes = (tomllib.loads((folder / name).read_text("utf-8")) for name in LIBRARY_FILES)
    measures = [measure for note in parse_warnings(notes) for measure in note.measures]
    return [c.filled({}) for c in parse_library([clauses, rewrites]).clauses.values()] + measures


def _lawful(text: str) -> Example:
    return Example(read_clause(text, Facts()), frozenset(), False, frozenset())


def _example(line: str) -> Example:
    row = json.loads(line)
    found = {e["rule"]: Severity(e["severity"]) for e in row["expected"]}
    broken = frozenset(rule for rule, severity in found.items() if severity is Severity.BLOCK)
    clause = read_clause(row["text"], parse_facts(row["context"]))
    arguable = (found.keys() - broken).union(row.get("also_ok", ()))
    return Example(clause, broken, bool(found) and not broken, frozenset(arguable))
