"""Scoring profiles: nothing changes until a person activates one, and then for new interviews only."""

import hashlib
import json
from datetime import timedelta

import pytest

from hiring.commands import AddProfile, ChangeProfile, InviteCandidate
from hiring.errors import Conflict, Forbidden, Invalid, NotFound
from hiring.model.scoring_profile import ProfileState
from hiring.usecases.inviting import invite_candidate
from hiring.usecases.profiles import activate_profile, add_profile, enter_shipped_profile, retire_profile
from scoring.calibration.combination import Combination
from scoring.calibration.profile import calibration_text
from scoring.features.acts import Act
from scoring.features.assemble import FEATURE_NAMES
from scoring.lexicon import LEXICON_VERSION
from storage.reads.audit_log import audit_page
from storage.reads.profiles import profile_list
from tests.factories import a_candidate, a_story, an_actor, store


class _Base:
    def __init__(self, text):
        self.version, self.sha256 = json.loads(text)["version"], hashlib.sha256(text.encode()).hexdigest()


def shipped(version="1.0.0", **changes):
    """What of a shipped profile says which program it is for."""
    content = {
        "version": version,
        "lexicon_version": LEXICON_VERSION,
        "space": {"features": list(FEATURE_NAMES)},
        "acts": {"names": [act.value for act in Act]},
    }
    return json.dumps(content | changes)


def fitted(base, slope=0.8):
    return calibration_text(
        _Base(base), Combination(0.1, slope, (), [], 30.0), residuals=(), fitted_on={}, validation={}
    )


@pytest.fixture
def story(office):
    story = a_story(office.new_uow())
    enter_shipped_profile(shipped(), uow=office.new_uow(), clock=office.clock)
    return story


def add(office, person, body):
    return office.run(add_profile, AddProfile(an_actor(person), body))


def change(office, usecase, person, version, reason="留出题目上更接近人工评分"):
    return office.run(usecase, ChangeProfile(an_actor(person), version, reason))


def invited_profile(office, story, number=1):
    """The profile that a fresh invitation pins."""
    with office.new_uow() as uow:
        store(uow, [a_candidate(id=f"ca_new{number}", phone="")])
        uow.commit()
    now, hour = office.clock.now(), timedelta(hours=1)
    command = InviteCandidate(
        an_actor(story.hr), f"ca_new{number}", "jb_1", "st_manager", now + hour, now + 2 * hour
    )
    interview_id = office.run(invite_candidate, command)
    with office.new_uow() as uow:
        return uow.interviews.get(interview_id).plan.scoring_profile


def states(office):
    with office.new_uow() as uow:
        lines = profile_list(uow.session, in_force=uow.profiles.version_in_force())
    return {line.version: (line.state, line.in_force) for line in lines}


def test_new_interviews_pin_the_shipped_profile_until_another_is_activated(office, story):
    version = add(office, story.hr, fitted(shipped()))
    assert invited_profile(office, story) == "1.0.0"
    assert states(office)[version] == (ProfileState.DRAFT, False)


def test_an_activated_profile_is_pinned_by_new_interviews_and_not_by_old_ones(office, story):
    before = invited_profile(office, story)
    version = add(office, story.hr, fitted(shipped()))
    assert change(office, activate_profile, story.hr, version)
    assert invited_profile(office, story, 2) == version
    with office.new_uow() as uow:
        old = uow.interviews.of_candidate("ca_new1")[0]
    assert old.plan.scoring_profile == before == "1.0.0"


def test_activating_twice_is_one_change(office, story):
    version = add(office, story.hr, fitted(shipped()))
    assert change(office, activate_profile, story.hr, version)
    assert not change(office, activate_profile, story.hr, version)
    with office.new_uow() as uow:
        lines = [one for one in audit_page(uow.session) if one.action == "profile.activate"]
    assert [(line.actor, line.resource) for line in lines] == [("staff:st_hr", f"scoring_profile:{version}")]


def test_activating_another_replaces_the_first_which_may_come_back(office, story):
    one, two = (add(office, story.hr, fitted(shipped(), slope)) for slope in (0.7, 0.9))
    change(office, activate_profile, story.hr, one)
    change(office, activate_profile, story.hr, two)
    assert states(office)[one] == (ProfileState.REPLACED, False)
    assert states(office)[two] == (ProfileState.ACTIVE, True)
    assert change(office, activate_profile, story.hr, one)


def test_a_retired_profile_is_out_for_good_and_the_shipped_one_is_pinned_again(office, story):
    version = add(office, story.hr, fitted(shipped()))
    change(office, activate_profile, story.hr, version)
    change(office, retire_profile, story.hr, version)
    assert invited_profile(office, story) == "1.0.0"
    with pytest.raises(Conflict, match="PF302"):
        change(office, activate_profile, story.hr, version)


def test_the_newest_shipped_profile_is_in_force(office, story):
    office.clock.advance(timedelta(days=1))
    assert enter_shipped_profile(shipped("1.1.0"), uow=office.new_uow(), clock=office.clock)
    assert not enter_shipped_profile(shipped("1.1.0"), uow=office.new_uow(), clock=office.clock)
    assert invited_profile(office, story) == "1.1.0"


def test_a_shipped_profile_is_neither_activated_nor_retired(office, story):
    for usecase in (activate_profile, retire_profile):
        with pytest.raises(Conflict, match="PF302"):
            change(office, usecase, story.hr, "1.0.0")


def test_a_reason_is_needed(office, story):
    version = add(office, story.hr, fitted(shipped()))
    with pytest.raises(Invalid, match="PF422"):
        change(office, activate_profile, story.hr, version, " ")
    with pytest.raises(NotFound, match="PF404"):
        change(office, activate_profile, story.hr, "9.9.9")


def test_a_manager_changes_nothing(office, story):
    version = add(office, story.hr, fitted(shipped()))
    with pytest.raises(Forbidden):
        change(office, activate_profile, story.manager, version)
    with pytest.raises(Forbidden):
        add(office, story.manager, fitted(shipped(), 0.5))


def test_the_same_profile_is_stored_once_and_one_for_another_program_not_at_all(office, story):
    body = fitted(shipped())
    add(office, story.hr, body)
    with pytest.raises(Conflict, match="PF303"):
        add(office, story.hr, body)
    with pytest.raises(Conflict, match="PF409"):
        add(office, story.hr, fitted(shipped("0.9.0")))  # its base is not here
    with pytest.raises(Conflict, match="PF409"):
        add(office, story.hr, body.replace('"slope": 0.8', '"slope": 0.9'))  # altered after fitting
