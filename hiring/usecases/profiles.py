"""Scoring profiles: entered unchanged, put into use and taken out of it by a named person with a reason.

A change reaches new interviews only: each pins its profile when it is created, and no report is scored again.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime

from hiring.access import Access
from hiring.commands import AddProfile, ChangeProfile
from hiring.errors import Conflict, Invalid, NotFound
from hiring.model.delivery import AuditEntry
from hiring.model.people import SYSTEM, Actor
from hiring.model.scoring_profile import ProfileAction, ProfileChange, ProfileState, ScoringProfile
from hiring.ports import Clock, Ids, UnitOfWork
from scoring.calibration.profile import base_of, faults

MIN_REASON_CHARS = 2


def enter_shipped_profile(text: str, *, uow: UnitOfWork, clock: Clock) -> bool:
    """Keep the profile that the program brings, so that interviews that pin it find it also after an upgrade.

    False when it is there already.
    """
    now = clock.now()
    profile = _profile(text, state=ProfileState.SHIPPED, actor=SYSTEM, at=now)
    with uow:
        if not uow.profiles.add(profile):
            return False
        _note(uow, SYSTEM, "profile.ship", profile, at=now)
        uow.commit()
    return True


def add_profile(command: AddProfile, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids) -> str:  # noqa: ARG001  # every use case takes the same ports
    """Store a calibrated profile as a draft; returns its version.

    Raises Conflict(PF303) for one that is there already, Conflict(PF409) for one that this program can't use.
    """
    access.authorize(command.actor, "profile.calibrate")
    now = clock.now()
    profile = _profile(command.body, state=ProfileState.DRAFT, actor=command.actor, at=now)
    with uow:
        _must_be_usable(uow, profile)
        if profile.base_version is None:
            raise Conflict("PF409")
        if not uow.profiles.add(profile):
            raise Conflict("PF303")
        _note(uow, command.actor, "profile.add", profile, at=now)
        uow.commit()
    return profile.version


def activate_profile(
    command: ChangeProfile, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> bool:
    """New interviews pin this profile from now on; the one before is replaced. False when it is active already.

    Raises Invalid(PF422) without a reason, Conflict(PF302), Conflict(PF409), NotFound(PF404).
    """

    def put_into_use(profile: ScoringProfile) -> bool:
        _must_be_usable(uow, profile)
        if profile.state == ProfileState.ACTIVE:
            return False
        uow.profiles.displace_active()
        return profile.activate()

    return _change(
        command, ProfileAction.ACTIVATE, put_into_use, uow=uow, access=access, clock=clock, ids=ids
    )


def retire_profile(
    command: ChangeProfile, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> bool:
    """Take a profile out of use for good; new interviews pin the shipped one. False when it is retired already.

    Raises as activate_profile.
    """
    return _change(
        command,
        ProfileAction.RETIRE,
        ScoringProfile.retire,
        uow=uow,
        access=access,
        clock=clock,
        ids=ids,
    )


def _change(
    command: ChangeProfile,
    action: ProfileAction,
    act: Callable[[ScoringProfile], bool],
    *,
    uow: UnitOfWork,
    access: Access,
    clock: Clock,
    ids: Ids,
) -> bool:
    access.authorize(command.actor, "profile.change")
    now = clock.now()
    if len(command.reason.strip()) < MIN_REASON_CHARS or command.actor.staff_id is None:
        raise Invalid("PF422")
    with uow:
        stored = {profile.version: profile for profile in uow.profiles.lock_all()}
        profile = stored.get(command.version)
        if profile is None:
            raise NotFound("PF404")
        if not act(profile):
            return False
        uow.profiles.add_change(
            ProfileChange(
                id=ids.new("pc"),
                version=profile.version,
                action=action,
                reason=command.reason.strip(),
                changed_by=command.actor.staff_id,
                changed_at=now,
            )
        )
        _note(uow, command.actor, f"profile.{action}", profile, at=now)
        uow.commit()
    return True


def _profile(text: str, *, state: ProfileState, actor: Actor, at: datetime) -> ScoringProfile:
    return ScoringProfile(
        version=str(json.loads(text)["version"]),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        base_version=base_of(text),
        body=text,
        created_by=actor.staff_id,
        created_at=at,
        state=state,
    )


def _must_be_usable(uow: UnitOfWork, profile: ScoringProfile) -> None:
    base = uow.profiles.find(profile.base_version) if profile.base_version else None
    if faults(profile.body, base.body if base else None):
        raise Conflict("PF409")


def _note(uow: UnitOfWork, actor: Actor, action: str, profile: ScoringProfile, *, at: datetime) -> None:
    facts = {"sha256": profile.sha256}
    uow.audit.record(AuditEntry(actor.audit_name, action, f"scoring_profile:{profile.version}", at, facts))
