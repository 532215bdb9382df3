"""The scoring profiles as a process uses them: the shipped one, and those that interviews have pinned."""

from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from config.scoring.files import default_profile_text
from hiring.ports import UnitOfWork
from hiring.usecases.profiles import enter_shipped_profile
from scoring.calibration.profile import parse_stored
from scoring.profile import Profile, ProfileMismatch, parse_profile
from workers.wiring import Runtime

log = structlog.get_logger()


@dataclass
class ProfileShelf:
    """Parses each profile once. They never change, so what was parsed stays right."""

    new_uow: Callable[[], UnitOfWork]
    shipped: Profile
    _known: dict[str, Profile] = field(default_factory=dict)

    def get(self, version: str) -> Profile:
        """The profile of this version; the shipped one where this program can't use it any more.

        That happens to interviews invited before an upgrade of the program; their report names both versions.
        """
        if version == self.shipped.version:
            return self.shipped
        if version not in self._known:
            self._known[version] = self._stored(version)
        return self._known[version]

    def _stored(self, version: str) -> Profile:
        with self.new_uow() as uow:
            found = uow.profiles.find(version)
            base = uow.profiles.find(found.base_version) if found and found.base_version else None
            body, base_body = (found.body if found else None), (base.body if base else None)
        if body is None:
            log.warning("profile_unknown", version=version, used=self.shipped.version)
            return self.shipped
        try:
            return parse_stored(body, base_body)
        except ProfileMismatch as error:
            log.warning("profile_unusable", version=version, used=self.shipped.version, why=str(error))
            return self.shipped


def shipped_profile() -> Profile:
    return parse_profile(default_profile_text())


def keep_shipped_profile(runtime: Runtime) -> None:
    """Enter what this program ships into the database, once for each version."""
    uow = runtime.storage.new_uow()
    if enter_shipped_profile(default_profile_text(), uow=uow, clock=runtime.clock):
        log.info("profile_shipped")
