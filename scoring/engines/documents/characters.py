"""Characters as a person sees them: radicals, ligatures and icons of PDF fonts folded, invisible characters found."""

import re
import unicodedata

# CJK Radicals Supplement to the ideograph that looks the same. Source: Unicode EquivalentUnifiedIdeograph.txt.
_RADICALS = dict(
    zip(
        "⺁⺄⺌⺍⺎⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺦⺧⺨⺩⺬⺭⺯⺰⺱⺲⺶⺹⺺⺻⺼⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⺟⻳",
        "厂乙小小兀尣巳幺彑彐忄㣺扌攵旡日月歺民氵氺灬爫丬牛犭王示礻糹纟罓罒羊耂肀聿肉艹艹艹虎衤覀西见角讠贝足车辶辶辶邑钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀母龟",
        strict=True,
    )
)
_FOLDED = {
    chr(code): unicodedata.normalize("NFKC", chr(code))
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFAFF), (0xFB00, 0xFB06), (0x2F800, 0x2FA1D))
    for code in range(first, last + 1)
} | _RADICALS
# Symbol and Wingdings bullets, as word processors write them into PDFs.
_BULLETS = dict.fromkeys("\uf0b7\uf06c\uf06e\uf0a7\uf0d8\uf076\uf0fc\uf075\uf077\uf09f", "•")
# What folding yields: characters that a PDF reader may have folded before us.
_FOLDS = frozenset(_FOLDED.values())
_TABLE = str.maketrans({**_FOLDED, **_BULLETS, "\u00a0": " ", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n"})

# Zero-width, bidi controls, soft hyphen, variation selectors, language tags: nobody sees them.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufff8"
    "\U000e0000-\U000e0fff]"
)
_TAGS = re.compile("[\U000e0020-\U000e007e]+")  # ASCII as invisible tag characters
# Controls, and the private-use icons of web fonts (phone, envelope …): a space, so words don't grow together.
_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffc\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")

_CJK = r"\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
IS_CJK = re.compile(f"[{_CJK}]")


def readable(text: str) -> str:
    """`text` in NFC with radicals and ligatures folded; unseen characters gone, icons and controls a space."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _UNREADABLE.sub(" ", _UNSEEN.sub("", text.translate(_TABLE))))


def is_folded(char: str) -> bool:
    """Whether the character may stand for a radical or a ligature of the file."""
    return char in _FOLDS


def smuggled(text: str) -> str:
    """What invisible tag characters spell, e.g. an instruction; "" for none."""
    return "".join(chr(ord(c) - 0xE0000) for run in _TAGS.findall(text) for c in run)


def is_legible(text: str) -> bool:
    """False for the output of a font without a usable character map: more than a third is unreadable."""
    visible = [c for c in text if not c.isspace()]
    return not visible or len(_UNREADABLE.findall("".join(visible))) * 3 <= len(visible)
