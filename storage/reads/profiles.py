"""The stored scoring profiles for a list: what each was fitted on, what it gains, and who changed its use."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from hiring.model.scoring_profile import ProfileAction, ProfileState


@dataclass(frozen=True, slots=True)
class ChangeLine:
    action: ProfileAction
    reason: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """calibration: the JSON of a calibrated profile; None for a shipped one. interviews: how many pin it."""

    version: str
    sha256: str
    base_version: str | None
    state: ProfileState
    in_force: bool
    created_by_name: str
    created_at: datetime
    calibration: Mapping[str, Any] | None
    interviews: int
    changes: tuple[ChangeLine, ...]


def profile_list(session: Session, *, in_force: str | None) -> Sequence[ProfileLine]:
    """Newest first. in_force: the version that new interviews pin."""
    changes: dict[str, list[ChangeLine]] = {}
    for row in session.execute(text(_CHANGES)):
        line = ChangeLine(ProfileAction(row.action), row.reason, row.name, row.changed_at)
        changes.setdefault(row.version, []).append(line)
    return [
        ProfileLine(
            version=row.version,
            sha256=row.sha256,
            base_version=row.base_version,
            state=ProfileState(row.state),
            in_force=row.version == in_force,
            created_by_name=row.name or "",
            created_at=row.created_at,
            calibration=json.loads(row.body) if row.body else None,
            interviews=row.interviews,
            changes=tuple(changes.get(row.version, ())),
        )
        for row in session.execute(text(_PROFILES))
    ]


_PROFILES = """
SELECT p.version, p.sha256, p.base_version, p.state, p.created_at, staff.name,
    CASE WHEN p.base_version IS NULL THEN NULL ELSE p.body END AS body,
    (SELECT count(*) FROM interview i WHERE i.plan ->> 'scoring_profile' = p.version) AS interviews
FROM scoring_profile p LEFT JOIN staff ON staff.id = p.created_by
ORDER BY p.created_at DESC, p.version
"""

_CHANGES = """
SELECT c.version, c.action, c.reason, c.changed_at, staff.name
FROM profile_change c JOIN staff ON staff.id = c.changed_by ORDER BY c.changed_at, c.id
"""
