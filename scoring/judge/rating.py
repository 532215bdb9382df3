"""A second rating by a language model, used only where it can be held to the candidate's own words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from scoring.judge.masking import Masked, mask
from scoring.judge.prompt import Message, judge_messages
from scoring.measures import NotMeasured, RubricQuestion

MOST_QUOTES, MOST_FOLLOW_UPS = 3, 2
# A quote below four characters occurs in any answer; our choice, as are the others.
QUOTE_MIN_CHARS, QUOTE_MAX_CHARS = 4, 120
REASON_MAX_CHARS, FOLLOW_UP_MAX_CHARS = 200, 80

OFF = NotMeasured("未启用评审模型")
UNREADABLE = NotMeasured("评审模型的答复不合格式，未采用")
MISQUOTED = NotMeasured("评审模型引用了回答中没有的话，未采用")
DISAGREED = NotMeasured("评审模型两次评级不一致，未采用")


@dataclass(frozen=True, slots=True)
class JudgeReply:
    """What one pass said, parsed and within its limits; not yet checked against the answer. level 1–5."""

    level: int
    reason: str
    quotes: tuple[str, ...]
    follow_ups: tuple[str, ...]


class Judge(Protocol):
    """A model behind an OpenAI-compatible address, at temperature 0."""

    model: str

    def ask(self, messages: Sequence[Message]) -> JudgeReply | None:
        """None when it answers something else than the JSON asked for. Raises BoundaryError when it can't be had."""


@dataclass(frozen=True, slots=True)
class JudgeRating:
    """level 1–5 on the rubric. quotes: verbatim from the answer. reason, follow_ups: the model's words, in Chinese."""

    level: int
    reason: str
    quotes: tuple[str, ...]
    follow_ups: tuple[str, ...]
    model: str


def rate(
    question: RubricQuestion,
    answer: str,
    *,
    judge: Judge,
    names: Sequence[str],
    may_ask: Callable[[str], bool],
) -> JudgeRating | NotMeasured:
    """Two passes, the second with the anchors in reverse order; they must give the same level.

    names: the candidate's, hidden like every other name. may_ask: whether a follow-up is lawful to ask.
    Raises BoundaryError from the judge. Source: docs/scoring.md#judge.
    """
    masked = mask(answer, names=names)
    first = _pass(question, masked, judge, rising=True)
    if isinstance(first, NotMeasured):
        return first
    second = _pass(question, masked, judge, rising=False)
    if isinstance(second, NotMeasured):
        return second
    if first.level != second.level:
        return DISAGREED
    return JudgeRating(
        level=first.level,
        reason=mask(first.reason, names=names).text,
        quotes=tuple(own for quote in first.quotes if (own := masked.quote(quote)) is not None),
        follow_ups=tuple(text for text in first.follow_ups if _is_question(text) and may_ask(text)),
        model=judge.model,
    )


def _pass(
    question: RubricQuestion, masked: Masked, judge: Judge, *, rising: bool
) -> JudgeReply | NotMeasured:
    reply = judge.ask(judge_messages(question, masked.text, rising=rising))
    if reply is None:
        return UNREADABLE
    quotable = (QUOTE_MIN_CHARS <= len(quote) <= QUOTE_MAX_CHARS for quote in reply.quotes)
    if not all(quotable) or any(masked.quote(quote) is None for quote in reply.quotes):
        return MISQUOTED
    return reply


def _is_question(text: str) -> bool:
    return 0 < len(text) <= FOLLOW_UP_MAX_CHARS and text.rstrip().endswith(("？", "?"))
