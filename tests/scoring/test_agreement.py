"""Agreement figures against published tables, SciPy, scikit-learn and numbers worked by hand."""

import math

import numpy as np
import pytest
from scipy.stats import pearsonr, spearmanr
from sklearn.metrics import cohen_kappa_score

from scoring.agreement.estimate import MIN_ANSWERS, NO_SPREAD, Estimate
from scoring.agreement.pairs import between_raters, system_and_raters
from scoring.agreement.reliability import one_way, reliability, two_way
from scoring.agreement.table import Cut, RatedAnswer, agreement_table
from scoring.measures import NotMeasured

# Shrout & Fleiss (1979), table 2: six targets, four judges.
SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=float
)


def estimate(figure):
    assert isinstance(figure, Estimate), figure
    return figure


def levels(seed, n=60):
    """Two raters who mostly agree."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(1, 6, n)
    return [np.clip(truth + rng.integers(-1, 2, n), 1, 5) for _ in range(2)]


def test_icc_2_is_that_of_the_published_table():
    found = two_way(SHROUT_FLEISS)
    assert estimate(found.single).value == pytest.approx(0.29, abs=0.005)  # their table 4
    assert estimate(found.average).value == pytest.approx(0.62, abs=0.005)
    # The intervals as R's psych::ICC prints them for the same table.
    assert (found.single.low, found.single.high) == pytest.approx((0.019, 0.761), abs=0.001)
    assert (found.average.low, found.average.high) == pytest.approx((0.071, 0.927), abs=0.001)


def test_icc_1_is_that_of_the_published_table():
    found = one_way(list(SHROUT_FLEISS))
    assert estimate(found.single).value == pytest.approx(0.17, abs=0.005)
    assert estimate(found.average).value == pytest.approx(0.44, abs=0.005)
    assert (found.single.low, found.single.high) == pytest.approx((-0.133, 0.723), abs=0.001)
    assert (found.average.low, found.average.high) == pytest.approx((-0.884, 0.912), abs=0.001)


def test_icc_1_with_unequal_numbers_worked_by_hand():
    # Answers {1,1}, {5,5}, {3,3,3}: nothing varies within an answer, so everything lies between them.
    found = one_way([np.array([1.0, 1.0]), np.array([5.0, 5.0]), np.array([3.0, 3.0, 3.0])])
    assert estimate(found.single).value == 1.0
    assert found.k == pytest.approx((7 - 17 / 7) / 2)  # Searle: (N − Σk²/N) / (n − 1)


def test_the_same_two_people_throughout_give_icc_2_and_changing_people_icc_1():
    a, b = levels(1)
    same = [{"A": int(x), "B": int(y)} for x, y in zip(a, b, strict=True)]
    assert reliability(same).form == "ICC(2)"
    changing = [*same[:-1], {"A": 3, "C": 3}]
    assert reliability(changing).form == "ICC(1)"


def test_a_constantly_stricter_rater_lowers_icc_2_but_not_r():
    ratings = [{"A": level, "B": level - 1} for level in (2, 3, 4, 5) * 10]
    assert estimate(reliability(ratings).single).value < 0.8
    assert (
        estimate(system_and_raters([r["A"] for r in ratings], [r["B"] for r in ratings]).pearson).value == 1
    )


def test_r_and_its_interval_are_scipys():
    a, b = levels(2)
    found, theirs = estimate(system_and_raters(a, b).pearson), pearsonr(a, b)
    interval = theirs.confidence_interval()
    assert (found.value, found.low, found.high) == pytest.approx(
        (theirs.statistic, interval.low, interval.high)
    )


def test_rho_is_scipys_and_its_interval_bonett_and_wrights():
    a, b = levels(3)
    found, rho = estimate(system_and_raters(a, b).spearman), spearmanr(a, b).statistic
    half = 1.959964 * math.sqrt((1 + rho**2 / 2) / 57)
    assert found.value == pytest.approx(rho)
    assert found.low == pytest.approx(math.tanh(math.atanh(rho) - half))


def test_kappa_is_scikit_learns():
    a, b = levels(4)
    found = estimate(system_and_raters(a, b).kappa)
    assert found.value == pytest.approx(cohen_kappa_score(a, b, weights="quadratic"))
    assert found.low < found.value < found.high


def test_kappa_rounds_the_system_to_whole_levels():
    people = [1, 2, 3, 4, 5] * 5
    assert estimate(system_and_raters([level + 0.4 for level in people], people).kappa).value == 1.0


def test_distance_and_bias_worked_by_hand():
    found = system_and_raters([4.0] * 10 + [2.0] * 10, [3.0] * 20)
    assert estimate(found.mae).value == 1.0
    assert estimate(found.bias).value == 0.0
    assert found.pearson == NO_SPREAD  # the raters never differ


def test_between_raters_nobody_is_the_first():
    a, b = levels(5)
    one = [{"A": int(x), "B": int(y)} for x, y in zip(a, b, strict=True)]
    other = [{"B": int(x), "A": int(y)} for x, y in zip(a, b, strict=True)]
    assert between_raters(one) == between_raters(other)


def test_a_bootstrap_interval_holds_the_truth_about_as_often_as_it_says():
    held = 0
    for seed in range(100):
        rng = np.random.default_rng(seed)
        misses = rng.choice([0.0, 1.0, 2.0], size=60, p=[0.5, 0.3, 0.2])  # mean 0.7
        people = rng.integers(1, 4, 60).astype(float)
        mae = estimate(system_and_raters(people + misses, people).mae)
        held += mae.low <= 0.7 <= mae.high
    assert 88 <= held <= 100


def test_the_same_ratings_give_the_same_interval():
    a, b = levels(6)
    assert system_and_raters(a, b) == system_and_raters(a, b)


@pytest.mark.parametrize("n", [0, 1, MIN_ANSWERS - 1])
def test_too_few_answers_give_a_reason_instead_of_a_figure(n):
    rows = agreement_table([an_answer(number % 5 + 1) for number in range(n)])
    for row in rows:
        for figure in (row.reliability.single, row.between.kappa, row.system.mae):
            assert isinstance(figure, NotMeasured)
            assert f"{n} 份，满 20 份才计算" in figure.reason


def an_answer(level, **changes):
    facts = {
        "question_id": "q",
        "question": "题目",
        "dimension": "服务意识",
        "version": "r1 · 1.0.0",
        "ratings": {"A": level, "B": level},
        "system": float(level),
    }
    return RatedAnswer(**(facts | changes))


def test_the_table_cuts_by_dimension_question_and_version():
    rated = [an_answer(n % 5 + 1) for n in range(25)]
    rated += [an_answer(n % 5 + 1, dimension="逻辑思维", question_id="q2") for n in range(20)]
    rated += [an_answer(3, system=NotMeasured("还没有系统评分"), version="")]
    rows = {(row.cut, row.key): row for row in agreement_table(rated)}
    assert rows[Cut.ALL, ""].answers == 46
    assert rows[Cut.ALL, ""].system.mae.n == 45  # one has no score
    assert rows[Cut.DIMENSION, "服务意识"].answers == 26
    assert rows[Cut.QUESTION, "q2"].between.kappa.value == 1.0
    assert rows[Cut.VERSION, "r1 · 1.0.0"].answers == 45
    assert (Cut.VERSION, "") not in rows


def test_answers_with_one_rating_count_for_the_system_but_not_between_raters():
    rated = [an_answer(n % 5 + 1, ratings={"A": n % 5 + 1}) for n in range(30)]
    row = agreement_table(rated)[0]
    assert estimate(row.system.mae).value == 0.0
    assert isinstance(row.between.kappa, NotMeasured)
