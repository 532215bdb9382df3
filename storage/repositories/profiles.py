"""Scoring profiles in PostgreSQL."""

from collections.abc import Sequence

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from hiring.model.scoring_profile import ProfileChange, ProfileState, ScoringProfile
from hiring.ports import Profiles
from storage import tables
from storage.repositories import finding


class SqlProfiles(Profiles):
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, profile: ScoringProfile) -> bool:
        return finding.add_unless(self._session, profile, unique="scoring_profile_pk")

    def find(self, version: str) -> ScoringProfile | None:
        return self._session.get(ScoringProfile, version)

    def lock_all(self) -> Sequence[ScoringProfile]:
        stored = tables.scoring_profile.c
        query = select(ScoringProfile).order_by(stored.created_at.desc(), stored.version).with_for_update()
        return self._session.scalars(query.execution_options(populate_existing=True)).all()

    def displace_active(self) -> None:
        query = select(ScoringProfile).where(tables.scoring_profile.c.state == ProfileState.ACTIVE)
        for profile in self._session.scalars(query):
            profile.state = ProfileState.REPLACED
        self._session.flush()

    def version_in_force(self) -> str | None:
        stored = tables.scoring_profile.c
        query = select(stored.version).where(stored.state.in_([ProfileState.ACTIVE, ProfileState.SHIPPED]))
        active_first = case((stored.state == ProfileState.ACTIVE, 0), else_=1)
        query = query.order_by(active_first, stored.created_at.desc(), stored.version.desc())
        return self._session.scalars(query.limit(1)).one_or_none()

    def add_change(self, change: ProfileChange) -> None:
        finding.add(self._session, change)
