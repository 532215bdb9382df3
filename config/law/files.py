"""Reads the reviewed law and clause data beside the code. The entry points call this once; contracts only parses."""

import tomllib
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from contracts.questions import QuestionLaw, parse_question_law

LAW_FILES = ("articles.toml", "rules.toml")
CLAUSE_FILES = ("rewrites.toml", "standard.toml")


def law_documents() -> list[dict[str, object]]:
    """The parsed law tables, for contracts.law.parse_law."""
    return [tomllib.loads(files("config.law").joinpath(name).read_text("utf-8")) for name in LAW_FILES]


def clause_reader_document() -> dict[str, NDArray[np.generic]]:
    """The arrays of the reader of clauses, for contracts.law.parse_law."""
    return _arrays("clauses.npz")


def minimum_wages() -> dict[str, object]:
    """The parsed minimum wage table."""
    return tomllib.loads(files("config.law").joinpath("minimum_wage.toml").read_text("utf-8"))


def clause_documents() -> list[dict[str, object]]:
    """The parsed clause library, for contracts.library.parse_library."""
    return [tomllib.loads(files("config.clauses").joinpath(name).read_text("utf-8")) for name in CLAUSE_FILES]


@cache
def question_law() -> QuestionLaw:
    """The provisions against asking about each subject, and the reader. Raises ContractsError(CT201) when the data are broken."""
    return parse_question_law(*question_law_documents())


def question_law_documents() -> tuple[dict[str, object], dict[str, NDArray[np.generic]]]:
    """The parsed table of provisions and spellings, and the reader's arrays."""
    return tomllib.loads(files("config.law").joinpath("questions.toml").read_text("utf-8")), _arrays(
        "questions.npz"
    )


def _arrays(name: str) -> dict[str, NDArray[np.generic]]:
    """A reader fitted by `python -m contracts.fit`."""
    return dict(np.load(BytesIO(files("config.law").joinpath(name).read_bytes())))
