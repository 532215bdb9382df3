"""Reads the reviewed clause data beside the law. The entry points call this once; contracts only parses."""

import tomllib
from functools import cache
from importlib.resources import files

from config.law.files import clause_documents, clause_reader, law_documents, minimum_wages
from contracts.book import ContractBook, parse_book


@cache
def contract_book() -> ContractBook:
    """Raises ContractsError(CT201, CT202) when the data are broken."""
    return parse_book(
        law=law_documents(),
        reader=clause_reader(),
        clauses=clause_documents(),
        variables=_document("variables.toml"),
        proposals=_document("proposals.toml"),
        warnings=_document("warnings.toml"),
        wages=minimum_wages(),
    )


def _document(name: str) -> dict[str, object]:
    return tomllib.loads(files("config.clauses").joinpath(name).read_text("utf-8"))
