"""Chinese and Arabic numerals: 三十六 -> 36, 贰佰万 -> 2000000, 六千五 -> 6500, 一点五 -> 1.5, 二〇二六 -> 2026."""

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    **{c: i for i, c in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "两": 2,
    "俩": 2,
    "仨": 3,
    "弍": 2,
    "弌": 1,
    "参": 3,
}
_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}
_SECTIONS = {"万": 10_000, "亿": 100_000_000}

CHARS = "".join(DIGITS) + "".join(_SCALES) + "".join(_SECTIONS)
ARABIC = r"[0-9]{1,12}(?:\.[0-9]{1,6})?"
CHINESE = rf"[{CHARS}]{{1,16}}(?:点[{CHARS}]{{1,6}})?"
NUMBER = rf"(?:(?<![0-9.]){ARABIC}千?万?亿?|(?<![{CHARS}]){CHINESE})"  # never from the middle of a number


def value(text: str) -> float:
    """The number `text` stands for. text: one match of NUMBER."""
    if text[0].isascii():
        return _arabic(text)
    whole, _, fraction = text.partition("点")
    number = float(_whole(whole))
    if fraction:
        number += float("0." + "".join(str(DIGITS.get(c, 0)) for c in fraction))
    return number


def shown(number: float) -> str:
    """The shortest decimal writing: 3.5, 20, 200000."""
    return f"{number:.4f}".rstrip("0").rstrip(".")


def _arabic(text: str) -> float:
    digits = text.rstrip("千万亿")
    scale = 1
    for unit in text[len(digits) :]:
        scale *= _SCALES.get(unit) or _SECTIONS[unit]
    return float(digits) * scale


def _whole(text: str) -> int:
    if len(text) > 1 and all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))  # digit by digit: 二〇二六
    total = section = digit = 0
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in ("廿", "卅"):
            section, digit = section + _SCALES[c], 0
        elif c in _SCALES:
            section, digit = section + (digit or 1) * _SCALES[c], 0
        else:
            total, section, digit = (total + section + digit) * _SECTIONS[c], 0, 0
    return total + section + digit * _spoken_scale(text)


def _spoken_scale(text: str) -> int:
    """What a last digit counts: 六千五 is 6,500 and 一万二 12,000, but 六十五 is 65 and 六千零五 6,005."""
    before = text[-2:-1]
    return max(1, (_SCALES.get(before) or _SECTIONS.get(before, 1)) // 10)
