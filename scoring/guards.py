"""Checks before and beside the score: what can't be scored, and what a person should look at."""

from dataclasses import dataclass

from scoring.embedding_port import Vectors
from scoring.features.assemble import Measured
from scoring.lexicon import INJECTION
from scoring.measures import Flag, NotMeasured, Transcript
from scoring.profile import Profile
from scoring.text import han_count, latin_word_count, spoken, units

# Two short sentences. The shortest good answer of the graded set has 65 characters, so this withholds only stubs.
MIN_CHARS = 16
# A Mandarin answer full of technical terms stays above this share of Han characters against Latin words.
MIN_HAN_SHARE = 0.5
# Copying this share of the top anchor's four-character runs doesn't happen by chance: honest graded answers have 0.
RUBRIC_COPIED_SHARE = 0.15
# Repeating this share of the question's runs and little else: an honest answer repeats a phrase or two of it.
QUESTION_COPIED_SHARE = 0.7
# Above this density of competency words (hits a hundred characters) an empty answer counts as stuffed.
STUFFED_DENSITY = 2.0

# Where an answer stands at most that reads the rubric or the question back: as graded stuffed answers stand.
ECHO_LEVEL = 1.4
LOWEST_LEVEL, HIGHEST_LEVEL = 1.0, 5.0

_UNSCORABLE = {
    Flag.SILENCE: "录音里没有听到说话，无法评分",
    Flag.NOISE: "录音里只有噪声，听不清说话，无法评分",
    Flag.PROMPT_ECHO: "语音识别结果不可靠，无法评分，请人工听取",
    Flag.LOOP: "语音识别结果不可靠，无法评分，请人工听取",
    Flag.WRONG_LANGUAGE: "回答大部分不是普通话，无法评分",
    Flag.UNPLAYABLE: "录音无法播放，无法评分",
}
OFF_TOPIC_REASON = "回答与题目无关，不评分，请人工查看"


@dataclass(frozen=True, slots=True)
class Gate:
    """text: the answer with the parts addressed to the scorer blanked, every character at its place."""

    text: str
    flags: tuple[Flag, ...]
    withheld: NotMeasured | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """level: the expected level after the guards, 1–5."""

    level: float
    flags: tuple[Flag, ...]
    withheld: NotMeasured | None = None


def gate(answer: str, *, transcript: Transcript | None = None) -> Gate:
    """What can be read from the text and the recogniser's flags alone."""
    heard = transcript.flags if transcript else ()
    for flag in heard:
        if flag in _UNSCORABLE:
            return Gate(answer, tuple(heard), NotMeasured(_UNSCORABLE[flag]))
    if not spoken(answer):
        return Gate(answer, (*heard, Flag.TOO_SHORT), NotMeasured("没有作答内容，无法评分"))
    if han_count(answer) < MIN_HAN_SHARE * (han_count(answer) + latin_word_count(answer)):
        return Gate(answer, (*heard, Flag.WRONG_LANGUAGE), NotMeasured(_UNSCORABLE[Flag.WRONG_LANGUAGE]))
    return _without_injection(answer, heard)


def review(measured: Measured, point: Vectors, *, profile: Profile) -> Review:
    """The expected level, drawn towards a guard's level by its probability, and the flags."""
    level = profile.level(point)
    off_centre = measured.meaning - profile.space.centre
    odds = {name: guard.probability(point, off_centre) for name, guard in profile.guards.items()}
    raised = {name for name, guard in profile.guards.items() if odds[name] >= guard.flag_at}
    for name in ("stuffed", "unanswering"):
        level = _drawn(level, odds[name], profile.guards[name].level)
    if "misconduct" in raised:
        guard = profile.guards["misconduct"]
        level = _drawn(level, guard.pull(odds["misconduct"]), guard.level)
    echoed = echoes_rubric(measured)
    level = min(HIGHEST_LEVEL, max(LOWEST_LEVEL, min(level, ECHO_LEVEL) if echoed else level))
    withheld = any(odds[name] >= guard.withhold_at for name, guard in profile.guards.items())
    flags = _flags(measured, raised, withheld=withheld, echoed=echoed)
    return Review(level, flags, NotMeasured(OFF_TOPIC_REASON) if withheld else None)


def _without_injection(answer: str, heard: tuple[Flag, ...]) -> Gate:
    kept = answer
    for unit in units(answer):
        if INJECTION.search(spoken(unit.text)) or INJECTION.search(unit.text):
            kept = kept[: unit.start] + "，" * (unit.end - unit.start) + kept[unit.end :]
    injected = kept != answer
    flags = (*heard, Flag.PROMPT_INJECTION) if injected else tuple(heard)
    if len(spoken(kept)) < MIN_CHARS:
        reason = "除了对评分系统说的话，没有可评的内容" if injected else "说得太少，无法评分"
        return Gate(kept, (*flags, Flag.TOO_SHORT), NotMeasured(reason))
    return Gate(kept, flags)


def _drawn(level: float, probability: float, towards: float) -> float:
    return (1.0 - probability) * level + probability * towards


def echoes_rubric(measured: Measured) -> bool:
    """Whether the answer repeats the wording of the top anchor, or little but the question."""
    copied = measured.number("rubric_copied") >= RUBRIC_COPIED_SHARE
    return copied or measured.number("question_copied") >= QUESTION_COPIED_SHARE


def _flags(measured: Measured, raised: set[str], *, withheld: bool, echoed: bool) -> tuple[Flag, ...]:
    flags: list[Flag] = []
    if withheld:
        flags.append(Flag.OFF_TOPIC)
    elif "unanswering" in raised:
        flags.append(Flag.EVASIVE)
    if "stuffed" in raised:
        stuffed = measured.number("slogan") >= STUFFED_DENSITY
        flags.append(Flag.KEYWORD_STUFFING if stuffed else Flag.EMPTY_PADDING)
    if echoed:
        flags.append(Flag.RUBRIC_ECHO)
    if "misconduct" in raised:
        flags.append(Flag.MISCONDUCT)
    return tuple(flags)
