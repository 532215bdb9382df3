"""Reads the reviewed law and clause data beside the code. The entry points call this once; contracts only parses."""

import tomllib
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from contracts.clause_reader import ClauseReader
from contracts.encoder.text_encoder import TextEncoder
from contracts.ngrams import parse_ngrams
from contracts.questions import QuestionLaw, QuestionReader, parse_question_law

LAW_FILES = ("articles.toml", "rules.toml")
CLAUSE_FILES = ("rewrites.toml", "standard.toml")


def law_documents() -> list[dict[str, object]]:
    """The parsed law tables, for contracts.law.parse_law."""
    return [tomllib.loads(files("config.law").joinpath(name).read_text("utf-8")) for name in LAW_FILES]


@cache
def clause_reader() -> ClauseReader:
    """What reviewed examples say of a clause. Raises ContractsError(CT201) when a fitted file is broken."""
    return ClauseReader(parse_ngrams(_arrays("clauses.npz")), TextEncoder(_arrays("clauses_whole.npz")))


def minimum_wages() -> dict[str, object]:
    """The parsed minimum wage table."""
    return tomllib.loads(files("config.law").joinpath("minimum_wage.toml").read_text("utf-8"))


def clause_documents() -> list[dict[str, object]]:
    """The parsed clause library, for contracts.library.parse_library."""
    return [tomllib.loads(files("config.clauses").joinpath(name).read_text("utf-8")) for name in CLAUSE_FILES]


@cache
def question_law() -> QuestionLaw:
    """The provisions against asking about each subject, and the reader. Raises ContractsError(CT201) when the data are broken."""
    return parse_question_law(question_document(), question_reader())


def question_document() -> dict[str, object]:
    """The parsed table of provisions and spellings."""
    return tomllib.loads(files("config.law").joinpath("questions.toml").read_text("utf-8"))


def question_reader() -> QuestionReader:
    """What reviewed examples say of a question. Raises ContractsError(CT201) when a fitted file is broken."""
    return QuestionReader(parse_ngrams(_arrays("questions.npz")), TextEncoder(_arrays("questions_whole.npz")))


def _arrays(name: str) -> dict[str, NDArray[np.generic]]:
    """A reader fitted by `python -m contracts.fit`."""
    return dict(np.load(BytesIO(files("config.law").joinpath(name).read_bytes())))
