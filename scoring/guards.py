"""Checks before and beside the score: what can't be scored, and what a person should look at."""

import re
from dataclasses import dataclass

from scoring.features.assemble import Measured
from scoring.lexicon import INJECTION
from scoring.measures import Flag, NotMeasured, RubricQuestion
from scoring.profile import Profile
from scoring.text import han_count, latin_word_count, spoken, units

# Two short sentences; below this no answer of a graded set showed conduct (the shortest good one has 65).
MIN_CHARS = 16
# A Mandarin answer with technical terms stays above this share of Han characters against Latin words.
MIN_HAN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Gate:
    """text: the answer without the parts addressed to the scorer. withheld: why it can't be scored."""

    text: str
    flags: tuple[Flag, ...]
    withheld: NotMeasured | None = None


def gate(answer: str) -> Gate:
    """What can be read from the text alone, before any model is asked."""
    if han_count(answer) < MIN_HAN_SHARE * (han_count(answer) + latin_word_count(answer)):
        return Gate(answer, (Flag.WRONG_LANGUAGE,), NotMeasured("回答大部分不是普通话，无法评分"))
    kept, injected = _without_injection(answer)
    flags = (Flag.PROMPT_INJECTION,) if injected else ()
    if len(spoken(kept)) < MIN_CHARS:
        reason = "除了对评分系统说的话，没有可评的内容" if injected else "说得太少，无法评分"
        return Gate(kept, (*flags, Flag.TOO_SHORT), NotMeasured(reason))
    return Gate(kept, flags)


def _without_injection(answer: str) -> tuple[str, bool]:
    """Blanks the units that speak to the scorer, keeping every other character at its place."""
    if not INJECTION.search(spoken(answer)) and not INJECTION.search(answer):
        return answer, False
    kept = answer
    for unit in units(answer):
        if INJECTION.search(unit.text) or INJECTION.search(spoken(unit.text)):
            kept = kept[: unit.start] + "，" * (unit.end - unit.start) + kept[unit.end :]
    return kept, True


# Copying this share of the top anchor's wording doesn't happen by chance (0 in every honest graded answer).
RUBRIC_COPIED_SHARE = 0.2
_NAMES = {
    "off_topic": Flag.OFF_TOPIC,
    "evasive": Flag.EVASIVE,
    "stuffed": Flag.KEYWORD_STUFFING,
    "padded": Flag.EMPTY_PADDING,
    "misconduct": Flag.MISCONDUCT,
}


def review(measured: Measured, *, profile: Profile) -> tuple[tuple[Flag, ...], NotMeasured | None]:
    """Flags read by the profile's guards, and the reason for withholding if there is one."""
    flags: list[Flag] = []
    withheld: NotMeasured | None = None
    for name, guard in profile.guards.items():
        probability = guard.head.probability(measured)
        if probability >= guard.flag_at:
            flags.append(_NAMES[name])
        if probability >= guard.withhold_at:
            withheld = NotMeasured("回答与题目无关，不评分，请人工查看")
    if measured.numbers["rubric_copied"] >= RUBRIC_COPIED_SHARE:
        flags.append(Flag.RUBRIC_ECHO)
    return tuple(flags), withheld


def echoes(question: RubricQuestion, answer: str) -> bool:
    """Whether the answer is little more than the question read back."""
    said = re.sub(r"\W", "", spoken(answer))
    return bool(said) and said in spoken(question.question)
