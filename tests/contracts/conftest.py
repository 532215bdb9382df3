"""The reviewed law and clauses, parsed once, and the golden rows."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from config.law.files import clause_documents, clause_reader, law_documents
from config.law.files import question_law as shipped_question_law
from contracts.facts import Facts, parse_facts
from contracts.findings import Finding
from contracts.law import LawBook, parse_law
from contracts.library import ClauseLibrary, parse_library
from contracts.lint import lint_clause
from contracts.questions import QuestionLaw

EXAMPLES = Path(__file__).parents[2] / "config" / "law" / "examples"
Lint = Callable[..., dict[str, Finding]]


@pytest.fixture(scope="session")
def law() -> LawBook:
    return parse_law(law_documents(), clause_reader())


@pytest.fixture(scope="session")
def library() -> ClauseLibrary:
    return parse_library(clause_documents())


@pytest.fixture(scope="session")
def question_law() -> QuestionLaw:
    return shipped_question_law()


@pytest.fixture(scope="session")
def lint(law: LawBook, library: ClauseLibrary) -> Lint:
    """Text and context in, findings by rule out."""

    def run(text: str, **context: object) -> dict[str, Finding]:
        facts = parse_facts(context) if context else Facts()
        return {f.rule: f for f in lint_clause(text, facts=facts, law=law, library=library)}

    return run


@pytest.fixture(scope="session")
def golden_clauses() -> list[dict]:
    return [
        json.loads(line) for line in (EXAMPLES / "clauses" / "golden.jsonl").read_text("utf-8").splitlines()
    ]


@pytest.fixture(scope="session")
def question_examples() -> list[dict]:
    files = sorted((EXAMPLES / "questions").glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
