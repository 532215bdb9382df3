"""Fits the readers of clauses and of questions, and writes them beside the law.

python -m contracts.fit NAME                  the linear half; a minute
python -m contracts.fit NAME each             prints how the linear half reads each author when fitted on the others; many minutes; writes nothing
python -m contracts.fit NAME whole            the network's half; needs PyTorch, which is not among the project's packages
python -m contracts.fit NAME without A,B      fits both halves without these authors and prints how the two together read them; writes nothing
"""

import sys
from importlib import import_module
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np

from contracts.fit import clauses, questions
from contracts.fit.linear import Document, digest, file_digests, fit_ngrams

READERS: dict[str, Any] = {"questions": questions, "clauses": clauses}


def main(name: str, half: str = "words", without: str = "") -> None:
    """name: clauses or questions. without: authors, parted by commas."""
    reader = READERS[name]
    with as_file(files("config.law")) as law:
        authors, rows = reader.read_examples(law), law / "examples" / name
        if half == "without":
            _measure(reader, authors, without.split(","))
        elif half == "whole":
            _write(law / f"{name}_whole.npz", sorted(file_digests(rows)), _whole(reader, authors))
        elif half == "each":
            for line in reader.held_out_figures(authors):
                sys.stdout.write(line + "\n")
        else:
            _write(law / f"{name}.npz", digest(rows), _words(reader, authors))


def _measure(reader: Any, authors: Any, without: list[str]) -> None:
    others = {name: rows for name, rows in authors.items() if name not in without}
    words, whole = _words(reader, others), _whole(reader, others)
    for name in without:
        sys.stdout.write(f"{name}  {reader.figures(authors[name], words, whole)}\n")


def _words(reader: Any, authors: Any) -> Document:
    return fit_ngrams(reader.words_task(authors), plan=reader.PLAN)


def _whole(reader: Any, authors: Any) -> Document:
    fit = import_module("contracts.fit.encoder")  # PyTorch: only who fits has it
    document: Document = fit.fit_adapters(
        reader.whole_task(authors), plan=fit.Plan(reader.EPOCHS, one_of=reader.PLAN.one_of)
    )
    return document


def _write(file: Path, fitted_on: str | list[str], document: Document) -> None:
    arrays: dict[str, Any] = {"fitted_on": np.array(fitted_on), **document}
    np.savez_compressed(file, **arrays)


if __name__ == "__main__":
    main(*sys.argv[1:])
