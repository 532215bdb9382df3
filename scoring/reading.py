"""Signs that an answer is read from a written text: the register of documents, and an even delivery."""

import re
from dataclasses import dataclass
from statistics import mean, pstdev

from scoring.lexicon import PATTERNS
from scoring.measures import Transcript
from scoring.speech import count_fillers, find_pauses
from scoring.text import spoken

# Particles and turns that speech has and documents have not. Every second sentence of spontaneous Mandarin has one.
_SPOKEN = re.compile(
    r"[嘛吧呢啊呗哦噢嗯呃哎啦咯]|咱|俺|啥|咋|挺[^拔]|蛮|特别是那|搞|弄|俩|一下|的时候|就是|他说|她说|我说|我就|我跟|那个|这个|这样子|然后|好像|反正|其实|怎么|没有办法"
)
_PARTICULARS = ("number", "person", "speech", "time_point", "done")
# Below this there is too little to tell a careful speaker from a reader. Our choice.
MIN_CHARS = 60
# Densities per 100 characters. Set so that no answer of level 3 or more among 568 graded and written ones is flagged.
WRITTEN_AT_LEAST = 3.0
SPOKEN_AT_MOST = 1.0
PARTICULARS_AT_MOST = 2.5
# With an even delivery a little less of the register is enough; an even delivery alone says nothing.
WRITTEN_WITH_EVEN_DELIVERY = 2.0
EVEN_PAUSES_AT_LEAST = 5
# Coefficient of variation of the pauses: readers pause at punctuation, for much the same time.
EVEN_PAUSE_VARIATION = 0.35
PER_CHARS = 100


@dataclass(frozen=True, slots=True)
class Register:
    """Hits per 100 characters."""

    written: float
    spoken: float
    particulars: float


def reads_aloud(answer: str, *, transcript: Transcript | None = None) -> bool:
    """Whether a person should ask if this was read out. Never lowers a score. Source: docs/scoring.md#reading."""
    said = spoken(answer)
    if len(said) < MIN_CHARS:
        return False
    found = register(said)
    enough = WRITTEN_WITH_EVEN_DELIVERY if transcript and delivered_evenly(transcript) else WRITTEN_AT_LEAST
    return (
        found.written >= enough
        and found.spoken <= SPOKEN_AT_MOST
        and found.particulars <= PARTICULARS_AT_MOST
    )


def register(said: str) -> Register:
    """How much of the text is worded as documents are, as speech is, and about somebody or something particular."""
    scale = PER_CHARS / max(1, len(said))
    particulars = sum(len(PATTERNS[name].findall(said)) for name in _PARTICULARS)
    return Register(
        written=len(PATTERNS["written"].findall(said)) * scale,
        spoken=len(_SPOKEN.findall(said)) * scale,
        particulars=particulars * scale,
    )


def delivered_evenly(transcript: Transcript) -> bool:
    """No filler, and pauses of much the same length; False where there are too few pauses to say."""
    pauses = find_pauses([word for segment in transcript.segments for word in segment.words])
    if len(pauses) < EVEN_PAUSES_AT_LEAST or count_fillers(transcript.text):
        return False
    return pstdev(pauses) <= EVEN_PAUSE_VARIATION * mean(pauses)
