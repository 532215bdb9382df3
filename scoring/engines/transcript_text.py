"""From a recogniser's text to the product's: simplified Chinese, full-width punctuation, numbers as spoken.

Every change is an edit of a span, so it can be carried over to timed words as well.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from scoring.engines.numerals import Edit, spoken_numbers
from scoring.measures import Word
from scoring.neutral import Neutral

HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_PUNCTUATION = str.maketrans({",": "，", "?": "？", "!": "！", ";": "；", ":": "："})
_SPACE = re.compile(rf"(?<=[{HAN}，。？！；：、])\s+|\s+(?=[{HAN}，。？！；：、])")
# OpenCC leaves these two alone, since they are also written so in simplified text, in the words listed.
_ZHE = re.compile(r"(?<![显卓原名编土论专巨译合遗])著(?![名作称述者书录])")
_ZHANG = re.compile(r"(?<![蚊营纱罗])帐(?![篷幕帘])")


@cache
def _converter(name: str) -> Any:
    from opencc import OpenCC  # loads its tables: not at import

    return OpenCC(name)


def simplify(text: str) -> str:
    """Traditional characters become simplified ones; nothing else changes."""
    return _ZHANG.sub("账", _ZHE.sub("着", str(_converter("t2s").convert(text))))


def traditional(text: str) -> str:
    """Simplified characters become traditional ones."""
    return str(_converter("s2t").convert(text))


def normalise(text: str) -> str:
    """Simplified characters, one Unicode form, Chinese punctuation and spoken numbers in Chinese text."""
    text = simplify(unicodedata.normalize("NFKC", text)).strip()
    for edits in _chinese_edits(text):
        text = apply_edits(text, edits)
    return text


def plain(text: str) -> Neutral:
    """The text simplified, in half-width forms and with numbers as spoken, and where each character stood.

    Characters are mapped one by one, by the whole text's conversion where that keeps its length.
    """
    characters = [(new, i) for i, old in enumerate(text) for new in unicodedata.normalize("NFKC", old)]
    folded = "".join(new for new, _ in characters)
    simple = simplify(folded)
    if len(simple) != len(folded):
        simple = "".join(one if len(one := simplify(new)) == 1 else new for new in folded)
    spans = [(i, i + 1) for _, i in characters]
    for edit in reversed(spoken_numbers(simple) if is_chinese(simple) else []):
        whole = (spans[edit.start][0], spans[edit.end - 1][1])
        simple = simple[: edit.start] + edit.text + simple[edit.end :]
        spans[edit.start : edit.end] = [whole] * len(edit.text)
    return Neutral(simple, tuple(spans))


def simplify_words(words: Sequence[Word]) -> list[Word]:
    """Each word simplified on its own, its length kept wherever OpenCC keeps it."""
    return [_with_text(word, simplify(word.text)) for word in words]


def normalise_words(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of one sentence, normalised so that their texts joined are normalise() of the sentence."""
    words = [_with_text(word, simplify(unicodedata.normalize("NFKC", word.text))) for word in words]
    text = "".join(word.text for word in words)
    if not text.strip():
        return ()
    edits = [Edit(0, len(text) - len(text.lstrip()), ""), Edit(len(text.rstrip()), len(text), "")]
    words = edit_words(words, edits)
    for edits in _chinese_edits("".join(word.text for word in words)):
        words = edit_words(words, edits)
    return tuple(word for word in words if word.text)


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text after edits that are in order and do not overlap."""
    cuts = [0, *(position for edit in edits for position in (edit.start, edit.end)), len(text)]
    kept = [text[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
    return "".join(
        part for pair in zip(kept, [*(edit.text for edit in edits), ""], strict=True) for part in pair
    )


def edit_words(words: Sequence[Word], edits: Sequence[Edit]) -> list[Word]:
    """Carry edits of the joined text over: words that share an edit become one word."""
    edited: list[Word] = []
    pending = [edit for edit in edits if edit.start < edit.end]
    position, group, group_start = 0, list[Word](), 0
    for word in words:
        group.append(word)
        position += len(word.text)
        if any(edit.start < position < edit.end for edit in pending):
            continue
        inside = [
            Edit(e.start - group_start, e.end - group_start, e.text) for e in pending if e.end <= position
        ]
        pending = pending[len(inside) :]
        text = "".join(w.text for w in group)
        merged = apply_edits(text, inside)
        edited.extend(_with_text(w, w.text) for w in group) if merged == text else edited.append(
            _merge(group, merged)
        )
        group, group_start = [], position
    return edited


def is_chinese(text: str) -> bool:
    """Are at least half of the letters Chinese characters, or are there digits only?"""
    letters = [c for c in text if c.isalpha()]
    return sum(is_han(c) for c in letters) * 2 >= len(letters)


def is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf"


def spoken_length(text: str) -> int:
    """Chinese characters, plus letters-and-digits words, in the text: what was spoken, without punctuation."""
    return sum(is_han(c) for c in text) + len(re.findall(r"[A-Za-z0-9]+", text))


def _chinese_edits(text: str) -> Iterable[list[Edit]]:
    """Edits to make one after the other; none for text in another language."""
    if not is_chinese(text):
        return
    punctuation = [Edit(i, i + 1, new) for i, new in _punctuation(text)]
    yield punctuation
    text = apply_edits(text, punctuation)
    spaces = [Edit(found.start(), found.end(), "") for found in _SPACE.finditer(text)]
    yield spaces
    yield spoken_numbers(apply_edits(text, spaces))


def _punctuation(text: str) -> Iterable[tuple[int, str]]:
    """Half-width marks beside a Chinese character, and what they become. 3.5 and 10:30 keep theirs."""
    for index, (previous, character) in enumerate(pairwise("\n" + text)):
        following = text[index + 1 : index + 2]
        in_number = previous.isdigit() and character in ".:"
        if not (is_han(previous) or (is_han(following) and not in_number)):
            continue
        new = "。" if character == "." else character.translate(_PUNCTUATION)
        if new != character:
            yield index, new


def _merge(group: Sequence[Word], text: str) -> Word:
    confidence = min(word.confidence for word in group)
    return Word(start_s=group[0].start_s, end_s=group[-1].end_s, text=text, confidence=confidence)


def _with_text(word: Word, text: str) -> Word:
    return Word(start_s=word.start_s, end_s=word.end_s, text=text, confidence=word.confidence)
