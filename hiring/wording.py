"""How times, scores and flags are said in Chinese."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import datetime
from math import floor
from zoneinfo import ZoneInfo

from scoring.measures import Flag, NotMeasured

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOT_ENOUGH = "数据不足"
ERASED = "（已删除）"  # in place of what was sealed for a person whose data were deleted

_WEEKDAYS = "一二三四五六日"
_WRITTEN_TIME = re.compile(
    r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]+(\d{1,2})[:：](\d{2})(?:[:：]\d{2})?"
)

FLAG_TEXTS: dict[Flag, str] = {
    Flag.SILENCE: "录音中没有说话声",
    Flag.NOISE: "录音中没有可辨识的话语",
    Flag.PROMPT_ECHO: "识别结果不可信（疑似重复提示词）",
    Flag.LOOP: "识别结果不可信（内容重复）",
    Flag.WRONG_LANGUAGE: "回答不是普通话",
    Flag.LOW_CONFIDENCE: "识别把握不大，请对照录音",
    Flag.TOO_SHORT: "内容太少，无法评分",
    Flag.OFF_TOPIC: "内容与问题无关",
    Flag.EVASIVE: "回避了问题",
    Flag.KEYWORD_STUFFING: "术语多而缺少具体行为",
    Flag.EMPTY_PADDING: "篇幅长而缺少具体内容",
    Flag.PROMPT_INJECTION: "含有对评分程序说的话",
    Flag.RUBRIC_ECHO: "复述题目或评分标准",
    Flag.READING_ALOUD: "疑似照稿朗读",
    Flag.MISCONDUCT: "描述了不当行为，请人工核实",
    Flag.HURRIED: "作答快得来不及读题",
    Flag.CLOCK_MISMATCH: "页面计时与服务器不符，用时不可信",
    Flag.LEFT_PAGE: "限时作答中多次离开页面",
    Flag.JUDGE_DISAGREES: "评审模型的评级与评分相差较大，请人工判断",
    Flag.NO_FACE: "画面中多数时间没有人脸",
    Flag.SECOND_FACE: "画面中出现其他人",
    Flag.UNPLAYABLE: "录像无法播放",
    Flag.CORRECTED: "候选人更正了转写",
    Flag.HEAVILY_CORRECTED: "候选人对转写改动较大，请对照录音",
}


def time_text(moment: datetime) -> str:
    """E.g. "6月12日（周五）14:00", in China's time."""
    local = moment.astimezone(SHANGHAI)
    return f"{local.month}月{local.day}日（周{_WEEKDAYS[local.weekday()]}）{local:%H:%M}"


def day_text(moment: datetime) -> str:
    """E.g. "2026-06-12", in China's time."""
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d}"


def parse_time(text: str) -> datetime | None:
    """A time written as "2026-06-12 14:00" in China's time; None when it isn't one."""
    found = _WRITTEN_TIME.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute = (int(part) for part in found.groups())
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1] or hour > 23 or minute > 59:
        return None
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


def whole(score: float) -> str:
    """Rounded half up, as the pages do it: a card and its page show the same number."""
    return str(floor(score + 0.5))


def score_with_interval(
    score: float | NotMeasured, interval: tuple[float, float] | NotMeasured, *, unit: str = ""
) -> str:
    """E.g. "78 分（71–85）", or 数据不足."""
    if isinstance(score, NotMeasured) or isinstance(interval, NotMeasured):
        return NOT_ENOUGH
    return f"{whole(score)}{unit}（{whole(interval[0])}–{whole(interval[1])}）"


def bullets(lines: Iterable[str]) -> str:
    """A Markdown list, one line each."""
    return "\n".join(f"- {line}" for line in lines)


def clip(text: str, *, max_bytes: int) -> str:
    """Cut at a character so that the UTF-8 form fits, ending in … when anything was cut."""
    raw = text.encode()
    if len(raw) <= max_bytes:
        return text
    return raw[: max_bytes - len("…".encode())].decode(errors="ignore") + "…"
