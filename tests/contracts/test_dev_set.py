"""The shared development sets, where they stand beside the project. They were read while the rules were written: not an unseen figure."""

import json
from pathlib import Path

import pytest

from contracts.questions import lint_question

SHARED = Path(__file__).parents[3] / "shared" / "data" / "contracts"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the shared contract sets are not beside the project"),
]


def _rows(name):
    return [json.loads(line) for line in (SHARED / name).read_text("utf-8").splitlines()]


def test_clauses(lint):
    expected = found = blocked = lawful_blocked = 0
    for row in _rows("clauses_dev.jsonl"):
        got = lint(row["text"], **row["context"])
        must = [e["rule"] for e in row["expected"] if e["severity"] == "E"]
        blocks = any(f.severity.value == "E" for f in got.values())
        expected += len(must)
        found += sum(rule in got for rule in must)
        blocked += bool(must) and blocks
        lawful_blocked += not row["expected"] and blocks
    assert found / expected >= 0.97
    assert blocked / (blocked + lawful_blocked) >= 0.97


def test_questions(question_law):
    rows = _rows("questions_dev.jsonl")
    raised = [
        (row["forbidden"], lint_question(row["question"], law=question_law) is not None) for row in rows
    ]
    hits = sum(a and b for a, b in raised)
    assert hits / sum(a for a, _ in raised) >= 0.98
    assert hits / sum(b for _, b in raised) >= 0.95
