"""Follow-up questions during an interview in PostgreSQL."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.model.ids import InterviewId
from hiring.model.probe import Probe
from hiring.probe_ports import Probes
from storage import tables
from storage.repositories import finding


class SqlProbes(Probes):
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, probe: Probe) -> None:
        finding.add_unless(self._session, probe, unique="probe_answer_uq")

    def of_interview(self, interview_id: InterviewId) -> Sequence[Probe]:
        probe = tables.probe.c
        query = select(Probe).where(probe.interview_id == interview_id)
        return self._session.scalars(query.order_by(probe.chosen_at, probe.id)).all()
