"""Reads and parses many résumé files at once, without a running system."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from config.law.files import question_law
from config.resume.files import vocabulary_documents
from contracts.questions import QuestionFinding, lint_question
from scoring.engines.documents.reader import DocumentReader, IsArchive
from scoring.engines.errors import EngineCode, EngineError, EnginePermanent
from scoring.matching.clauses import clauses
from scoring.resume.fields import Month, Resume
from scoring.resume.parse import parse_resume
from scoring.resume.vocabulary import Vocabulary, parse_vocabulary


@dataclass(frozen=True, slots=True)
class Screened:
    """A file's résumé, or why there is none."""

    file: str
    resume: Resume | None
    error: EngineError | None = None


def shipped_vocabulary() -> Vocabulary:
    return parse_vocabulary(vocabulary_documents())


def screened(files: Sequence[Path], *, today: Month, vocabulary: Vocabulary) -> Iterator[Screened]:
    """One answer a file, in the order given; an archive gives one a member. Uses every core."""
    cores = os.cpu_count() or 1
    with DocumentReader(children=cores) as reader, ThreadPoolExecutor(cores) as threads:
        for found in threads.map(lambda file: _screen_file(reader, file, today, vocabulary), files):
            yield from found


def _screen_file(reader: DocumentReader, file: Path, today: Month, vocabulary: Vocabulary) -> list[Screened]:
    try:
        return [_screen(reader, file.name, file, today, vocabulary)]
    except IsArchive:
        return _screen_archive(reader, file, today, vocabulary)


def _screen_archive(
    reader: DocumentReader, file: Path, today: Month, vocabulary: Vocabulary
) -> list[Screened]:
    found: list[Screened] = []
    try:
        members = list(reader.unpack(file))
    except EngineError as error:
        return [Screened(file.name, None, error)]
    for member in members:
        if member.content is None:
            found.append(Screened(member.shown_name, None, member.error))
            continue
        try:
            found.append(_screen(reader, member.shown_name, member.content, today, vocabulary))
        except IsArchive:
            found.append(Screened(member.shown_name, None, EnginePermanent(EngineCode.NESTED_ARCHIVE)))
    return found


def _screen(
    reader: DocumentReader, name: str, source: Path | bytes, today: Month, vocabulary: Vocabulary
) -> Screened:
    try:
        document = reader.read(source)
    except EngineError as error:
        return Screened(name, None, error)
    return Screened(name, parse_resume(document, today=today, vocabulary=vocabulary))


def restrictions(text: str) -> tuple[QuestionFinding, ...]:
    """Clauses of a job text that may not be asked for, with the provision: for HR, never for the score."""
    return tuple(
        found for clause in clauses(text) if (found := lint_question(clause.text, law=question_law()))
    )


def as_error(error: EngineError) -> dict[str, str]:
    return {"code": error.code.value, "message": error.message}
