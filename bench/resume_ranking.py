"""Our ranking beside BM25 and plain keyword counting: `python -m bench.resume_ranking GOLD [SCORES]`.

GOLD: a folder with files/, jobs.jsonl (job, title, jd) and relevance.jsonl (job, file, label 0-3). SCORES: the output of
`mingmian resume match --jsonl`; without it that command is run. All three see the same visible text of the same files; ties are broken
against the ranking, as the scorer of the shared sets does. BM25: jieba words of title and job text, k1 1.2, b 0.75, idf over GOLD's files.
"""

import json
import math
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

import jieba

from scoring.engines.documents.reader import DocumentReader
from scoring.engines.errors import EngineError

K1, B = 1.2, 0.75
DEPTH = 10
Scores = Mapping[tuple[str, str], float]


def main() -> None:
    gold = Path(sys.argv[1])
    jieba.setLogLevel(60)
    jobs = _rows((gold / "jobs.jsonl").read_text(encoding="utf-8"))
    labels: dict[str, dict[str, int]] = defaultdict(dict)
    for row in _rows((gold / "relevance.jsonl").read_text(encoding="utf-8")):
        labels[row["job"]][row["file"]] = row["label"]
    words = {name: Counter(_words(text)) for name, text in _texts(gold).items()}
    ours = Path(sys.argv[2]).read_text(encoding="utf-8") if len(sys.argv) > 2 else _matched(gold)
    rankings: dict[str, Scores] = {
        "mingmian": {(r["job"], r["file"]): r["score"] for r in _rows(ours) if "score" in r},
        "BM25": _bm25(jobs, words),
        "keyword counting": {
            (job["job"], name): float(sum(held[w] for w in set(_words(job["title"] + "\n" + job["jd"]))))
            for job in jobs
            for name, held in words.items()
        },
    }
    for name, scores in rankings.items():
        found = [_ndcg(labels[job["job"]], job["job"], scores) for job in jobs]
        print(f"{name:18} NDCG@{DEPTH} {sum(found) / len(found):.3f}")


def _rows(text: str) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _matched(gold: Path) -> str:
    files = sorted(str(f) for f in (gold / "files").iterdir())
    command = [
        sys.executable,
        "-m",
        "workers.cli",
        "resume",
        "match",
        "--jobs",
        str(gold / "jobs.jsonl"),
        *files,
        "--jsonl",
    ]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _texts(gold: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    with DocumentReader(children=2) as reader:
        for file in sorted((gold / "files").iterdir()):
            try:
                found[file.name] = "\n".join(line.text for line in reader.read(file).lines)
            except EngineError:
                found[file.name] = ""
    return found


def _words(text: str) -> list[str]:
    return [word for word in jieba.lcut(text.lower()) if len(word) > 1]


def _bm25(jobs: list[dict], words: Mapping[str, Counter[str]]) -> Scores:  # type: ignore[type-arg]
    lengths = {name: sum(held.values()) for name, held in words.items()}
    usual = sum(lengths.values()) / len(lengths)
    holders = Counter(word for held in words.values() for word in held)
    scores: dict[tuple[str, str], float] = {}
    for job in jobs:
        for name, held in words.items():
            norm = K1 * (1 - B + B * lengths[name] / usual)
            scores[job["job"], name] = sum(
                math.log(1 + (len(words) - holders[w] + 0.5) / (holders[w] + 0.5))
                * held[w]
                * (K1 + 1)
                / (held[w] + norm)
                for w in set(_words(job["title"] + "\n" + job["jd"]))
                if held[w]
            )
    return scores


def _ndcg(labels: Mapping[str, int], job: str, scores: Scores) -> float:
    order = sorted(labels, key=lambda name: (-scores.get((job, name), -math.inf), labels[name], name))
    best = _gain(sorted(labels.values(), reverse=True)[:DEPTH])
    return _gain([labels[name] for name in order[:DEPTH]]) / best if best else math.nan


def _gain(labels: list[int]) -> float:
    return sum((2**label - 1) / math.log2(place + 2) for place, label in enumerate(labels))


if __name__ == "__main__":
    main()
