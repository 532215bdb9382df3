"""Consent, one kind at a time; asked freely, taken back just as easily."""

from hiring.access import Access, of_interview
from hiring.commands import GiveConsents
from hiring.errors import Conflict, Invalid
from hiring.model.answer import Consent, ConsentKind
from hiring.model.ids import InterviewId
from hiring.model.report_body import without_face
from hiring.ports import Clock, ConsentTexts, Ids, UnitOfWork
from hiring.reportjson import read_report, report_json
from hiring.usecases.telling import note


def give_consents(
    command: GiveConsents, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids, texts: ConsentTexts
) -> None:
    """Make the live consents exactly those ticked; what is unticked is withdrawn and its measurements erased.

    Raises Conflict(CN409) when the texts changed since they were shown, Invalid(CN422) without the notice.
    """
    now = clock.now()
    if command.text_version != texts.version:
        raise Conflict("CN409")
    if ConsentKind.NOTICE not in command.kinds:
        raise Invalid("CN422")
    with uow:
        interview = uow.interviews.lock(command.interview_id)
        access.authorize(command.actor, "interview.attend", of_interview(interview))
        live = {c.kind: c for c in uow.answers.consents(interview.id) if c.live}
        for kind in live.keys() - command.kinds:
            live[kind].withdrawn_at = now
            note(uow, command.actor, "consent.withdraw", interview, now=now, kind=kind)
        if ConsentKind.FACE in live.keys() - command.kinds:
            _erase_face(uow, interview.id)
        for kind in sorted(command.kinds - live.keys()):
            uow.answers.add_consent(
                Consent(
                    id=ids.new("cn"),
                    interview_id=interview.id,
                    candidate_id=interview.candidate_id,
                    kind=kind,
                    text_version=texts.version,
                    text_sha256=texts.sha256[kind],
                    granted_at=now,
                )
            )
            note(uow, command.actor, "consent.give", interview, now=now, kind=kind, version=texts.version)
        uow.commit()


def _erase_face(uow: UnitOfWork, interview_id: InterviewId) -> None:
    """Delete what was seen of the face, also from a report that was written already."""
    uow.processing.erase_face_artifacts(interview_id)
    report = uow.processing.latest_report(interview_id)
    if report is not None:
        report.payload = report_json(without_face(read_report(report.payload)))
