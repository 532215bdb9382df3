"""`python -m contracts.fit questions|clauses`: fits a reader and writes it beside the law, with its held-out figures on stdout."""

import sys
from importlib.resources import as_file, files

import numpy as np

from contracts.fit import clauses, questions
from contracts.fit.linear import digest

LAW = files("config.law")
READERS = {"questions": questions, "clauses": clauses}


def main(name: str) -> None:
    """Fits one reader from config/law/examples/<name>/, prints leave-one-author-out figures, writes config/law/<name>.npz."""
    reader = READERS[name]
    with as_file(LAW) as folder:
        authors = reader.read_examples(folder)
        for line in reader.held_out_figures(authors):
            sys.stdout.write(line + "\n")
        fitted_on = np.array(digest(folder / "examples" / name))
        np.savez_compressed(folder / f"{name}.npz", fitted_on=fitted_on, **reader.fit_document(authors))


if __name__ == "__main__":
    main(*sys.argv[1:])
