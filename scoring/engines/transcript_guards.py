"""What tells a transcript from a recogniser's invention: silence, noise, loops, stock phrases.

Hints are never given to the model as a prompt, so it has nothing to echo.

Every threshold was set on real Mandarin clips, room noise, babble and the project's own recordings; the
measurements are in bench/results/engines.md.
"""

import re
from dataclasses import dataclass

from scoring.engines.numerals import Edit
from scoring.engines.transcript_text import spoken_length

# Sentences that Whisper learnt from subtitles and writes over silence and music.
STOCK_PHRASES = re.compile(
    r"请不吝点赞|点赞.{0,4}订阅|订阅.{0,4}(转发|打赏|频道)|明镜与点点|字幕(由|by|制作|志愿者|提供)|"
    r"Amara\.?org|中文字幕|索兰娅|感谢(您的)?(观看|收看|收听)|谢谢(大家|您的)?(观看|收看|收听)|"
    r"Thank(s| you) for watching|Subtitles by|以下是普通话的句子",
    re.IGNORECASE,
)
STOCK_MAX_CHARS = 40  # a person may speak of subtitles inside a longer sentence
LOOP_SHARE = 0.5  # of the characters inside one repeated phrase
LOOP_MIN_REPEATS = 4
LOOP_MAX_PERIOD = 12
# People repeat themselves ("然后，然后"); four times in a row, they rarely do, a decoder does.
_LOOP = re.compile(rf"(.{{1,{LOOP_MAX_PERIOD}}}?)\1{{{LOOP_MIN_REPEATS - 1},}}")
MAX_SYLLABLES_PER_S = 12.0  # fast Mandarin is 7–8


@dataclass(frozen=True, slots=True)
class DecodedPart:
    """A decoded stretch of speech and the recogniser's own doubts about it."""

    text: str
    mean_logprob: float  # per token, natural logarithm
    no_speech: float  # 0–1


# Accepted Mandarin stays above -0.95 even for short, badly recorded clips; babble and machine noise that passes
# the voice detector is at -0.9 and below with no_speech above .6.
HOPELESS_LOGPROB = -1.3
DOUBTFUL_LOGPROB = -0.8
DOUBTFUL_NO_SPEECH = 0.6


def is_unintelligible(part: DecodedPart) -> bool:
    """Is the recogniser guessing, rather than hearing?"""
    if part.mean_logprob < HOPELESS_LOGPROB:
        return True
    return part.mean_logprob < DOUBTFUL_LOGPROB and part.no_speech > DOUBTFUL_NO_SPEECH


def is_stock_phrase(text: str) -> bool:
    """Is the text, or nearly all of it, a subtitle phrase that nobody says in an interview?"""
    return len(text) <= STOCK_MAX_CHARS and STOCK_PHRASES.search(text) is not None


def is_loop(text: str) -> bool:
    """Does one phrase, repeated without a break, make up most of the text?"""
    bare = _bare(text)
    looped = sum(len(found[0]) for found in _LOOP.finditer(bare))
    return looped > LOOP_SHARE * len(bare) and looped >= 2 * LOOP_MIN_REPEATS


def loop_edits(text: str) -> list[Edit]:
    """Edits that cut each run of four or more equal phrases to one."""
    return [Edit(found.end(1), found.end(), "") for found in _LOOP.finditer(text)]


def speaks_too_fast(text: str, voiced_s: float) -> bool:
    """More syllables a second than anybody speaks: invented text over a click or a breath."""
    return spoken_length(text) > max(4.0, MAX_SYLLABLES_PER_S * voiced_s)


def _bare(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
