"""Is a term written in a text? As it stands, or its characters close together in another order: 处理客户投诉 for 投诉处理."""

import re

from scoring.resume.vocabulary import fold

_LATIN_RUN = re.compile(r"[a-z0-9][a-z0-9+#.\-]+")
_SENTENCE = re.compile(r"[。；;！!？?\n|｜¦]")
_SPACE = re.compile(r"\s+")
_HAN = re.compile(r"^[\u4e00-\u9fff]+$")
# A Chinese term of four characters or more may have others between its words; of shorter ones too little would be left.
_SHORTEST_LOOSE = 4
_LOOSE_SHARE = 0.6
_LOOSE_MORE = 6


def is_written(term: str, text: str) -> bool:
    """Latin names count as whole words; a term with a Latin name in it (ICD-10编码) is met by the name."""
    asked, held = fold(term), fold(text)
    latin = _LATIN_RUN.search(asked)
    if latin and (len(latin[0]) > 2 or latin[0] == asked):
        return re.search(rf"(?<![a-z0-9]){re.escape(latin[0])}(?![a-z0-9+#])", held) is not None
    asked, held = _SPACE.sub("", asked), re.sub(r"[ \t\u3000]+", "", held)
    if not asked.isascii() and asked in held:
        return True
    if len(asked) < _SHORTEST_LOOSE or not _HAN.match(asked):
        return False
    return any(_is_near(asked, sentence) for sentence in _SENTENCE.split(held))


def _is_near(asked: str, sentence: str) -> bool:
    """Whether most pairs of the term's characters stand within a few characters more than it has."""
    pairs = {asked[i : i + 2] for i in range(len(asked) - 1)}
    ends = {asked[:2], asked[-2:]}
    here = [(i, sentence[i : i + 2]) for i in range(len(sentence) - 1) if sentence[i : i + 2] in pairs]
    for begin, _ in here:
        seen = {pair for i, pair in here if begin <= i <= begin + len(asked) + _LOOSE_MORE - 2}
        if ends <= seen and len(seen) >= _LOOSE_SHARE * len(pairs):
            return True
    return False
