"""The agreement lab, and the scoring profiles fitted to a company's own ratings."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from hiring.commands import ChangeProfile
from hiring.model.scoring_profile import PROFILE_STATE_NAMES
from hiring.usecases.profiles import activate_profile, retire_profile
from miniapp_api.blueprints import area
from miniapp_api.idempotency import once
from miniapp_api.replies import reply, shown
from miniapp_api.schemas.base import Done
from miniapp_api.schemas.lab import (
    AgreementReply,
    CalibrationOut,
    ProfileChangeOut,
    ProfilePath,
    ProfileReasonBody,
    ProfileRow,
    ProfilesReply,
    RatingCountsOut,
)
from miniapp_api.services import actor, ports, services
from scoring.agreement.estimate import MIN_ANSWERS
from scoring.agreement.table import agreement_table
from storage.reads.profiles import ProfileLine, profile_list
from storage.reads.rated_answers import rated_answers, rating_counts

api = area("lab", "Agreement of ratings, scoring profiles")


@api.get("/agreement", responses={200: AgreementReply})
def read_agreement() -> Response:
    """How far raters agree with each other and with the system: figures only, nobody's single rating."""
    with services().uow() as uow:
        rated = rated_answers(uow.session)
        counts = RatingCountsOut.model_validate(rating_counts(uow.session))
    rows = shown(agreement_table(rated))  # the transaction is over: resampling takes a moment
    return reply(AgreementReply(rows=rows, left_out=counts, min_answers=MIN_ANSWERS))


@api.get("/scoring-profiles", responses={200: ProfilesReply})
def read_scoring_profiles() -> Response:
    """Every stored profile with what it was fitted on, what that gained, and who changed its use."""
    with services().uow() as uow:
        lines = profile_list(uow.session, in_force=uow.profiles.version_in_force())
    may_change = services().access.allows(actor(), "profile.change")
    return reply(ProfilesReply(profiles=[_profile(line) for line in lines], may_change=may_change))


@api.post("/scoring-profiles/<version>/activate", responses={200: Done})
def activate_scoring_profile(path: ProfilePath, body: ProfileReasonBody) -> Response:
    """New interviews pin this profile from now on."""
    command = ChangeProfile(actor(), path.version, body.reason)
    return once(lambda: reply(Done(changed=activate_profile(command, **ports()))))


@api.post("/scoring-profiles/<version>/retire", responses={200: Done})
def retire_scoring_profile(path: ProfilePath, body: ProfileReasonBody) -> Response:
    """Take a profile out of use for good."""
    command = ChangeProfile(actor(), path.version, body.reason)
    return once(lambda: reply(Done(changed=retire_profile(command, **ports()))))


def _profile(line: ProfileLine) -> ProfileRow:
    return ProfileRow(
        version=line.version,
        sha256=line.sha256,
        base_version=line.base_version,
        state=line.state,
        state_name=PROFILE_STATE_NAMES[line.state],
        in_force=line.in_force,
        created_by_name=line.created_by_name,
        created_at=line.created_at,
        calibration=_calibration(line.calibration) if line.calibration else None,
        interviews=line.interviews,
        changes=[ProfileChangeOut.model_validate(change) for change in line.changes],
    )


def _calibration(raw: Mapping[str, Any]) -> CalibrationOut:
    combination = raw["combination"]
    named = zip(combination["features"], combination["weights"], strict=True)
    return CalibrationOut(
        intercept=combination["intercept"],
        slope=combination["slope"],
        weights={name: weight for name, weight in named if weight},
        fitted_on=raw["fitted_on"],
        validation=raw["validation"],
    )
