"""Names and contact data hidden before a text leaves for a model, and the way back to the candidate's own words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import jieba.posseg

from scoring.neutral import SURNAME

PERSON, CONTACT = "〔某人〕", "〔联系方式〕"
# Hiding too much costs the judge a word; hiding too little costs a person their privacy.
_HAN_DIGIT = "[零〇一二三四五六七八九幺0-9０-９]"
_CONTACTS = re.compile(
    r"[A-Za-z0-9._%+-]+\s*@\s*[A-Za-z0-9.-]+(?:\.[A-Za-z]{2,})?"  # e-mail, complete or cut
    r"|https?://\S+|www\.\S+"
    r"|(?:微信|QQ|qq|Q Q|wechat|WeChat|VX|vx|抖音|微博)号?码?\s*[是为:：]?\s*[A-Za-z0-9_-]{4,}"
    rf"|(?:{_HAN_DIGIT}[\s-]?){{6,}}[Xx]?"  # telephone, identity card, bank card, order and account numbers
    r"|[\u4e00-\u9fff]{2,8}(?:路|街|巷|弄)\d+\s*号(?:\d+\s*(?:室|楼|单元))*"
)
_INTRODUCED = re.compile(
    r"(?:我(?:的名字)?(?:叫|是|姓)|名叫|姓名是?|全名)([\u4e00-\u9fff]{2,3})(?=[，。,；;、\s]|今年|来自|$)"
)
_ADDRESSED = re.compile(
    rf"{SURNAME}(?:总监?|经理|主任|老师|工|博士|医生|护士长?|行长|店长|组长|主管|局长|师傅|先生|女士|小姐|哥|姐|叔|姨)"
    rf"|(?:小|老|阿){SURNAME}(?![\u4e00-\u9fff]?[区板师乡家])"
)
_PERSON_TAGS = frozenset({"nr", "nrfg", "nrt"})
_MIN_NAME = 2  # a single character tagged as a name is a surname or a mistake; `_ADDRESSED` finds surnames


@dataclass(frozen=True, slots=True)
class Masked:
    """text: what a model may see. spans[i]: where text[i] stands in the original, as (start, end)."""

    text: str
    original: str
    spans: tuple[tuple[int, int], ...]

    def quote(self, quote: str) -> str | None:
        """The candidate's own words behind a quote from `text`; None unless it occurs there to the letter."""
        at = self.text.find(quote)
        if at < 0 or not quote:
            return None
        return self.original[self.spans[at][0] : self.spans[at + len(quote) - 1][1]]


def mask(text: str, *, names: Sequence[str] = ()) -> Masked:
    """Hide contact data, the given names, and whatever reads as a person's name."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    position = 0
    for start, end, word in _disjoint(sorted(_found(text, names))):
        pieces += [text[position:start], word]
        spans += [(i, i + 1) for i in range(position, start)] + [(start, end)] * len(word)
        position = end
    spans += [(i, i + 1) for i in range(position, len(text))]
    return Masked("".join([*pieces, text[position:]]), text, tuple(spans))


def _found(text: str, names: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    for match in _CONTACTS.finditer(text):
        yield match.start(), match.end(), CONTACT
    for match in _INTRODUCED.finditer(text):
        yield match.start(1), match.end(1), PERSON
    for match in _ADDRESSED.finditer(text):
        yield match.start(), match.end(), PERSON
    for name in _forms(names):
        for match in re.finditer(re.escape(name), text, flags=re.IGNORECASE):
            yield match.start(), match.end(), PERSON
    yield from _tagged(text)


def _forms(names: Sequence[str]) -> Iterator[str]:
    """A name as it may be spoken: whole, and without the surname."""
    for name in (name.strip() for name in names):
        if len(name) >= _MIN_NAME:
            yield name
        if len(name) > _MIN_NAME and re.fullmatch(r"[\u4e00-\u9fff]{3,4}", name):
            yield name[-2:]


def _tagged(text: str) -> Iterator[tuple[int, int, str]]:
    position = 0
    for word, tag in jieba.posseg.cut(text):
        if tag in _PERSON_TAGS and len(word) >= _MIN_NAME and re.match(SURNAME, word):
            yield position, position + len(word), PERSON
        position += len(word)


def _disjoint(found: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Overlapping finds as one, so that no half of a name stays visible."""
    held: tuple[int, int, str] | None = None
    for start, end, word in found:
        if held is not None and start < held[1]:
            held = (held[0], max(held[1], end), held[2])
            continue
        if held is not None:
            yield held
        held = (start, end, word)
    if held is not None:
        yield held
