"""Who may do what. The matrix is data (config/permissions.toml); tests are generated from it."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from hiring.errors import Forbidden
from hiring.model.ids import CandidateId, InterviewId, StaffId
from hiring.model.interview import Interview
from hiring.model.job import Job
from hiring.model.people import SYSTEM, Actor, Role


class Scope(StrEnum):
    OWN = "own"  # the candidate's own interview
    ASSIGNED = "assigned"  # interviews this manager decides
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Resource:
    """What is acted on. Empty for the company as a whole."""

    interview_id: InterviewId | None = None
    candidate_id: CandidateId | None = None
    manager_id: StaffId | None = None


COMPANY = Resource()


def of_interview(interview: Interview) -> Resource:
    return Resource(interview.id, interview.candidate_id, interview.manager_id)


def of_job(job: Job, actor: Actor) -> Resource:
    """A post and what belongs to it: "assigned" to each of its managers."""
    return Resource(manager_id=actor.staff_id if actor.staff_id in job.manager_ids else None)


class Access:
    """matrix: action -> role -> scope. What it does not name is forbidden."""

    def __init__(self, matrix: dict[str, dict[Role, Scope]]) -> None:
        self.matrix = matrix

    def authorize(self, actor: Actor, action: str, resource: Resource = COMPANY) -> None:
        """Raises Forbidden(AC403) unless one of the actor's roles may do `action` on `resource`."""
        if not self.allows(actor, action, resource):
            raise Forbidden("AC403")

    def allows(self, actor: Actor, action: str, resource: Resource = COMPANY) -> bool:
        if actor == SYSTEM:
            return False  # our own sweeps have use cases of their own and never borrow a person's rights
        scopes = self.matrix[action]
        return any(role in scopes and _covers(scopes[role], actor, resource) for role in actor.roles)


def _covers(scope: Scope, actor: Actor, resource: Resource) -> bool:
    if scope == Scope.ANY:
        return True
    if scope == Scope.ASSIGNED:
        return actor.staff_id is not None and actor.staff_id == resource.manager_id
    inside_link = actor.interview_id is None or actor.interview_id == resource.interview_id
    return actor.candidate_id is not None and actor.candidate_id == resource.candidate_id and inside_link


def load_access(path: Path) -> Access:
    """Read the matrix. Raises ValueError for an unknown role or scope."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))["actions"]
    return Access({action: {Role(r): Scope(s) for r, s in row.items()} for action, row in table.items()})
