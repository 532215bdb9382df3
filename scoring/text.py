"""Text of an answer cut into evidence units: verbatim spans of one thought each, punctuated or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A unit shorter than this says too little to compare by meaning; longer ones hold two thoughts.
UNIT_MIN_CHARS = 12
UNIT_MAX_CHARS = 38
# Recognised speech comes without punctuation; these words open a new thought in spoken Mandarin.
_OPENERS = (
    "然后|后来|但是|可是|不过|所以|因为|如果|要是|而且|最后|首先|其次|接着|结果|于是|当时|第一|第二|第三"
    "|我就|我说|他说|她说|我先|我会|我觉得|我们|现在|之后|以后|另外|还有|再就是|比如|反正|毕竟|总之|从那"
    "|那个时候|有一次|去年|前年|一般|同时|事后|不然|好在|幸好|原来|这样|这个|那我|只要|万一|至于"
)
_BREAK = re.compile(r"[，。！？；：,!?;:…\n\r\t]+|\.(?!\d)")
_OPENER = re.compile(f"(?={_OPENERS})")
# Where no opener word is found, a run is cut after one of these particles rather than inside a word.
_PARTICLE = re.compile(r"[了的吗呢吧嘛啊呀着过](?=[^了的吗呢吧嘛啊呀])")
_NOT_SPOKEN = re.compile(r"[\s，。！？；：、,!?;:…“”‘’\"'（）()《》【】\-—~·]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A verbatim span text[start:end] of the answer."""

    text: str
    start: int
    end: int


def spoken(text: str) -> str:
    """The text without spaces and punctuation, so that typed and recognised answers look alike."""
    return _NOT_SPOKEN.sub("", text)


def han_count(text: str) -> int:
    return len(_HAN.findall(text))


def latin_word_count(text: str) -> int:
    return len(_LATIN_WORD.findall(text))


def units(text: str) -> tuple[Unit, ...]:
    """The answer's evidence units in order; each is a verbatim substring without outer punctuation."""
    merged: list[tuple[int, int]] = []
    for start, end in _pieces(text):
        if merged and _may_join(text, merged[-1], (start, end)):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(Unit(text[a:b], a, b) for a, b in merged)


def _may_join(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    left_size = len(spoken(text[left[0] : left[1]]))
    right_size = len(spoken(text[right[0] : right[1]]))
    if left_size + right_size > UNIT_MAX_CHARS:
        return False
    ends_sentence = re.search(r"[。！？!?\n]|\.(?!\d)", text[left[1] : right[0]]) is not None
    return min(left_size, right_size) < (UNIT_MIN_CHARS // 2 if ends_sentence else UNIT_MIN_CHARS)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for mark in [*_BREAK.finditer(text), None]:
        end = mark.start() if mark else len(text)
        if spoken(text[position:end]):
            yield from _split_run(text, position, end)
        position = mark.end() if mark else end


def _split_run(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cuts a run without punctuation at opener words, and by length where there are none."""
    while end - start > UNIT_MAX_CHARS:
        run = text[start:end]
        openers = [m.start() for m in _OPENER.finditer(run) if UNIT_MIN_CHARS <= m.start() <= UNIT_MAX_CHARS]
        particles = [m.end() for m in _PARTICLE.finditer(run) if UNIT_MIN_CHARS <= m.end() <= UNIT_MAX_CHARS]
        cut = openers[0] if openers else particles[0] if particles else UNIT_MAX_CHARS * 2 // 3
        yield start, start + cut
        start += cut
    yield start, end
