"""How well and how fast the contract linter works: `python -m bench.contracts [ROWS.jsonl …]`.

Rows as in config/law/examples (id, text, context, expected; or id, question, forbidden). Prints recall on E rules, precision on lawful
rows and milliseconds a row. The golden sets were tuned to; the unseen ones say how the linter does on text nobody has tuned to.
"""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from config.law.files import clause_documents, clause_reader, law_documents, question_law
from contracts.facts import parse_facts
from contracts.findings import Severity
from contracts.law import parse_law
from contracts.library import parse_library
from contracts.lint import lint_clause
from contracts.questions import lint_question

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "config" / "law" / "examples"
SETS = (
    EXAMPLES / "clauses" / "golden.jsonl",
    EXAMPLES / "questions" / "golden.jsonl",
    EXAMPLES / "unseen" / "clauses.jsonl",
    EXAMPLES / "unseen" / "questions.jsonl",
)


def main(files: Sequence[Path]) -> None:
    """Measures each file; the golden and the unseen sets when none is named."""
    for file in files or SETS:
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
        print(
            f"{file.parent.name}/{file.name}",
            measure_questions(rows) if "question" in rows[0] else measure_clauses(rows),
        )


def measure_clauses(rows: list[dict[str, Any]]) -> str:
    law, library = parse_law(law_documents(), clause_reader()), parse_library(clause_documents())
    expected = found = blocked = lawful_blocked = 0
    started = time.perf_counter()
    for row in rows:
        got = {
            f.rule: f.severity
            for f in lint_clause(row["text"], facts=parse_facts(row["context"]), law=law, library=library)
        }
        must = [e["rule"] for e in row["expected"] if e["severity"] == "E"]
        blocks = Severity.BLOCK in got.values()
        expected, found = expected + len(must), found + sum(rule in got for rule in must)
        blocked += bool(must) and blocks
        lawful_blocked += not row["expected"] and blocks
    ms = 1000 * (time.perf_counter() - started) / len(rows)
    return f"rows {len(rows)}  E recall {found}/{expected}  precision {blocked}/{blocked + lawful_blocked}  {ms:.1f} ms a clause"


def measure_questions(rows: list[dict[str, Any]]) -> str:
    law = question_law()
    started = time.perf_counter()
    raised = [(row["forbidden"], lint_question(row["question"], law=law) is not None) for row in rows]
    ms = 1000 * (time.perf_counter() - started) / len(rows)
    hits = sum(a and b for a, b in raised)
    return f"rows {len(rows)}  recall {hits}/{sum(a for a, _ in raised)}  precision {hits}/{sum(b for _, b in raised)}  {ms:.1f} ms a question"


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
