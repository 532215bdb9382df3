"""From a recogniser's text to the product's: simplified Chinese, full-width punctuation, numbers as spoken."""

import re
import unicodedata
from functools import cache
from typing import Any

HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_PUNCTUATION = str.maketrans({",": "，", "?": "？", "!": "！", ";": "；", ":": "："})
_SPACE_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}，。？！；：、])\s+(?=[{HAN}，。？！；：、])")


@cache
def _to_simplified() -> Any:
    from opencc import OpenCC  # loads its tables: not at import

    return OpenCC("t2s")


def simplify(text: str) -> str:
    """Traditional characters become simplified ones, character for character; nothing else changes."""
    return str(_to_simplified().convert(text))


def normalise(text: str) -> str:
    """Simplified characters, one Unicode form, Chinese punctuation beside Chinese characters."""
    text = simplify(unicodedata.normalize("NFKC", text)).strip()
    if not is_chinese(text):
        return text
    text = _chinese_punctuation(text)
    return _SPACE_BETWEEN_HAN.sub("", text)


def is_chinese(text: str) -> bool:
    """Are at least half of the letters Chinese characters?"""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(is_han(c) for c in letters) * 2 >= len(letters)


def is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf"


def spoken_length(text: str) -> int:
    """Chinese characters, plus letters-and-digits words, in the text: what was spoken, without punctuation."""
    return sum(is_han(c) for c in text) + len(re.findall(r"[A-Za-z0-9]+", text))


def _chinese_punctuation(text: str) -> str:
    out = []
    for index, character in enumerate(text):
        previous = text[index - 1] if index else ""
        following = text[index + 1] if index + 1 < len(text) else ""
        # 3.5, 10:30 and "No. 5, Ltd" keep theirs.
        if is_han(previous) or (is_han(following) and not previous.isdigit()):
            character = "。" if character == "." else character.translate(_PUNCTUATION)
        out.append(character)
    return "".join(out)
