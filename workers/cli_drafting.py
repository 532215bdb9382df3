"""`mingmian contract draft FACTS.json`: a whole contract from facts, as DOCX and PDF, with what stands in its way."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from config.clauses.files import contract_book
from config.contract.files import docx_template
from config.settings import load_settings
from contracts.drafting import DRAFT_NOTICE, Draft, Review, draft, review
from contracts.findings import Finding, Severity
from documents.contract_papers import ContractPapers
from hiring.errors import Permanent
from workers.typesetting import open_typesetter

HEADER = "草稿 · 未经审批，不得签署"


@click.command("draft")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--docx", type=click.Path(dir_okay=False, path_type=Path), help="Write the contract as DOCX.")
@click.option("--pdf", type=click.Path(dir_okay=False, path_type=Path), help="Write the contract as PDF.")
@click.option("--fields", is_flag=True, help="Only list the fields that FILE may hold.")
def draft_command(*, file: Path, docx: Path | None, pdf: Path | None, fields: bool) -> None:
    """由 FACTS.json 生成合同。FILE: {"facts": {field: text}, "options": [clause], "edits": {clause: text}}.

    Prints the text when neither --docx nor --pdf is given. Leaves with 1 when something must be put right first.
    """
    book = contract_book()
    if fields:
        for v in book.variables.values():
            click.echo(f"{v.name}\t{v.label}")
        return
    given = _read(file)
    offer = book.read_offer(_texts(given, "facts"), _options(given))
    drafted = draft(offer, _texts(given, "edits"), book)
    checked = review(drafted, offer, book)
    papers = ContractPapers(docx_template(), open_typesetter(load_settings().home))
    try:
        _write(drafted, papers, docx=docx, pdf=pdf)
    except Permanent as fault:
        raise click.ClickException("缺少 PDF 字体，请先运行 mingmian models pull。") from fault
    _tell(checked)
    raise SystemExit(1 if checked.blocks else 0)


def _write(drafted: Draft, papers: ContractPapers, *, docx: Path | None, pdf: Path | None) -> None:
    if docx is not None:
        docx.write_bytes(papers.docx(drafted, header=HEADER))
    if pdf is not None:
        pdf.write_bytes(papers.pdf(drafted, header=HEADER, dated=datetime.now(UTC)))
    if docx is None and pdf is None:
        click.echo(drafted.text)


def _tell(checked: Review) -> None:
    for fault in checked.faults:
        click.echo(f"需处理 {fault.field}：{fault.message}", err=True)
    for key, found in checked.clauses.items():
        for f in found:
            _tell_finding(key, f)
    for f in checked.document:
        _tell_finding("整份合同", f)
    click.echo("存在须先处理的问题。" if checked.blocks else "未发现须阻断的问题。", err=True)
    click.echo(DRAFT_NOTICE, err=True)


def _tell_finding(where: str, f: Finding) -> None:
    mark = "阻断" if f.severity is Severity.BLOCK else "提醒"
    click.echo(
        f"{mark} {where} {f.rule} {f.title}：“{f.span_text}”。依据：{f.article}。建议：{f.rewrite}", err=True
    )


def _read(file: Path) -> Mapping[str, object]:
    try:
        given = json.loads(file.read_text(encoding="utf-8-sig"))
    except (json.JSONDecodeError, UnicodeDecodeError) as fault:
        raise click.ClickException(f"不是有效的 JSON 文件：{fault}") from fault
    if not isinstance(given, dict):
        raise click.ClickException("文件应当是一个 JSON 对象，包含 facts。")
    return given


def _texts(given: Mapping[str, object], name: str) -> dict[str, str]:
    table = given.get(name, {})
    if not isinstance(table, dict) or not all(isinstance(v, str | int | float) for v in table.values()):
        raise click.ClickException(f"{name} 应当是一个由字段到文字的对象。")
    return {str(k): str(v) for k, v in table.items()}


def _options(given: Mapping[str, object]) -> list[str]:
    options = given.get("options", [])
    if not isinstance(options, list):
        raise click.ClickException("options 应当是可选条款编号的列表。")
    return [str(o) for o in options]
