"""Reads the reviewed law and clause data beside the code. The entry points call this; contracts only parses."""

import tomllib
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

LAW_FILES = ("articles.toml", "rules.toml")
CLAUSE_FILES = ("rewrites.toml", "standard.toml")


def law_documents() -> list[dict[str, object]]:
    """The parsed law tables, for contracts.law.parse_law."""
    return [tomllib.loads(files("config.law").joinpath(name).read_text("utf-8")) for name in LAW_FILES]


def minimum_wages() -> dict[str, object]:
    """The parsed minimum wage table."""
    return tomllib.loads(files("config.law").joinpath("minimum_wage.toml").read_text("utf-8"))


def clause_documents() -> list[dict[str, object]]:
    """The parsed clause library, for contracts.library.parse_library."""
    return [tomllib.loads(files("config.clauses").joinpath(name).read_text("utf-8")) for name in CLAUSE_FILES]


def question_law_document() -> dict[str, object]:
    """The parsed table from subject to provision, for contracts.questions.parse_question_law."""
    return tomllib.loads(files("config.law").joinpath("questions.toml").read_text("utf-8"))


def reader_document(name: str) -> dict[str, NDArray[np.generic]]:
    """The arrays of a fitted reader (`python -m contracts.fit <name>`), for contracts.ngrams.parse_ngrams."""
    return dict(np.load(BytesIO(files("config.law").joinpath(f"{name}.npz").read_bytes())))
