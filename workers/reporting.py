"""Builds a report's content from what was measured: scores with their words, strengths, risks, what is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from hiring.model.answer import Answer
from hiring.model.plan import Modality, PlannedQuestion
from hiring.model.report_body import (
    RISK_BELOW,
    STRENGTH_FROM,
    AnswerReport,
    CorrectionReport,
    DimensionReport,
    ProbeReport,
    ReportBody,
)
from hiring.reportjson import read_face, read_transcript
from hiring.views import AnsweredQuestion, EvaluationInput
from hiring.wording import FLAG_TEXTS, whole
from scoring.composite import Group, Part, Weight, composite, dimension_part
from scoring.correction import changed_share, corrected_transcript, pieces
from scoring.embedding_port import Embedder
from scoring.engines.transcript_text import plain
from scoring.followups import follow_ups
from scoring.judge.prompt import PROMPT_VERSION
from scoring.judge.rating import JudgeRating
from scoring.judge.share import with_judge
from scoring.measures import AnswerScore, FaceObservation, Flag, NotMeasured, SpeechMeasures, Transcript
from scoring.profile import Profile
from scoring.rubric import SCORER
from scoring.speech import measure_speech
from workers.answer_scoring import score_written
from workers.exercise_reporting import inventory_reports, sums_reports
from workers.probe_reporting import probed, said_in_all
from workers.second_rating import SecondRating, no_judge

NO_TRANSCRIPT = NotMeasured("未能得到转写，请人工查看录像")
NO_VOICE_CONSENT = NotMeasured("候选人未同意语音特征分析")
NO_FACE_CONSENT = NotMeasured("候选人未同意面部观察")
TYPED = NotMeasured("文字回答")
VOICE_ONLY = NotMeasured("语音回答，没有画面")
NOT_OBSERVED = NotMeasured("画面未能处理")


def build_report(
    evaluation: EvaluationInput,
    *,
    embedder: Embedder,
    profile: Profile,
    second: SecondRating = no_judge,
    judge_share: float = 0.0,
) -> ReportBody:
    """Pure but for the models passed in: the same input always gives the same report.

    judge_share: what the second rating counts in a score, 0–1.
    """
    first = (_answer_report(a, evaluation, embedder, profile) for a in evaluation.answers)
    answers = tuple(_judged(a, evaluation, second, judge_share) for a in first)
    weights = [
        Weight(name, weight, Group(evaluation.plan.groups[name]))
        for name, weight in evaluation.plan.weights.items()
    ]
    sums = sums_reports(evaluation)
    scores = [*(a.score for a in answers), *(s.score for s in sums)]
    dimensions = tuple(_dimension(weight, scores) for weight in weights)
    joined = composite(_measured_parts(dimensions), weights)
    return ReportBody(
        composite=joined.value,
        interval=joined.interval,
        coverage=joined.coverage,
        missing=joined.missing,
        dimensions=dimensions,
        answers=answers,
        strengths=tuple(_strengths(answers)),
        risks=tuple(_risks(answers)),
        flags=tuple(dict.fromkeys((*_all_flags(answers), *(f for s in sums for f in s.score.flags)))),
        versions={**_versions(evaluation, answers, profile), **_judge_version(answers, judge_share)},
        sums=sums,
        inventories=inventory_reports(evaluation),
        probing=evaluation.plan.most_probes,
    )


def _dimension(weight: Weight, scores: Sequence[AnswerScore]) -> DimensionReport:
    own = [score for score in scores if score.dimension == weight.name]
    part = dimension_part(own)
    if isinstance(part, Part):
        return DimensionReport(weight.name, weight.group, weight.weight, part.value, part.interval)
    # Why the answer could not be scored says more than that it could not.
    reason = next((s.score for s in own if isinstance(s.score, NotMeasured)), part)
    return DimensionReport(weight.name, weight.group, weight.weight, reason, reason)


def _measured_parts(dimensions: Sequence[DimensionReport]) -> dict[str, Part]:
    return {
        row.dimension: Part(row.score, row.interval)
        for row in dimensions
        if not isinstance(row.score, NotMeasured) and not isinstance(row.interval, NotMeasured)
    }


def _answer_report(
    answered: AnsweredQuestion, evaluation: EvaluationInput, embedder: Embedder, profile: Profile
) -> AnswerReport:
    answer, plan = answered.answer, evaluation.plan
    question = plan.question(answer.question_key)
    heard = read_transcript(answered.transcript_json) if answered.transcript_json else NO_TRANSCRIPT
    transcript, correction = heard, None
    if isinstance(heard, Transcript) and answered.corrected_text not in (None, heard.text):
        text = answered.corrected_text or ""
        transcript = corrected_transcript(heard, text)
        correction = CorrectionReport(
            original_text=heard.text,
            changed_share=changed_share(heard.text, text),
            original_score=_score(question, heard, embedder, profile).score,
            pieces=pieces(heard.text, text),
        )
    score, asked = _score(question, transcript, embedder, profile), None
    if answered.probe is not None:
        alike = partial(_score, question, embedder=embedder, profile=profile)
        score, asked = probed(answered.probe, transcript, score, alike)
    return AnswerReport(
        answer_id=answer.id,
        question_key=question.key,
        question=question.rubric.question,
        dimension=question.rubric.dimension,
        modality=answer.modality,
        transcript=transcript,
        score=score,
        speech=_speech(answer, heard, evaluation),
        face=_face(answered, evaluation),
        probes=_probes(question, said_in_all(transcript, asked), score, embedder, profile, asked),
        correction=correction,
        asked=asked,
    )


def _judged(
    answer: AnswerReport, evaluation: EvaluationInput, second: SecondRating, share: float
) -> AnswerReport:
    """The answer with the judge's rating. What our own guards withheld is not sent out."""
    if isinstance(answer.score.score, NotMeasured) or isinstance(answer.transcript, NotMeasured):
        return answer
    rubric = evaluation.plan.question(answer.question_key).rubric
    counted = answer.asked if answer.asked and answer.asked.counted else None
    said = said_in_all(answer.transcript, counted)
    text = said.text if isinstance(said, Transcript) else answer.transcript.text
    rating = second(rubric, text, evaluation.candidate_name)
    if isinstance(rating, NotMeasured):
        return replace(answer, judge=rating)
    score = with_judge(answer.score, rating, share=share)
    return replace(answer, judge=rating, score=score, probes=(*rating.follow_ups, *answer.probes))


def _score(
    question: PlannedQuestion, transcript: Transcript | NotMeasured, embedder: Embedder, profile: Profile
) -> AnswerScore:
    if isinstance(transcript, Transcript):
        return score_written(
            question.rubric, transcript.text, embedder=embedder, profile=profile, transcript=transcript
        )
    return AnswerScore(
        dimension=question.rubric.dimension,
        score=transcript,
        interval=transcript,
        coverage=0.0,
        evidence=(),
        flags=(Flag.UNPLAYABLE,),
        advice=(),
        scorer=SCORER,
        scorer_version=profile.version,
    )


def _probes(
    question: PlannedQuestion,
    transcript: Transcript | NotMeasured,
    score: AnswerScore,
    embedder: Embedder,
    profile: Profile,
    asked: ProbeReport | None,
) -> tuple[str, ...]:
    """Aimed at the answer's gaps where it could be scored; else the bank's own. What was answered is not asked again."""
    if isinstance(transcript, NotMeasured) or isinstance(score.score, NotMeasured):
        found = question.rubric.probes
    else:
        said = plain(transcript.text).text
        found = follow_ups(question.rubric, said, embedder=embedder, profile=profile)
    answered = asked.question if asked and asked.answer_id else None
    return tuple(probe for probe in found if probe != answered)


def _speech(
    answer: Answer, transcript: Transcript | NotMeasured, evaluation: EvaluationInput
) -> SpeechMeasures | NotMeasured:
    if answer.modality == Modality.TEXT:
        return TYPED
    if not evaluation.voice_consent:
        return NO_VOICE_CONSENT
    return measure_speech(transcript) if isinstance(transcript, Transcript) else transcript


def _face(answered: AnsweredQuestion, evaluation: EvaluationInput) -> FaceObservation | NotMeasured:
    if answered.answer.modality != Modality.VIDEO:
        return TYPED if answered.answer.modality == Modality.TEXT else VOICE_ONLY
    if not evaluation.face_consent:
        return NO_FACE_CONSENT
    return read_face(answered.face_json) if answered.face_json else NOT_OBSERVED


def _strengths(answers: Sequence[AnswerReport]) -> Iterator[str]:
    for answer in _by_score(answers, best_first=True):
        if not isinstance(answer.score.score, NotMeasured) and answer.score.score >= STRENGTH_FROM:
            yield f"{answer.dimension} {whole(answer.score.score)} 分{_quoted(answer.score)}"


def _risks(answers: Sequence[AnswerReport]) -> Iterator[str]:
    for answer in _by_score(answers, best_first=False):
        score = answer.score
        if isinstance(score.score, NotMeasured):
            yield f"{answer.dimension}：{score.score.reason}"
        elif score.score < RISK_BELOW:
            yield f"{answer.dimension} {whole(score.score)} 分{_quoted(score)}"
        for flag in _flags_of(answer):
            yield f"{answer.dimension}：{FLAG_TEXTS[flag]}"


def _by_score(answers: Sequence[AnswerReport], *, best_first: bool) -> list[AnswerReport]:
    def value(answer: AnswerReport) -> float:
        return 0.0 if isinstance(answer.score.score, NotMeasured) else answer.score.score

    return sorted(answers, key=value, reverse=best_first)


def _quoted(score: AnswerScore) -> str:
    if not score.evidence:
        return ""
    first = score.evidence[0]
    return f"：“{first.quote}”（{first.supports}）"


def _flags_of(answer: AnswerReport) -> list[Flag]:
    found = list(answer.score.flags)
    if isinstance(answer.transcript, Transcript):
        found += answer.transcript.flags
    if isinstance(answer.face, FaceObservation):
        found += answer.face.flags
    if answer.asked is not None:
        found += answer.asked.flags
    return list(dict.fromkeys(found))


def _all_flags(answers: Sequence[AnswerReport]) -> tuple[Flag, ...]:
    return tuple(dict.fromkeys(flag for answer in answers for flag in _flags_of(answer)))


def _versions(
    evaluation: EvaluationInput, answers: Sequence[AnswerReport], profile: Profile
) -> dict[str, str]:
    versions = {
        "rubric": evaluation.plan.rubric_version,
        "rubric_sha256": evaluation.plan.rubric_sha256,
        SCORER: profile.version,
        "profile_sha256": profile.sha256,
    }
    if evaluation.plan.scoring_profile != profile.version:
        # The program was upgraded since the invitation and can't use that profile any more (workers/profiles.py).
        versions["pinned_profile"] = evaluation.plan.scoring_profile
    for answer in answers:
        for made in (answer.transcript, answer.face):
            if not isinstance(made, NotMeasured):
                versions[made.engine] = made.engine_version
    return versions


def _judge_version(answers: Sequence[AnswerReport], share: float) -> dict[str, str]:
    ratings = [a.judge for a in answers if isinstance(a.judge, JudgeRating)]
    if not ratings:
        return {}
    return {"judge": f"{ratings[0].model} · prompt {PROMPT_VERSION} · share {share:g}"}
