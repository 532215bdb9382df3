"""`mingmian contract lint` and `mingmian question lint`: rows in, one JSON line a row out, or Chinese text for a person."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import click

from config.law.files import clause_documents, clause_reader, law_documents, question_law
from contracts.clause import MAX_CLAUSE_CHARS
from contracts.facts import Facts, parse_facts
from contracts.findings import ContractsError, Finding, Severity
from contracts.law import LawBook, parse_law
from contracts.library import ClauseLibrary, parse_library
from contracts.lint import NOT_LEGAL_ADVICE, lint_clause
from contracts.questions import lint_question
from contracts.rules.formalities import FULL_CONTRACT
from contracts.whole import ContractReport, lint_contract
from workers.cli_drafting import draft_command
from workers.cli_signing import signed_command
from workers.outside_text import read_text

_MARK = {Severity.BLOCK: "阻断", Severity.WARN: "提醒"}
_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_JSONL = click.option("--jsonl", is_flag=True, help="One JSON object a line on standard output.")


@click.group("contract")
def contract() -> None:
    """合同条款检查。Checks contract clauses against Chinese labour law."""


contract.add_command(draft_command)
contract.add_command(signed_command)


@click.group("question")
def question() -> None:
    """面试提问检查。Checks interview questions for forbidden subjects."""


@contract.command("lint")
@_FILE
@_JSONL
def contract_lint(*, file: Path, jsonl: bool) -> None:
    """Checks FILE: .jsonl rows (id, text, context), or one whole contract as TXT, DOCX or PDF."""
    if file.suffix.lower() != ".jsonl" and not jsonl:
        _print_contract(file)
        return
    _each_row(file, _clause_answer, _print_clause, jsonl=jsonl)


@question.command("lint")
@_FILE
@_JSONL
def question_lint(*, file: Path, jsonl: bool) -> None:
    """Checks FILE: .jsonl rows (id, question)."""
    _each_row(file, _question_answer, _print_question, jsonl=jsonl)


def _each_row(
    file: Path,
    answer: Callable[[Mapping[str, object]], dict[str, object]],
    show: Callable[[Mapping[str, object], Mapping[str, object]], None],
    *,
    jsonl: bool,
) -> None:
    for number, line in enumerate(
        file.read_text(encoding="utf-8-sig", errors="replace").split("\n"), start=1
    ):
        if not line.strip():
            continue
        row, answered = _answered(line, number, answer)
        if jsonl:
            click.echo(json.dumps(answered, ensure_ascii=False))
        else:
            show(row, answered)
    if not jsonl:
        click.echo(NOT_LEGAL_ADVICE)


def _answered(
    line: str, number: int, answer: Callable[[Mapping[str, object]], dict[str, object]]
) -> tuple[Mapping[str, object], dict[str, object]]:
    row: Mapping[str, object] = {}
    try:
        row = _row(line, number)
        return row, {"id": row["id"], **answer(row)}
    except ContractsError as fault:
        return row, {"id": row.get("id"), "error": {"code": fault.code, "message": str(fault)}}


def _row(line: str, number: int) -> Mapping[str, object]:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as exc:
        raise ContractsError("CT104", f"第 {number} 行不是有效的 JSON，请检查引号和逗号。") from exc
    if not isinstance(row, dict):
        raise ContractsError("CT104", f"第 {number} 行应当是一个 JSON 对象。")
    if not isinstance(row.get("id"), str | int):
        raise ContractsError("CT104", f"第 {number} 行缺少 id。")
    return row


def _text(row: Mapping[str, object], *names: str) -> str:
    value = next((row[name] for name in names if name in row), None)
    if not isinstance(value, str):
        raise ContractsError("CT104", f"缺少文字字段 {names[0]}，请补上后重试。")
    return value


def _clause_answer(row: Mapping[str, object]) -> dict[str, object]:
    context = row.get("context") or {}
    if not isinstance(context, Mapping):
        raise ContractsError("CT102", "context 应当是一个 JSON 对象。")
    text, facts = _text(row, "text"), parse_facts(context)
    if len(text) > MAX_CLAUSE_CHARS and facts.document_scope == FULL_CONTRACT:
        return {"rules": [_as_json(f) for f in _of_a_long_contract(text, facts)]}
    return {"rules": [_as_json(f) for f in lint_clause(text, facts=facts, law=_law(), library=_library())]}


def _of_a_long_contract(text: str, facts: Facts) -> list[Finding]:
    """One finding a rule, spans counted from the beginning of the document."""
    report = lint_contract(text, facts=facts, law=_law(), library=_library())
    found = {f.rule: f for f in report.document}
    for part in report.clauses:
        for f in part.findings:
            found.setdefault(
                f.rule, replace(f, span_start=f.span_start + part.start, span_end=f.span_end + part.start)
            )
    return [found[rule] for rule in sorted(found)]


def _question_answer(row: Mapping[str, object]) -> dict[str, object]:
    found = lint_question(_text(row, "question", "text"), law=question_law())
    if found is None:
        return {"forbidden": False, "category": None, "law": None}
    return {"forbidden": True, "category": found.subject.value, "law": found.law, "span": found.span_text}


def _as_json(f: Finding) -> dict[str, object]:
    return {
        "rule": f.rule,
        "severity": f.severity.value,
        "title": f.title,
        "article": f.article,
        "quote": f.quote,
        "span": {"text": f.span_text, "start": f.span_start, "end": f.span_end},
        "note": f.note,
        "rewrite": f.rewrite,
    }


def _print_clause(row: Mapping[str, object], answered: Mapping[str, object]) -> None:
    click.echo(f"[{answered['id']}] {row.get('text', '')}")
    if "error" in answered:
        _print_error(answered)
        return
    found = answered["rules"]
    assert isinstance(found, list)
    for f in found:
        _print_finding(f)
    if not found:
        click.echo("  未发现问题。")
    click.echo()


def _print_finding(f: Mapping[str, object]) -> None:
    span = f["span"]
    assert isinstance(span, Mapping)
    note = f"（{f['note']}）" if f["note"] else ""
    click.echo(f"  {_MARK[Severity(str(f['severity']))]} {f['rule']} {f['title']}{note}")
    click.echo(f"    原文：{span['text']}")
    click.echo(f"    依据：{f['article']}。{f['quote']}")
    click.echo(f"    建议：{f['rewrite']}")


def _print_question(row: Mapping[str, object], answered: Mapping[str, object]) -> None:
    click.echo(f"[{answered['id']}] {row.get('question', row.get('text', ''))}")
    if "error" in answered:
        _print_error(answered)
    elif answered["forbidden"]:
        click.echo(f"  不得提问：{answered['category']}（“{answered['span']}”）。依据：{answered['law']}")
    else:
        click.echo("  可以提问。")


def _print_error(answered: Mapping[str, object]) -> None:
    error = answered["error"]
    assert isinstance(error, Mapping)
    click.echo(f"  无法检查：{error['message']}")


def _print_contract(file: Path) -> None:
    try:
        text, notes = read_text(file)
        report = lint_contract(text, facts=Facts(), law=_law(), library=_library())
    except ContractsError as fault:
        raise click.ClickException(str(fault)) from fault
    for note in notes:
        click.echo(f"注意：{note}")
    _print_report(report)


def _print_report(report: ContractReport) -> None:
    for part in report.clauses:
        if part.findings:
            click.echo(part.text.strip())
            for f in part.findings:
                _print_finding(_as_json(f))
            click.echo()
    for f in report.document:
        click.echo("整份合同：")
        _print_finding(_as_json(f))
    click.echo("存在须先处理的问题。" if report.blocks else "未发现须阻断的问题。")
    click.echo(NOT_LEGAL_ADVICE)


@cache
def _law() -> LawBook:
    return parse_law(law_documents(), clause_reader())


@cache
def _library() -> ClauseLibrary:
    return parse_library(clause_documents())
