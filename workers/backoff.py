"""How long to wait before trying again: full jitter, so that many who failed together don't return together.

Source: Marc Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015.
"""

import random
from datetime import timedelta

BASE = timedelta(seconds=1)
LONGEST = timedelta(minutes=5)


def full_jitter(attempt: int, *, random_share: float | None = None) -> timedelta:
    """Between nothing and min(LONGEST, BASE · 2^attempt). attempt: 1 after the first failure."""
    share = random.random() if random_share is None else random_share
    doublings = min(attempt, 30)  # beyond it the power only overflows
    longest: timedelta = min(LONGEST, BASE * 2**doublings)
    return longest * share


def wait_for(attempt: int, *, retry_after: timedelta | None, random_share: float | None = None) -> timedelta:
    """The other side's own hint is a minimum; the jitter comes on top."""
    return full_jitter(attempt, random_share=random_share) + (retry_after or timedelta())
