"""One attempt at one leased task, whatever it is about: its lease is kept while it computes, and its end is noted."""

from collections.abc import Callable
from enum import StrEnum

import structlog

from hiring.errors import BoundaryError, Conflict, NotFound, Permanent, Transient
from scoring.engines.errors import EngineError
from workers.lease_keeper import LeaseKeeper

log = structlog.get_logger()


class Ended(StrEnum):
    """How an attempt ended."""

    DONE = "done"
    SKIPPED = "skipped"
    NOT_NEEDED = "not_needed"  # finished already, or somebody else holds it
    FAILED = "failed"
    FENCED = "fenced"  # another attempt took over, or what it was about is gone; nothing was written


def attempt(
    task_id: str,
    kind: str,
    *,
    work: Callable[[], Ended],
    extend: Callable[[], None],
    fail: Callable[[str, bool], None],
    limit_s: float,
    **about: str,
) -> Ended:
    """Run `work` under a lease that `extend` keeps. fail: told the code, and whether another try may help. about: for the log.

    An unexpected error leaves the lease to lapse; the reconciler brings the task back until its tries are used up.
    """
    with LeaseKeeper(task_id, extend, limit_s):
        try:
            ended = work()
        except (Conflict, NotFound):
            ended = Ended.FENCED
        except (Permanent, Transient) as error:
            code, retry = _code_of(error), isinstance(error, Transient)
            log.warning("attempt_failed", task_id=task_id, kind=kind, code=code, retry=retry)
            fail(code, retry)
            ended = Ended.FAILED
    log.info("task_ended", task_id=task_id, kind=kind, how=ended, **about)
    return ended


def _code_of(error: BoundaryError) -> str:
    return error.code.value if isinstance(error, EngineError) else error.reason
