"""`mingmian outcomes`: bring in what became of people, see what the scores predicted, get a suggestion for weights."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hiring.error_texts import text_of
from hiring.errors import BoundaryError, HiringError
from workers.backing import borrowed_backing
from workers.cli_settings import settings_or_exit

if TYPE_CHECKING:
    from hiring.usecases.recording import Recorded
    from storage.reads.outcomes import Material
    from workers.wiring import Runtime

_JOB = click.argument("job_id")


@click.group()
def outcomes() -> None:
    """结果回流。What became of people, and what the scores had said about it."""


@outcomes.command("template")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def write_template(*, file: Path) -> None:
    """Write the Excel template with one example of each kind to FILE."""
    from hiring.outcome_rows import COLUMNS, EXAMPLES
    from storage.spreadsheets import template

    file.write_bytes(template(COLUMNS, EXAMPLES, sheet="结果回流"))
    click.echo(f"模板已写入 {file}。")


@outcomes.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_file(*, file: Path) -> None:
    """Bring in FILE (.xlsx or .csv); the same file again changes nothing. Status 1 when a row was refused."""
    from hiring.model.outcome import OutcomeSource
    from hiring.outcome_rows import MAX_ROWS, check_columns, parse_rows
    from hiring.usecases.recording import record_outcomes_on_console
    from storage.spreadsheets import read_table

    with _refusals(), _runtime() as runtime:
        columns, rows = read_table(file.read_bytes(), rows_max=MAX_ROWS)
        check_columns(columns)
        good, faults = parse_rows(rows)
        recorded = record_outcomes_on_console(
            good,
            faults,
            OutcomeSource.SHEET,
            uow=runtime.storage.new_uow(),
            clock=runtime.clock,
            ids=runtime.ids,
        )
    _tell(recorded)


@outcomes.command("sync")
def sync() -> None:
    """Bring in dates of entry and exit from DingTalk 智能人事. Status 1 when somebody could not be placed."""
    from hiring.model.outcome import OutcomeSource
    from hiring.outcome_rows import rows_of_employments
    from hiring.usecases.recording import record_outcomes_on_console
    from workers.wiring import open_dingtalk

    with _refusals(), _runtime() as runtime:
        dingtalk = open_dingtalk(runtime.settings, runtime.clock)
        rows = rows_of_employments(dingtalk.employments())
        dingtalk.close()
        recorded = record_outcomes_on_console(
            rows,
            (),
            OutcomeSource.HRM,
            uow=runtime.storage.new_uow(),
            clock=runtime.clock,
            ids=runtime.ids,
        )
    _tell(recorded)


@outcomes.command("analyse")
@_JOB
@click.option("--json", "as_json", is_flag=True, help="The figures as one JSON object.")
def analyse_job(*, job_id: str, as_json: bool) -> None:
    """What the scores of JOB_ID predicted, with n, 95 % intervals and controlled p-values."""
    from scoring.validity.analysis import analyse
    from scoring.validity.clauses import compare_clauses
    from workers.outcome_texts import analysis_json, analysis_lines, clause_lines

    material = _material(job_id)
    cases, applicants = material.version(0)
    analysis = analyse(cases, applicants, list(material.weights))
    if as_json:
        click.echo(analysis_json(analysis))
        return
    click.echo(f"{material.job_title}：评分版本 {len(material.versions)} 个，分析结果最多的一个")
    for line in analysis_lines(analysis):
        click.echo(line)
    for line in clause_lines(compare_clauses(cases, material.use.clauses), material.use.titles):
        click.echo(line)


@outcomes.command("suggest")
@_JOB
def suggest_for_job(*, job_id: str) -> None:
    """Weights for JOB_ID that its outcomes suggest, tried on later people. Nothing is changed: a person activates."""
    from scoring.validity.weights import suggest_weights
    from workers.outcome_texts import suggestion_lines

    material = _material(job_id)
    cases, _ = material.version(0)
    for line in suggestion_lines(suggest_weights(cases, material.weights), material.weights):
        click.echo(line)


def _material(job_id: str) -> "Material":
    from hiring.model.ids import JobId
    from storage.reads.outcomes import SHANGHAI, validity_material

    with _refusals(), _runtime() as runtime, runtime.storage.new_uow() as uow:
        today = datetime.now(SHANGHAI).date()
        return validity_material(uow.session, JobId(job_id), today=today)


@contextmanager
def _runtime() -> Iterator["Runtime"]:
    from workers.wiring import open_runtime

    with borrowed_backing(settings_or_exit()) as settings:
        runtime = open_runtime(settings)
        try:
            yield runtime
        finally:
            runtime.storage.engine.dispose()


@contextmanager
def _refusals() -> Iterator[None]:
    """A refusal ends the command with its Chinese text and status 1."""
    try:
        yield
    except HiringError as refused:
        click.echo(text_of(refused), err=True)
        sys.exit(1)
    except BoundaryError as failed:
        click.echo(f"钉钉暂时不可用（{failed.reason}），没有导入任何数据，请稍后再试。", err=True)
        sys.exit(1)


def _tell(recorded: "Recorded") -> None:
    click.echo(
        f"新增 {recorded.added} 条，更正 {recorded.corrected} 条，无变化 {recorded.unchanged} 条，"
        f"未导入 {len(recorded.faults)} 条；其中尚未关联面试 {recorded.unlinked} 条。"
    )
    if recorded.strangers:
        click.echo(f"名册中另有 {recorded.strangers} 条属于未在本系统应聘过的人，没有保存。")
    for fault in recorded.faults:
        click.echo(f"第 {fault.line} 行：{fault.message}", err=True)
    sys.exit(1 if recorded.faults else 0)
