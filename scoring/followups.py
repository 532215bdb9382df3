"""Follow-up questions for the human round, aimed at what this answer left open."""

import re
from collections.abc import Callable, Mapping

import numpy as np

from scoring.advice import short
from scoring.embedding_port import Embedder
from scoring.features.assemble import Measured, measure
from scoring.features.coverage import Kind, kinds_shown
from scoring.lexicon import PATTERNS
from scoring.measures import RubricQuestion
from scoring.profile import Profile
from scoring.text import Unit, spoken

# A human round asks two or three things about one answer; the bank's probes come after them.
MOST_TARGETED = 2
_WE, _I = re.compile(r"我们|大家|团队"), re.compile(r"我(?!们)")
_SUPPOSED = re.compile(r"如果|假如|假设|要是|(?:你|您)会(?:怎么|怎样|如何|先)")
# 您会怎么处理？请结合一次真实的经历: the case is supposed, the answer is to be an account all the same.
_EXPERIENCED = re.compile(r"经历|真实|实例|(?:遇到|发生|处理)过|[讲说]一次")
_OF_THE_PAST = frozenset({Kind.SITUATION, Kind.RESULT, Kind.CHANGE})

# What is asked where a kind of evidence is missing; the order is what a reviewer misses most (our choice).
_ASKS: Mapping[Kind, Callable[[str], str]] = {
    Kind.ACTION: lambda said: f"您说到“{said}”，当时您本人具体做了哪几步？",
    Kind.RESULT: lambda said: f"“{said}”之后结果怎样？有什么数字或反馈可以说明？",
    Kind.ANALYSIS: lambda said: f"“{said}”：您当时凭什么判断应该这样做？还考虑过什么别的办法？",
    Kind.SITUATION: lambda said: f"您说到“{said}”，那是什么时候、什么场合，涉及多少人或多大金额？",
    Kind.CHANGE: lambda said: f"经过“{said}”这件事，您后来改了什么做法？再遇到时效果如何？",
}


def follow_ups(
    question: RubricQuestion, answer: str, *, embedder: Embedder, profile: Profile
) -> tuple[str, ...]:
    """At most two about this answer's gaps, with its own words; then the bank's probes, least answered first.

    The answer has a score. Source: docs/scoring.md#follow-up-questions.
    """
    measured = measure(
        question, answer, embedder=embedder, reference=profile.reference, reader=profile.reader
    )
    targeted = _targeted(question, measured)
    return (*targeted[:MOST_TARGETED], *by_need(question.probes, measured, embedder))


def open_kinds(question: RubricQuestion, measured: Measured) -> list[Kind]:
    """The kinds of evidence the answer lacks, most missed first.

    A question about a case that never happened has no when and no afterwards.
    """
    asked = question.question
    supposed = _SUPPOSED.search(asked) is not None and _EXPERIENCED.search(asked) is None
    shown = kinds_shown(measured)
    return [kind for kind in _ASKS if kind not in shown and not (supposed and kind in _OF_THE_PAST)]


def _targeted(question: RubricQuestion, measured: Measured) -> list[str]:
    asked = []
    shared = _shared_credit(measured)
    if shared is not None:
        asked.append(f"您说“{short(shared)}”，其中由您本人负责的是哪一部分？")
    return asked + [_ASKS[kind](_anchor_words(measured, kind)) for kind in open_kinds(question, measured)]


def _shared_credit(measured: Measured) -> Unit | None:
    """A unit that credits 我们, in an answer where 我 alone hardly acts."""
    said = "".join(measured.said)
    if len(_WE.findall(said)) <= len(_I.findall(said)):
        return None
    return next((unit for unit in measured.units if _WE.search(unit.text)), None)


def _anchor_words(measured: Measured, kind: Kind) -> str:
    """The words a question about the missing kind hangs on: the last own act for results, else the fullest unit."""
    acts = [u for u in measured.units if PATTERNS["own_act"].search(spoken(u.text))]
    if acts and kind in (Kind.RESULT, Kind.ANALYSIS, Kind.CHANGE):
        return short(acts[-1])
    return short(max(measured.units, key=lambda unit: len(spoken(unit.text))))


def by_need(probes: tuple[str, ...], measured: Measured, embedder: Embedder) -> list[str]:
    """The bank's probes, the one whose meaning the answer touches least first."""
    if not probes:
        return []
    touched = np.asarray(embedder.embed(probes) @ measured.vectors.T).max(axis=1)
    return [probes[i] for i in np.argsort(touched, kind="stable")]
