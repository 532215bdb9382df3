"""Figures worked by hand, figures of the libraries called directly, and a short seeded sample of bench/validity.py."""

from datetime import date, timedelta
from math import atanh, exp, sqrt, tanh

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from lifelines import CoxPHFitter
from scipy import stats
from statsmodels.stats.multitest import multipletests

from scoring.measures import NotMeasured
from scoring.validity.analysis import Step, analyse
from scoring.validity.case import COMPOSITE, FACE, VOICE, Applicant, Case, Estimate, Tenure
from scoring.validity.correlation import Corrected, pearson, spearman, thorndike_case_2, unrestricted
from scoring.validity.families import holm
from scoring.validity.increment import added_r2
from scoring.validity.passing import odds_ratio
from scoring.validity.power import needed_n
from scoring.validity.staying import hazard_ratio
from scoring.validity.subgroups import check_groups, impact_ratio
from scoring.validity.weights import Suggestion, suggest_weights

NO = NotMeasured("没有")


def pairs(seed: int, n: int = 124, r: float = 0.3) -> tuple[list[float], list[float]]:
    rng = np.random.default_rng(seed)
    x = rng.standard_normal(n)
    return x.tolist(), (r * x + sqrt(1 - r**2) * rng.standard_normal(n)).tolist()


def people(seed: int, n: int = 120, slopes: tuple[float, ...] = (0.5, 0.0)) -> list[Case]:
    rng = np.random.default_rng(seed)
    z = rng.standard_normal((n, len(slopes)))
    rated = z @ np.asarray(slopes) + rng.standard_normal(n)
    days = rng.exponential(700, n)
    seen = rng.standard_normal((n, 6))
    return [
        Case(
            person=f"p{i}",
            interviewed_on=date(2025, 1, 1) + timedelta(days=i),
            scores={f"D{k}": 60 + 12 * z[i, k] for k in range(len(slopes))}
            | {COMPOSITE: 60 + 12 * z[i].mean()},
            voice=dict(zip(VOICE, seen[i, :3].tolist(), strict=True)),
            face=dict(zip(FACE, seen[i, 3:].tolist(), strict=True)),
            performance=float(rated[i]),
            probation_passed=bool(i % 3),
            tenure=Tenure(float(min(days[i], 730)), bool(days[i] < 730)),
            groups={"部门": "甲" if i % 2 else "乙"},
        )
        for i in range(n)
    ]


def figure(found: Estimate | NotMeasured) -> Estimate:
    assert isinstance(found, Estimate), found
    return found


def test_124_people_are_needed_for_a_correlation_of_a_quarter() -> None:
    assert needed_n() == 124
    assert needed_n(0.5) == 30  # ((1.960 + 0.842) / 0.5493)² + 3 = 29.01, rounded up


def test_29_people_are_refused_with_their_number_and_what_it_takes() -> None:
    x, y = pairs(1, n=29)
    for refused in (pearson(x, y), spearman(x, y)):
        assert isinstance(refused, NotMeasured)
        assert "29 人" in refused.reason
        assert "124" in refused.reason


def test_30_people_are_enough_for_a_figure() -> None:
    assert figure(pearson(*pairs(1, n=30))).n == 30


def test_scores_without_spread_give_no_correlation() -> None:
    assert isinstance(pearson([50.0] * 40, list(range(40))), NotMeasured)


def test_pearson_is_scipys_with_fishers_interval() -> None:
    x, y = pairs(2)
    found, direct = figure(pearson(x, y)), stats.pearsonr(x, y)
    assert (found.value, found.p) == (direct.statistic, direct.pvalue)
    half = 1.959964 / sqrt(121)
    assert found.low == pytest.approx(tanh(atanh(found.value) - half), abs=1e-6)
    assert found.high == pytest.approx(tanh(atanh(found.value) + half), abs=1e-6)


def test_spearman_is_scipys_with_bonett_and_wrights_interval() -> None:
    x, y = pairs(3)
    found, direct = figure(spearman(x, y)), stats.spearmanr(x, y)
    assert found.value == pytest.approx(direct.statistic)
    half = 1.959964 * sqrt((1 + found.value**2 / 2) / 121)
    assert found.high == pytest.approx(tanh(atanh(found.value) + half), abs=1e-6)


def test_the_odds_ratio_is_statsmodels() -> None:
    x, y = pairs(4, n=200)
    passed = [value > -0.5 for value in y]
    z = (np.array(x) - np.mean(x)) / np.std(x, ddof=1)
    direct = sm.Logit(np.array(passed, dtype=float), sm.add_constant(z)).fit(disp=0)
    found = figure(odds_ratio(x, passed))
    assert found.value == pytest.approx(exp(direct.params[1]))
    assert (found.low, found.high) == pytest.approx(tuple(np.exp(direct.conf_int()[1])))
    assert found.p == pytest.approx(direct.pvalues[1])


def test_the_hazard_ratio_is_lifelines() -> None:
    x, _ = pairs(5, n=150)
    days = np.random.default_rng(5).exponential(500, 150)
    frame = pd.DataFrame({"x": x, "days": np.minimum(days, 730), "left": days < 730})
    frame["x"] = (frame["x"] - frame["x"].mean()) / frame["x"].std()
    direct = CoxPHFitter().fit(frame, "days", "left").summary.loc["x"]
    found = hazard_ratio(x, [Tenure(float(min(d, 730)), bool(d < 730)) for d in days])
    ratio = figure(found.ratio)
    assert (ratio.value, ratio.p) == pytest.approx((direct["exp(coef)"], direct["p"]))
    assert found.leavers == int((days < 730).sum())
    assert isinstance(found.proportional_p, float)


def test_a_hazard_that_turns_round_fails_the_check_of_proportional_hazards() -> None:
    rng = np.random.default_rng(6)
    x = rng.standard_normal(400)
    early = rng.exponential(200 / np.exp(1.2 * x))
    late = 150 + rng.exponential(200 / np.exp(-1.2 * x))
    days = np.where(early < 150, early, late)
    found = hazard_ratio(x.tolist(), [Tenure(float(d), True) for d in days])
    assert not found.proportional


def test_fully_separated_groups_get_no_odds_ratio() -> None:
    assert isinstance(odds_ratio(list(range(40)), [i >= 20 for i in range(40)]), NotMeasured)


def test_nine_leavers_are_too_few() -> None:
    tenures = [Tenure(100.0 + i, i < 9) for i in range(60)]
    assert isinstance(hazard_ratio([float(i % 7) for i in range(60)], tenures).ratio, NotMeasured)


def test_added_r2_is_the_difference_of_two_fits_and_its_p_the_f_test() -> None:
    rng = np.random.default_rng(7)
    base, more = rng.standard_normal((100, 1)), rng.standard_normal((100, 2))
    y = base[:, 0] + 0.5 * more[:, 0] + rng.standard_normal(100)
    small = sm.OLS(y, sm.add_constant(base)).fit()
    full = sm.OLS(y, sm.add_constant(np.hstack([base, more]))).fit()
    found = figure(added_r2(base.tolist(), more.tolist(), y.tolist()))
    assert found.value == pytest.approx(full.rsquared - small.rsquared)
    assert found.p == pytest.approx(full.compare_f_test(small)[1])
    assert found.low < found.value < found.high


def test_what_adds_nothing_has_an_interval_that_reaches_zero() -> None:
    rng = np.random.default_rng(8)
    base, more = rng.standard_normal((100, 1)), rng.standard_normal((100, 2))
    found = figure(added_r2(base.tolist(), more.tolist(), (base[:, 0] + rng.standard_normal(100)).tolist()))
    assert found.p > 0.05
    assert found.low == 0.0


def test_holm_by_hand() -> None:
    family = [Estimate(50, 0.1, 0, 0, p) for p in (0.01, 0.04, 0.03)]
    assert [figure(one).adjusted_p for one in holm(family)] == pytest.approx([0.03, 0.06, 0.06])
    assert holm([*family, NO])[3] == NO


def test_holm_is_statsmodels() -> None:
    p = [0.001, 0.2, 0.013, 0.04]
    ours = [figure(one).adjusted_p for one in holm([Estimate(50, 0, 0, 0, one) for one in p])]
    assert ours == pytest.approx(multipletests(p, method="holm")[1])


def test_case_two_by_hand() -> None:
    assert thorndike_case_2(0.2, 2.0) == pytest.approx(0.4 / sqrt(1 - 0.04 + 0.16))
    assert thorndike_case_2(0.3, 1.0) == pytest.approx(0.3)


def test_correction_needs_thirty_applicants_and_never_replaces_the_observed() -> None:
    x, y = pairs(9)
    observed = pearson(x, y)
    assert isinstance(unrestricted(observed, x, x[:29]), NotMeasured)
    corrected = unrestricted(observed, x, [2 * value for value in x])
    assert isinstance(corrected, Corrected)
    assert corrected.ratio == pytest.approx(2.0)
    assert corrected.value > figure(observed).value


def test_the_planted_correlation_lies_in_its_interval_in_93_of_100_runs() -> None:
    found = [figure(pearson(*pairs(seed))) for seed in range(200)]
    assert sum(one.low <= 0.3 <= one.high for one in found) >= 186


def test_correction_recovers_what_selection_hid() -> None:
    held, seen = 0, []
    for seed in range(200):
        x, y = (np.array(side) for side in pairs(seed, n=300))
        kept = np.argsort(x)[-120:]
        observed = pearson(x[kept].tolist(), y[kept].tolist())
        found = unrestricted(observed, x[kept].tolist(), x.tolist())
        assert isinstance(found, Corrected)
        held += found.low <= 0.3 <= found.high
        seen.append((figure(observed).value, found.value))
    hidden, recovered = np.mean(seen, axis=0)
    assert hidden < 0.2
    assert recovered == pytest.approx(0.3, abs=0.03)
    assert held >= 180


def test_one_page_of_noise_finds_nothing_and_counts_its_family() -> None:
    cases = people(11, slopes=(0.0, 0.0))
    page = analyse(cases, [Applicant(c.person, c.scores, NO, {}) for c in cases], ["D0", "D1"])
    tests = [t for p in page.predictors for t in (p.performance, p.passing, p.staying.ratio)]
    tests += page.increments.values()
    assert page.family == len(tests) == 11  # 3 predictors × 3 outcomes, voice, face
    assert all(figure(one).adjusted_p >= 0.05 for one in tests)  # type: ignore[operator]


def test_a_page_over_twelve_people_shows_no_figure_at_all() -> None:
    cases = people(12, n=12)
    page = analyse(cases, [Applicant(c.person, c.scores, NO, {}) for c in cases], ["D0", "D1"])
    assert page.family == 0
    for one in page.predictors:
        for value in (one.performance, one.ranked, one.applicants, one.passing, one.staying.ratio):
            assert isinstance(value, NotMeasured)


def test_people_without_voice_consent_are_left_out_of_the_voice_model_only() -> None:
    cases = people(13)
    silent = [
        Case(c.person, c.interviewed_on, c.scores, {}, {}, c.performance, NO, NO, {}) for c in cases[:30]
    ]
    page = analyse([*silent, *cases[30:]], [], ["D0", "D1"])
    assert figure(page.increments[Step.VOICE]).n == 90
    assert figure(page.predictors[0].performance).n == 120


def test_adverse_impact_by_hand() -> None:
    found = figure(impact_ratio(20, 50, 30, 50))
    assert found.value == pytest.approx(2 / 3)
    half = 1.959964 * sqrt(1 / 20 - 1 / 50 + 1 / 30 - 1 / 50)
    assert found.low == pytest.approx(exp(np.log(2 / 3) - half), abs=1e-6)
    assert isinstance(impact_ratio(20, 29, 30, 50), NotMeasured)


def test_a_group_that_performs_above_its_line_is_seen() -> None:
    cases = people(14, n=200)
    raised = [
        Case(
            c.person,
            c.interviewed_on,
            c.scores,
            {},
            {},
            float(c.performance) + (1.0 if c.groups["部门"] == "甲" else 0.0),  # type: ignore[arg-type]
            NO,
            NO,
            c.groups,
        )
        for c in cases
    ]
    by_value = {check.value: check for check in check_groups(raised, [])}
    assert figure(by_value["甲"].prediction_gap).low > 0
    assert figure(by_value["乙"].prediction_gap).high < 0


def test_weights_go_to_what_predicts_and_are_tried_on_later_people() -> None:
    found = suggest_weights(people(15, n=300, slopes=(0.6, 0.0, 0.0)), {"D0": 0.2, "D1": 0.4, "D2": 0.4})
    assert isinstance(found, Suggestion)
    assert found.weights["D0"] > 0.6
    assert sum(found.weights.values()) == pytest.approx(1.0, abs=0.001)
    assert min(found.weights.values()) >= 0
    assert (found.back_test.fitted_n, found.back_test.tested_n) == (180, 120)
    assert found.back_test.split_on == date(2025, 1, 1) + timedelta(days=180)
    assert found.supported


def test_where_nothing_is_to_be_gained_the_suggestion_is_not_called_supported() -> None:
    found = suggest_weights(people(16, n=300, slopes=(0.3, 0.3)), {"D0": 0.5, "D1": 0.5})
    assert isinstance(found, Suggestion)
    assert not found.supported


def test_seventy_four_people_are_too_few_for_weights() -> None:
    refused = suggest_weights(people(17, n=74), {"D0": 0.5, "D1": 0.5})
    assert isinstance(refused, NotMeasured)
    assert "75" in refused.reason
