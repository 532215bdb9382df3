"""Stored scoring profiles: immutable content, and which one new interviews pin."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hiring.errors import Conflict
from hiring.model.ids import StaffId


class ProfileState(StrEnum):
    SHIPPED = "shipped"  # came with the program; the newest is used when no profile is active
    DRAFT = "draft"  # calibrated; waits for a person
    ACTIVE = "active"  # new interviews pin it; at most one
    REPLACED = "replaced"  # was active until another one was activated; may be again
    RETIRED = "retired"  # taken out of use for good


class ProfileAction(StrEnum):
    ACTIVATE = "activate"
    RETIRE = "retire"


PROFILE_STATE_NAMES: dict[ProfileState, str] = {
    ProfileState.SHIPPED: "随软件提供",
    ProfileState.DRAFT: "待启用",
    ProfileState.ACTIVE: "使用中",
    ProfileState.REPLACED: "已被替换",
    ProfileState.RETIRED: "已停用",
}

_ACTIVATABLE = frozenset({ProfileState.DRAFT, ProfileState.REPLACED})
_RETIRABLE = frozenset({ProfileState.DRAFT, ProfileState.ACTIVE, ProfileState.REPLACED})


@dataclass(eq=False)
class ScoringProfile:
    """body: the profile's JSON, whose hex sha256 is sha256. base_version: of a calibrated one, what it stands on."""

    version: str
    sha256: str
    base_version: str | None
    body: str
    created_by: StaffId | None  # None: came with the program
    created_at: datetime
    state: ProfileState

    def activate(self) -> bool:
        """False when it is active already. Raises Conflict(PF302) from a state that can't be."""
        return self._move(ProfileState.ACTIVE, _ACTIVATABLE)

    def retire(self) -> bool:
        """False when it is retired already. Raises Conflict(PF302) for a shipped one."""
        return self._move(ProfileState.RETIRED, _RETIRABLE)

    def _move(self, to: ProfileState, allowed: frozenset[ProfileState]) -> bool:
        if self.state == to:
            return False
        if self.state not in allowed:
            raise Conflict("PF302", state=PROFILE_STATE_NAMES[self.state])
        self.state = to
        return True


@dataclass(eq=False)
class ProfileChange:
    """A named person's act, with a reason; never rewritten."""

    id: str
    version: str
    action: ProfileAction
    reason: str
    changed_by: StaffId
    changed_at: datetime
