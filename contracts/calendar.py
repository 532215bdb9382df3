"""The last days of terms. Both the first and the last day belong to a term. docs/contracts.md#dates."""

from calendar import monthrange
from datetime import date, timedelta


def last_day(first: date, *, months: int) -> date:
    """The last day of `months` months that begin on `first`.

    The day before the corresponding day of the last month; where that month has no corresponding day, its last day
    (民法典 202). 2026-01-31 and one month: 2026-02-28. 2025-03-01 and 36 months: 2028-02-29. months >= 1.
    """
    count = first.year * 12 + first.month - 1 + months
    year, month = divmod(count, 12)
    days = monthrange(year, month + 1)[1]
    if first.day > days:
        return date(year, month + 1, days)
    return date(year, month + 1, first.day) - timedelta(days=1)


def written(day: date) -> str:
    """2026年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"
