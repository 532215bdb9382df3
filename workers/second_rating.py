"""The judge model, asked about one answer: its rating, or why there is none. A score never waits for it to mend."""

from collections.abc import Callable

import structlog

from config.law.files import question_law
from config.settings import Settings, SettingsError
from contracts.questions import lint_question
from scoring.engines.errors import EngineError
from scoring.engines.judge import OpenAICompatibleJudge
from scoring.judge.rating import OFF, Judge, JudgeRating, rate
from scoring.measures import NotMeasured, RubricQuestion

UNREACHABLE = NotMeasured("评审模型未能答复，未采用")

# question, answer, the candidate's name
SecondRating = Callable[[RubricQuestion, str, str], JudgeRating | NotMeasured]

log = structlog.get_logger()


def no_judge(_question: RubricQuestion, _answer: str, _name: str) -> JudgeRating | NotMeasured:
    """For companies that have set none."""
    return OFF


def open_judge(settings: Settings) -> OpenAICompatibleJudge | None:
    """The judge that is set. Raises SettingsError for an unsafe address."""
    if not settings.judge_url:
        return None
    key = settings.judge_api_key.get_secret_value()
    try:
        return OpenAICompatibleJudge(settings.judge_url, model=settings.judge_model, api_key=key)
    except ValueError as error:
        raise SettingsError([f"JUDGE_URL: {error} · 评审模型的地址不安全"]) from error


def second_rating(judge: Judge | None) -> SecondRating:
    """What the report builder calls for each answer that has a score."""
    if judge is None:
        return no_judge
    law = question_law()

    def ask(question: RubricQuestion, answer: str, name: str) -> JudgeRating | NotMeasured:
        try:
            return rate(
                question,
                answer,
                judge=judge,
                names=(name,),
                may_ask=lambda text: lint_question(text, law=law) is None,
            )
        except EngineError as error:
            log.warning("judge_failed", code=error.code, detail=error.detail)
            return UNREACHABLE

    return ask
