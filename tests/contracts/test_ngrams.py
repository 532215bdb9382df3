"""The linear reader: what it scores, which words it names, and what it refuses. Weights worked by hand."""

from pathlib import Path

import numpy as np
import pytest

from contracts.findings import ContractsError
from contracts.fit.linear import FitPlan, Task, digest, fitted
from contracts.ngrams import parse_ngrams

LAW = Path(__file__).parents[2] / "config" / "law"


def _document(**changed):
    document = {
        "labels": np.array(["asks"]),
        "sizes": np.array((1, 2)),
        "one_of": np.array(False),
        "grams": np.frombuffer("结婚\n项目".encode(), np.uint8),
        "weights": np.array([[6.0], [-6.0]], np.float16),
        "bias": np.array([0.0], np.float32),
    }
    return document | changed


def test_a_score_is_the_mean_weight_over_the_root_of_the_ngrams_as_a_probability():
    model = parse_ngrams(_document())
    # 结婚吗 has 3 characters and 2 pairs: 6 / sqrt(5) = 2.683; 1 / (1 + exp(-2.683)) = .936
    assert model.read("结婚吗")["asks"] == pytest.approx(0.936, abs=0.001)
    assert model.read("做项目")["asks"] == pytest.approx(0.064, abs=0.001)
    assert model.read("")["asks"] == 0.5


def test_the_span_is_the_words_that_weigh():
    assert parse_ngrams(_document()).span("做项目时您结婚没有", "asks") == (5, 7)


@pytest.mark.parametrize("wrong", [{"bias": np.zeros(2, np.float32)}, {"weights": np.zeros((1, 1))}])
def test_arrays_that_do_not_fit_together_are_refused(wrong):
    with pytest.raises(ContractsError, match="CT201"):
        parse_ngrams(_document(**wrong))


def test_a_missing_array_is_refused():
    document = _document()
    del document["weights"]
    with pytest.raises(ContractsError, match="CT201"):
        parse_ngrams(document)


def test_a_fit_tells_its_examples_apart_and_is_the_same_each_time():
    texts, married = ["您结婚了吗", "结婚没有", "讲讲项目", "项目多大"], [True, True, False, False]
    plan = FitPlan(sizes=(1, 2), c=100.0)
    first, second = (fitted(Task(texts, {"asks": married}), plan=plan) for _ in range(2))
    assert [first.read(text)["asks"] > 0.5 for text in texts] == married
    assert np.array_equal(first.weights, second.weights)


@pytest.mark.parametrize("name", ["clauses", "questions"])
def test_a_shipped_reader_was_fitted_on_the_shipped_rows(name):
    """If it fails: python -m contracts.fit NAME."""
    assert str(np.load(LAW / f"{name}.npz")["fitted_on"]) == digest(LAW / "examples" / name)
