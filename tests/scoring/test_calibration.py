"""Calibration: follows a company's raters as far as their number carries, never against the sense of a feature."""

import json

import numpy as np
import pytest

from config.scoring.files import default_profile_text
from scoring.agreement.estimate import Estimate
from scoring.calibration.calibrate import MIN_ANSWERS, MIN_QUESTIONS, Rated, calibrate
from scoring.calibration.combination import DIRECTIONS, fit_combination, places
from scoring.calibration.profile import base_of, faults, parse_stored
from scoring.calibration.record import profile_text
from scoring.features.assemble import FEATURE_NAMES
from scoring.fit.answers import graded_answers
from scoring.measures import NotMeasured
from scoring.profile import ProfileMismatch
from scoring.rubric import score_answer
from tests.factories import NOON

QUESTIONS = 12


@pytest.fixture(scope="module")
def rated():
    """Our own written answers, rated by somebody a whole level stricter than the anchors."""
    rows = graded_answers("written_answers")
    names = list(dict.fromkeys(row.question_id for row in rows))[:QUESTIONS]
    return [
        Rated(row.question_id, row.question, row.answer, max(1.0, row.level - 1.0))
        for row in rows
        if row.question_id in names
    ]


@pytest.fixture(scope="module")
def found(rated, profile, embedder):
    result = calibrate(rated, base=profile, embedder=embedder)
    assert not isinstance(result, NotMeasured)
    return result


@pytest.fixture(scope="module")
def text(found, profile):
    return profile_text(found, base=profile, source="file", raters=None, at=NOON)


def test_every_direction_names_a_feature_this_program_has():
    assert set(DIRECTIONS) <= set(FEATURE_NAMES)


def test_a_stricter_company_gets_closer_on_questions_left_out(found):
    assert isinstance(found.closer, Estimate)
    assert found.closer.low > 0
    assert found.after.mae.value < found.before.mae.value


def test_no_weight_goes_against_its_features_sense(found):
    assert found.combination.slope >= 0
    for name, weight in zip(found.combination.features, found.combination.weights, strict=True):
        assert weight * DIRECTIONS[name] >= 0, name


def test_ratings_against_a_features_sense_give_it_no_weight():
    """Raters who punish results: the weight stops at zero."""
    rng = np.random.default_rng(0)
    z = rng.normal(size=(80, len(FEATURE_NAMES)))
    shipped = rng.uniform(1, 5, 80)
    rated = shipped - 0.8 * z[:, FEATURE_NAMES.index("outcome")]
    fitted = fit_combination(shipped, z, rated, penalty=1.0)
    assert fitted.weights[fitted.features.index("outcome")] == 0.0


def test_without_penalty_the_truth_is_found_and_with_much_only_the_shift():
    rng = np.random.default_rng(0)
    z = rng.normal(size=(200, len(FEATURE_NAMES)))
    shipped = rng.uniform(1, 5, 200)
    rated = 0.5 + 0.6 * shipped + 0.4 * z[:, FEATURE_NAMES.index("check")]
    free = fit_combination(shipped, z, rated, penalty=1e-9)
    assert (free.intercept, free.slope) == pytest.approx((0.5, 0.6), abs=1e-6)
    assert free.weights[free.features.index("check")] == pytest.approx(0.4, abs=1e-6)
    drawn = fit_combination(shipped, z, rated, penalty=1e9)
    assert drawn.slope == pytest.approx(1.0, abs=1e-4)
    assert np.abs(drawn.weights).max() < 1e-4
    assert drawn.intercept == pytest.approx((rated - shipped).mean(), abs=1e-3)


def test_a_calibrated_profile_scores_as_its_text_says(text, rated, profile, embedder):
    stored = parse_stored(text, default_profile_text())
    part = json.loads(text)["combination"]
    one = rated[0]
    point = np.zeros(len(FEATURE_NAMES) + len(profile.space.components))
    assert stored.level(point) == pytest.approx(part["intercept"] + part["slope"] * profile.level(point))
    point[places(part["features"])] = 1.0
    expected = part["intercept"] + part["slope"] * profile.level(point) + sum(part["weights"])
    assert stored.level(point) == pytest.approx(expected)
    score = score_answer(one.question, one.answer, embedder=embedder, profile=stored)
    assert score.scorer_version == stored.version


def test_the_version_is_the_contents_hash(text):
    assert faults(text, default_profile_text()) == []
    assert base_of(text) == json.loads(default_profile_text())["version"]
    raw = json.loads(text)
    raw["combination"]["slope"] = 9.0
    with pytest.raises(ProfileMismatch, match="does not match its version"):
        parse_stored(json.dumps(raw), default_profile_text())


def test_a_calibration_without_its_base_or_on_another_can_not_be_used(text):
    assert faults(text, None)
    other = default_profile_text().replace('"clip"', '"clip" ', 1)
    assert "its base has another hash" in faults(text, other)


def test_the_same_ratings_give_the_same_profile(rated, text, profile, embedder):
    again = calibrate(rated, base=profile, embedder=embedder)
    assert profile_text(again, base=profile, source="file", raters=None, at=NOON) == text


def test_too_few_answers_or_questions_are_refused_with_the_numbers(rated, profile, embedder):
    few = calibrate(rated[: MIN_ANSWERS - 10], base=profile, embedder=embedder)
    assert isinstance(few, NotMeasured)
    assert f"至少要 {MIN_ANSWERS} 份" in few.reason
    narrow = [
        Rated(f"q{n % (MIN_QUESTIONS - 1)}", one.question, one.answer, one.level)
        for n, one in enumerate(rated)
    ]
    assert isinstance(calibrate(narrow, base=profile, embedder=embedder), NotMeasured)
