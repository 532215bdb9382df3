"""Where approved contracts go to be signed, and how signing stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from hiring.model.ids import ContractId, DingTalkUserId


class SigningState(StrEnum):
    """How a signing process stands. STOPPED: called off or broken off at the service."""

    OPEN = "open"
    SIGNED = "signed"
    DECLINED = "declined"
    EXPIRED = "expired"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Papers:
    """One contract as files."""

    docx: bytes
    pdf: bytes


@dataclass(frozen=True, slots=True)
class SigningOrder:
    """One approved contract and who signs it.

    title: without personal data. worker_user_id None: not in the company's DingTalk, reached by worker_mobile ("" unknown).
    employer_user_id: the staff member who starts the process and puts the company's seal under it.
    """

    contract_id: ContractId
    number: int
    title: str
    employer: str
    employer_user_id: DingTalkUserId
    worker: str
    worker_mobile: str
    worker_user_id: DingTalkUserId | None
    papers: Papers
    ends_at: datetime


class Signing(Protocol):
    """Where approved contracts go to be signed. Raises BoundaryError."""

    @property
    def is_service(self) -> bool:
        """A service: each hand-off begins a process of its own there, and `standing` says how it stands.

        False: the same contract handed off again replaces its files, and people bring the signed copy back.
        """
        ...

    def hand_off(self, order: SigningOrder) -> str:
        """The other side's reference. Of a service not idempotent: OutcomeUnknown when the answer was lost."""
        ...

    def standing(self, reference: str) -> SigningState:
        """Raises Permanent for a reference that is not of this adapter or not known there."""
        ...

    def clear(self, contract_id: ContractId) -> bool:
        """Remove what lies on this machine; False when nothing does. What a service holds is not ours to remove."""
        ...
