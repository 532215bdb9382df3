"""`mingmian resume`: résumé files on the command line."""

import sys
from pathlib import Path

import click

from scoring.engines.documents.reader import DocumentReader, IsArchive
from scoring.engines.errors import EngineError
from scoring.resume.document import Document


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
