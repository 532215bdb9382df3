"""Clause text made comparable, with every character traced back to where it stood.

In order: invisible characters go, full-width becomes half-width (NFKC), traditional becomes simplified, spaces and decoys between
Chinese characters go, quantities are written one way (百分之二十/两成/１/5 -> 20%; 三个半月 -> 3.5个月; 贰佰万元 -> 2000000元).
Linear in the length of the text.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from contracts import numerals
from contracts.numerals import NUMBER
from contracts.traditional import SIMPLIFY

# Variation selectors and combining marks are decoys too; U+00AD, U+200B.., U+2060, U+FEFF are category Cf.
_INVISIBLE = {"Cf", "Mn", "Me", "Cc"}
_BREAKS = "\n\r\u2028\u2029\x0b\x0c"
_DECOYS = "·•*_~^`|\u30fb"
_CIRCLES = "○◯"
_HAN_DIGITS = frozenset("一二三四五六七八九")
_PUNCTUATION = {
    "，": ",", "；": ";", "：": ":", "！": "!", "？": "?", "（": "(", "）": ")", "｡": "。", "【": "(", "】": ")", "〔": "(", "〕": ")",
    "—": "-", "–": "-", "―": "-", "－": "-", "～": "~", "〜": "~", "％": "%", "﹪": "%", "“": "\"", "”": "\"", "「": "\"", "」": "\"", "『": "\"", "』": "\"",
}  # fmt: skip
_HEADING = re.compile(
    r"\s*(?:第[0-9一二三四五六七八九十百]{1,4}[条章节]|[0-9一二三四五六七八九十]{1,3}[、.．)]|[(（][0-9一二三四五六七八九十]{1,3}[)）]|[①-⑳])"
)


@dataclass(frozen=True)
class Normalised:
    """text: what rules read. origin[i]: where text[i] stood in source."""

    source: str
    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open offsets in the source of text[start:end]; the whole source when the piece is empty."""
        if start >= end:
            return 0, len(self.source)
        stop = self.origin[end] if end < len(self.origin) else len(self.source)
        last = self.origin[end - 1] + 1
        return self.origin[start], max(last, stop if _only_invisible(self.source[last:stop]) else last)

    def rewritten(self, pattern: re.Pattern[str], put: Callable[[re.Match[str]], str]) -> "Normalised":
        """With every match replaced, still traced to the source."""
        text, origin = _rewrite(self.text, list(self.origin), pattern, put)
        return Normalised(self.source, text, tuple(origin))


def normalise(source: str) -> Normalised:
    """The comparable form of `source`."""
    chars: list[str] = []
    origin: list[int] = []
    for i, raw in enumerate(source):
        for c in _plain(raw, source, i):
            chars.append(c)
            origin.append(i)
    text, origin = _without_gaps("".join(chars), origin)
    text, origin = _rewrite(text, origin, _THOUSANDS, lambda _m: "")
    text, origin = _rewrite(text, origin, _QUANTITY, _canonical)
    return Normalised(source, text, tuple(origin))


def _plain(c: str, source: str, i: int) -> str:
    if c in _BREAKS:
        return _line_break(source, i)
    if c in _CIRCLES and _HAN_DIGITS & {*source[max(0, i - 1) : i + 2]}:
        return "〇"  # 二○二六年
    if c.isascii():
        return "" if unicodedata.category(c) == "Cc" and c != "\t" else c.lower()
    if c in _PUNCTUATION:
        return _PUNCTUATION[c]
    if unicodedata.category(c) in _INVISIBLE:
        return ""
    if "①" <= c <= "⑳":
        return ";"  # an enumeration mark, not a number
    return "".join(
        _PUNCTUATION.get(x, x) for x in unicodedata.normalize("NFKC", c).lower().translate(SIMPLIFY)
    )


def _line_break(source: str, i: int) -> str:
    """A line break ends a sentence, unless a PDF wrapped the line in its middle."""
    before = source[i - 1] if i else ""
    if _HEADING.match(source, i + 1):
        return "。"
    return "" if before.isalnum() or before in "，、,（(" else "。"


_CJK = r"\u3400-\u9fff"
_TOUCH = rf"{_CJK},。;:!?()%\"、《》<>"
_GAP = re.compile(
    rf"(?<=[{_TOUCH}])[ \t]+|[ \t]+(?=[{_TOUCH}])|(?<=[{_CJK}])[{_DECOYS}]{{1,3}}(?=[{_CJK}])|(?<=\d) (?=\d(?!\d))(?<!\d\d )"
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def _without_gaps(text: str, origin: list[int]) -> tuple[str, list[int]]:
    return _rewrite(text, origin, _GAP, lambda _m: "")


def _rewrite(
    text: str, origin: list[int], pattern: re.Pattern[str], put: Callable[[re.Match[str]], str]
) -> tuple[str, list[int]]:
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for m in pattern.finditer(text):
        new = put(m)
        if new == m.group():
            continue
        pieces += (text[done : m.start()], new)
        places += origin[done : m.start()]
        places += [origin[m.start()]] * (len(new) - 1) + [origin[m.end() - 1]] * bool(new)
        done = m.end()
    pieces.append(text[done:])
    return "".join(pieces), places + origin[done:]


_UNITS = (
    r"个半月|个多月|个月|个季度|个星期|个工作日|个自然日|个日历日|个小时|个钟头|个钟|个年度|个整年|周岁|小时|钟头|星期|礼拜|工作日|元|块钱|块|"
    r"年半|年|月|日|天|周|时|点半|点|倍半|倍|折|份|次(?!性)|分钟|分(?!之)|岁|人(?!事)|名|条(?!件)|款|项|级|档|薪|度|班(?!组)|胎|孩|个|家|期(?!间|限|满|末)|票|宗|款|届|轮|堂|节|单|课时|场(?![所地合景馆面])|趟|笔"
)
_AND = r"(?:又|加|另加?|外加|零(?=[0-9])|(?=零))"  # 零 before a Chinese numeral is read as its first digit
_HOURS_OF_A_WEEKDAY = r"[一二两三四五六七八九]个?半?(?:小时|钟头)"  # 周五四小时 are four hours on Friday
_QUANTITY = re.compile(
    rf"(?P<of>(?P<base>[百千万])分之(?P<ofn>{NUMBER}))"
    rf"|(?P<mixed>(?P<whole>{NUMBER})又(?P<mden>{NUMBER})分之(?P<mnum>{NUMBER}))"
    rf"|(?P<fraction>(?P<den>{NUMBER})分之(?P<num>{NUMBER}))"
    rf"|(?P<tenths>(?P<ten>[0-9一二两三四五六七八九])成(?![立员果本交绩功为长品熟就])(?P<more>[一二三四五六七八九半](?![个年月日]))?)"
    rf"|(?P<zhe>(?P<off>[0-9]{{1,2}}(?:\.[0-9]{{1,2}})?|[一二三四五六七八九](?:点?[一二三四五六七八九])?)折(?![算合现抵旧回返叠磨扣]))"
    rf"|(?P<half>(?<=[的之])半数?(?=[,。;)支给计发]|$)|(?<!另)[一对]半(?![年月天日个小])|半数(?!以))"
    rf"|(?P<halfyear>(?<![大上下前后一])半年(?:{_AND}(?P<hd>{NUMBER})[天日])?)|(?P<halfmonth>(?<![上下前后])半个月|(?<=前)半个月(?=[为是系属算]))|(?P<double>双倍)"
    rf"|(?P<years>(?P<yn>{NUMBER})[年载](?:零|又|加|另|外加)?(?:(?P<ym>{NUMBER})个月|(?P<yh>半|有半)))"
    rf"|(?P<monthdays>(?P<mn>{NUMBER})(?:个月|(?P<quarters>个季度)|(?<=[俩仨两])月){_AND}(?P<md>{NUMBER})[天日])|(?P<spokenmonths>[俩仨两]月)"
    rf"|(?P<cycles>(?P<cyn>{NUMBER})(?P<cycle>周年|载|旬|季(?!度|节|[末初]))(?![岁月考]))"
    rf"|(?P<hourhalf>(?!(?<=[周期拜])[一二三四五六]{_HOURS_OF_A_WEEKDAY})(?P<hh>(?<=[周期拜][一二三四五六])[一二两三四五六七八九]|{NUMBER})个半(?=小时|钟头))|(?P<sumwan>(?<=[金偿付为计款额达罚])(?P<sn>[一二两三四五六七八九十百]+)万(?![人次股份件小个名家字余公里元块圆一二三四五六七八九零]))"
    rf"|(?P<monthhalf>(?P<mh>{NUMBER})个半月)|(?P<times>(?P<tn>{NUMBER})倍半)|(?P<clock>(?P<cn>{NUMBER})点半)"
    rf"|(?P<jiao>(?:(?P<jy>{NUMBER})(?:元|块))?(?!一毛)(?P<jn>[1-9一二两三四五六七八九])[角毛](?![度落色重利形洲债架裤铁钢尺巾病衣豆坯])(?:(?P<jf>[1-9一二三四五六七八九])分?|钱)?)"
    rf"|(?P<yuan>(?P<yuann>{NUMBER})(?P<wan>万)?[余来多]?(?:元|块钱?|圆)(?:人民币|整|正)?)"
    rf"|(?P<bigyuan>(?<![0-9])(?P<bign>[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)万(?![人次股份件小个名家字余公里]))"
    rf"|(?P<sign>[¥￥](?P<sgn>{numerals.ARABIC})元?)"
    rf"|(?P<kilo>(?<![0-9a-z.])(?P<kn>[0-9]{{1,3}}(?:\.[0-9]{{1,2}})?)k(?![a-z0-9]))"
    # Amounts said without their unit, at the end of a part of the sentence: 转正六千五, 罚五十.
    rf"|(?P<bare>(?:(?<=[一-龥])(?<![第超过满达近于量数户件粉播阅销第])(?=[{numerals.CHARS}]{{0,8}}[百千万佰仟])|(?<=[罚扣抠赔掏少减贴])(?=[{numerals.CHARS}]{{0,8}}[十百千万])|(?<=最低)(?=[{numerals.CHARS}]{{0,8}}十))(?P<baren>[{numerals.CHARS}]{{2,12}})(?=[,。;:、)赔罚组构]|$))"
    rf"|(?P<factor>(?:(?<=乘以)|(?<=乘))(?P<fn>{NUMBER}))"
    rf"|(?P<hours>(?<=\d)h(?:rs?|ours?)?(?![a-z]))|(?P<halfhour>半个?(?:小时|钟头|个钟))"
    rf"|(?P<plain>(?P<pn>(?<!第)(?<![每统唯])(?<!之(?=一))(?:(?<![{numerals.CHARS}])|(?<=[周期拜][一二三四五六])(?={_HOURS_OF_A_WEEKDAY}))(?!(?<=[周期拜])[一二三四五六]{_HOURS_OF_A_WEEKDAY})[{numerals.CHARS}]{{1,16}}(?:点[{numerals.CHARS}]{{1,6}})?)(?P<approx>[余多来几])?(?P<unit>{_UNITS}))"
)


def _canonical(m: re.Match[str]) -> str:
    return _CANONICAL[m.lastgroup if m.lastgroup in _CANONICAL else _kind(m)](m)


def _kind(m: re.Match[str]) -> str:
    return next(name for name in _CANONICAL if m.group(name) is not None)


def _number(m: re.Match[str], name: str) -> float:
    return numerals.value(m.group(name))


def _tenths(m: re.Match[str]) -> str:
    more = m.group("more") or ""
    units = 5.0 if more == "半" else (numerals.value(more) if more else 0.0)
    return numerals.shown(_number(m, "ten") * 10 + units) + "%"


def _discount(m: re.Match[str]) -> str:
    """八折 80%, 七五折 75%, 8.5折 85%."""
    text = m.group("off").replace("点", "")
    number = float(text) if text[0].isascii() else float("".join(str(numerals.DIGITS[c]) for c in text))
    return numerals.shown(number if number > 10 else number * 10) + "%"


def _yuan(m: re.Match[str]) -> str:
    return numerals.shown(_number(m, "yuann") * (10_000 if m.group("wan") else 1)) + "元"


def _jiao(m: re.Match[str]) -> str:
    """两角八分 0.28元, 一块二毛 1.2元."""
    yuan, fen = (numerals.value(m.group(g)) if m.group(g) else 0.0 for g in ("jy", "jf"))
    return numerals.shown(yuan + _number(m, "jn") / 10 + fen / 100) + "元"


def _years(m: re.Match[str]) -> str:
    months = 6 if m.group("yh") else _number(m, "ym")
    return numerals.shown(_number(m, "yn") * 12 + months) + "个月"


def _cycles(m: re.Match[str]) -> str:
    """三载 and 三周年 36个月, 五旬 50天, 两季 6个月."""
    number, cycle = _number(m, "cyn"), m.group("cycle")
    if cycle == "旬":
        return numerals.shown(number * 10) + "天"
    return numerals.shown(number * (3 if cycle == "季" else 12)) + "个月"


def _plain_number(m: re.Match[str]) -> str:
    text, unit = m.group("pn"), m.group("unit")
    if unit == "个钟":
        unit = "个小时"
    if text == "十" and unit == "点":
        return "10点"
    if text + unit == "十分":
        return m.group()
    if text in ("万", "千万", "亿", "百", "千") and unit in (
        "分",
        "个",
        "年",
        "家",
        "日",
        "一",
        "名",
        "点",
    ):
        return m.group()
    return numerals.shown(numerals.value(text)) + (m.group("approx") or "") + unit


_CANONICAL: dict[str, Callable[[re.Match[str]], str]] = {
    "of": lambda m: numerals.shown(_number(m, "ofn") / {"百": 1, "千": 10, "万": 100}[m.group("base")]) + "%",
    "mixed": lambda m: numerals.shown(_number(m, "whole") + _number(m, "mnum") / (_number(m, "mden") or 1)),
    "fraction": lambda m: numerals.shown(100 * _number(m, "num") / (_number(m, "den") or 1)) + "%",
    "tenths": _tenths,
    "zhe": _discount,
    "half": lambda _m: "50%",
    "halfyear": lambda m: numerals.shown(6 + (_number(m, "hd") / 30 if m.group("hd") else 0)) + "个月",
    "halfmonth": lambda _m: "0.5个月",
    "double": lambda _m: "2倍",
    "years": _years,
    "monthdays": lambda m: (
        numerals.shown(_number(m, "mn") * (3 if m.group("quarters") else 1) + _number(m, "md") / 30) + "个月"
    ),
    "spokenmonths": lambda m: numerals.shown(numerals.value(m.group()[0])) + "个月",
    "cycles": _cycles,
    "sign": lambda m: numerals.shown(_number(m, "sgn")) + "元",
    "kilo": lambda m: numerals.shown(float(m.group("kn")) * 1000) + "元",
    "factor": lambda m: numerals.shown(_number(m, "fn")),
    "bare": lambda m: numerals.shown(_number(m, "baren")) + "元",
    "monthhalf": lambda m: numerals.shown(_number(m, "mh") + 0.5) + "个月",
    "hourhalf": lambda m: numerals.shown(_number(m, "hh") + 0.5),
    "sumwan": lambda m: numerals.shown(_number(m, "sn") * 10_000) + "元",
    "times": lambda m: numerals.shown(_number(m, "tn") + 0.5) + "倍",
    "clock": lambda m: numerals.shown(_number(m, "cn") + 0.5) + "点",
    "jiao": _jiao,
    "yuan": _yuan,
    "bigyuan": lambda m: numerals.shown(_number(m, "bign") * 10_000) + "元",
    "hours": lambda _m: "小时",
    "halfhour": lambda _m: "0.5小时",
    "plain": _plain_number,
}


def _only_invisible(text: str) -> bool:
    return bool(text) and all(unicodedata.category(c) in _INVISIBLE for c in text)
