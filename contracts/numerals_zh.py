"""Clause numbers as a contract writes them: 第十一条."""

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """1 to 99: 一, 十, 十一, 二十, 九十九."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones or not tens else "")
