"""Giving an unfinished upload up: the bytes go, the take stays open for another upload."""

from hiring.access import of_interview
from hiring.errors import Conflict
from hiring.model.delivery import AuditEntry
from hiring.model.ids import UploadId
from miniapp_api.services import actor, services


def give_up(upload_id: UploadId) -> None:
    """Later requests for it get 410. Raises Conflict(AN302) for a finished one: that is an answer now."""
    s = services()
    now = s.clock.now()
    with s.uow() as uow:
        upload = uow.answers.lock_upload(upload_id)
        interview = uow.interviews.get(uow.answers.get(upload.answer_id).interview_id)
        s.access.authorize(actor(), "interview.attend", of_interview(interview))
        if upload.completed_at is not None:
            raise Conflict("AN302")
        upload.expires_at = min(upload.expires_at, now)
        resource = f"interview:{interview.id}"
        uow.audit.record(
            AuditEntry(actor().audit_name, "upload.terminate", resource, now, {"upload": upload.id})
        )
        uow.commit()
    s.media.delete(upload.media_key)
