"""Sequence labelling on Resume NER (Zhang and Yang 2018): `python -m bench.resume_ner --train F --dev F [--test F]`.

Trains a CRF on the file given and prints entity F1 on the others beside published figures. The files are research data: neither they nor a
model trained on them is shipped, and the résumé parser doesn't use this CRF. Character BMES, one character and its tag a line.
"""

import argparse
import tempfile
import time
from pathlib import Path

import jieba
import pycrfsuite

Sentence = list[tuple[str, str]]
PUBLISHED = {"BiLSTM-CRF (Zhang and Yang 2018)": 94.4, "BERT": 95.5}
WINDOW = 3
# L-BFGS with elastic net, as crfsuite's manual suggests; no search over the development part was made.
PARAMETERS = {"c1": 0.02, "c2": 0.1, "max_iterations": 150, "feature.possible_transitions": True}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--test", type=Path)
    parser.add_argument("--iterations", type=int, default=PARAMETERS["max_iterations"])
    files = parser.parse_args()
    jieba.setLogLevel(60)
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder) / "crf")
        started = time.perf_counter()
        _train(_read(files.train), model, files.iterations)
        print(f"trained in {time.perf_counter() - started:.0f} s")
        tagger = pycrfsuite.Tagger()
        tagger.open(model)
        for name, file in (("dev", files.dev), ("test", files.test)):
            if file:
                print(
                    f"{name:5} precision {{:.2f}} recall {{:.2f}} F1 {{:.2f}}".format(
                        *_measured(tagger, _read(file))
                    )
                )
    for name, f1 in PUBLISHED.items():
        print(f"published, on test: {name} F1 {f1}")


def _read(file: Path) -> list[Sentence]:
    blocks = file.read_text("utf-8").strip().split("\n\n")
    return [
        [(line.split()[0], line.split()[1]) for line in block.splitlines() if " " in line] for block in blocks
    ]


def _train(sentences: list[Sentence], model: str, iterations: int) -> None:
    trainer = pycrfsuite.Trainer(verbose=False)
    for sentence in sentences:
        trainer.append(_features([c for c, _ in sentence]), [tag for _, tag in sentence])
    trainer.set_params(PARAMETERS | {"max_iterations": iterations})
    trainer.train(model)


def _features(chars: list[str]) -> list[list[str]]:
    """Characters and bigrams around each place, and the word that jieba puts it in with its position there."""
    words: list[tuple[str, str]] = []
    for word in jieba.cut("".join(chars)):
        words += [
            (word, "S" if len(word) == 1 else "B" if i == 0 else "E" if i == len(word) - 1 else "M")
            for i in range(len(word))
        ]
    rows = []
    for at in range(len(chars)):
        row = [f"bias{'^' if at == 0 else '$' if at == len(chars) - 1 else ''}"]
        for step in range(-WINDOW, WINDOW + 1):
            row.append(f"c{step}={_at(chars, at + step)}")
            if step < WINDOW:
                row.append(f"b{step}={_at(chars, at + step)}{_at(chars, at + step + 1)}")
            if 0 <= at + step < len(words) and abs(step) < WINDOW:
                word, place = words[at + step]
                row += [f"w{step}={word}", f"p{step}={place}{len(word)}"]
        if at < len(words):
            row += [
                f"x={words[at][0][-1:]}{words[at][1]}",
                f"y={words[at][0][:1]}{words[at][1]}",
                f"e={words[at][0][-2:]}",
            ]
        row += [
            f"u={_at(chars, at - 2)}{_at(chars, at - 1)}{chars[at]}",
            f"v={chars[at]}{_at(chars, at + 1)}{_at(chars, at + 2)}",
        ]
        row += [f"t={_at(chars, at - 1)}{chars[at]}{_at(chars, at + 1)}", f"i={min(at, 5)}"]
        rows.append(row)
    return rows


def _at(chars: list[str], place: int) -> str:
    return chars[place] if 0 <= place < len(chars) else "#"


def _measured(tagger: pycrfsuite.Tagger, sentences: list[Sentence]) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent over whole entities."""
    right = said = true = 0
    for sentence in sentences:
        got = _entities(tagger.tag(_features([c for c, _ in sentence])))
        want = _entities([tag for _, tag in sentence])
        right, said, true = right + len(got & want), said + len(got), true + len(want)
    precision, recall = right / max(1, said), right / max(1, true)
    return 100 * precision, 100 * recall, 200 * precision * recall / max(1e-9, precision + recall)


def _entities(tags: list[str]) -> set[tuple[int, int, str]]:
    found, start = set(), None
    for at, tag in enumerate(tags):
        place, _, kind = tag.partition("-")
        if place in ("B", "S"):
            start = at
        if place in ("E", "S") and start is not None:
            found.add((start, at, kind))
            start = None
        if place == "O":
            start = None
    return found


if __name__ == "__main__":
    main()
