"""How an answer was spoken: pace, pauses, fillers. Observations with weight 0 in every score.

Whisper leaves out most 嗯, 呃 and repetitions, since it learnt from edited subtitles: the filler figure is a
lower bound, and is comparable between answers transcribed by the same engine version only.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from scoring.measures import Flag, NotMeasured, SpeechMeasures, Transcript, Word

# Mandarin pauses of 0.25 s and more are heard as pauses; recognisers place word edges to about 0.2 s.
PAUSE_MIN_S = 0.5
MIN_CHARACTERS = 10
MIN_VOICED_S = 3.0
MIN_FILLER_CHARACTERS = 30

# Sounds of hesitation, wherever they stand alone.
_HESITATION = re.compile(r"[嗯呃]+|(?<![\u4e00-\u9fff])[额唔啊]+(?![\u4e00-\u9fff])")
# Words that fill time only where nothing depends on them: set off by commas, or doubled.
_DISCOURSE = re.compile(
    r"(?:^|(?<=[，。？！、]))(?:那个|这个|就是说?|然后|反正|怎么说呢)(?=[，、…])|(那个|这个|就是|然后)[，、]?\1"
)

TOO_LITTLE_SPEECH = NotMeasured("有效语音太短，无法测量")
NO_WORD_TIMES = NotMeasured("转写结果没有词时间")
UNRELIABLE = NotMeasured("转写不可靠，无法测量")
NOT_MANDARIN = NotMeasured("不是普通话，无法测量")

_WITHHOLDING = {
    Flag.SILENCE: TOO_LITTLE_SPEECH,
    Flag.NOISE: UNRELIABLE,
    Flag.LOOP: UNRELIABLE,
    Flag.PROMPT_ECHO: UNRELIABLE,
    Flag.WRONG_LANGUAGE: NOT_MANDARIN,
}


def measure_speech(transcript: Transcript) -> SpeechMeasures:
    """Pace, pauses and fillers of a transcript with word times; each NotMeasured where there is too little."""
    for flag in transcript.flags:
        if flag in _WITHHOLDING:
            return _nothing(_WITHHOLDING[flag])
    words = [word for segment in transcript.segments for word in segment.words]
    if not words:
        return _nothing(NO_WORD_TIMES if transcript.text else TOO_LITTLE_SPEECH)
    voiced_s = voiced_seconds(words)
    characters = count_characters(transcript.text)
    if characters < MIN_CHARACTERS or voiced_s < MIN_VOICED_S:
        return _nothing(TOO_LITTLE_SPEECH)
    pauses = find_pauses(words)
    return SpeechMeasures(
        speech_rate_cpm=round(60.0 * characters / voiced_s, 1),
        articulation_share=round(min(1.0, voiced_s / transcript.duration_s), 4),
        pause_count=len(pauses),
        longest_pause_s=round(max(pauses, default=0.0), 2),
        fillers_per_100_chars=_filler_rate(transcript.text, characters),
    )


def find_pauses(words: Sequence[Word]) -> list[float]:
    """Seconds of each silence between words of at least PAUSE_MIN_S, in order."""
    gaps = (after.start_s - before.end_s for before, after in pairwise(words))
    return [gap for gap in gaps if gap >= PAUSE_MIN_S]


def voiced_seconds(words: Sequence[Word]) -> float:
    """Time from the first word to the last, without the pauses."""
    return words[-1].end_s - words[0].start_s - sum(find_pauses(words))


def count_characters(text: str) -> int:
    """Chinese characters, plus one for each Latin word or number."""
    return len(re.findall(r"[\u4e00-\u9fff]|[A-Za-z0-9]+", text))


def count_fillers(text: str) -> int:
    """Hesitations and words that only fill time; 就是 and 然后 inside a sentence are not counted."""
    return len(_HESITATION.findall(text)) + sum(1 for _ in _DISCOURSE.finditer(text))


def _filler_rate(text: str, characters: int) -> float | NotMeasured:
    if characters < MIN_FILLER_CHARACTERS:
        return TOO_LITTLE_SPEECH
    return round(100.0 * count_fillers(text) / characters, 2)


def _nothing(reason: NotMeasured) -> SpeechMeasures:
    return SpeechMeasures(reason, reason, reason, reason, reason)
