"""Downloading a report or a feedback: an address good for ten minutes, then the file, with an audit row."""

from flask import Response

from hiring.access import of_interview
from hiring.model.delivery import AuditEntry
from hiring.model.ids import InterviewId
from miniapp_api import tickets
from miniapp_api.blueprints import area
from miniapp_api.documents import File, layout_of, typeset
from miniapp_api.replies import reply
from miniapp_api.schemas.base import InterviewPath
from miniapp_api.schemas.documents import FilePath, FileReply, ReportFileBody
from miniapp_api.schemas.manager import MediaQuery
from miniapp_api.services import actor, services

api = area("documents", "Reports and feedback as files", signed_in=False)

_FILE = {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
_MIME = {
    File.REPORT_PDF: "application/pdf",
    File.REPORT_PNG: "image/png",
    File.FEEDBACK_PDF: "application/pdf",
}


@api.post("/interviews/<interview_id>/report/file", responses={200: FileReply}, security=[{"bearer": []}])
def ask_for_report_file(path: InterviewPath, body: ReportFileBody) -> Response:
    """A ten-minute address of the report as PDF, or of its summary as a picture."""
    return _address(path, body.file, "report.download")


@api.post("/interviews/<interview_id>/feedback/file", responses={200: FileReply}, security=[{"bearer": []}])
def ask_for_feedback_file(path: InterviewPath) -> Response:
    """A ten-minute address of the candidate's feedback as PDF."""
    return _address(path, File.FEEDBACK_PDF, "feedback.read")


@api.get("/files/<interview_id>/<file>", responses={200: _FILE})
def download(path: FilePath, query: MediaQuery) -> Response:
    """The file, for the holder of a ticket. A browser's download can send no Authorization header."""
    s, interview_id = services(), InterviewId(path.interview_id)
    person = tickets.check(query.ticket, _subject(interview_id, path.file))
    with s.uow() as uow:
        layout = layout_of(path.file, uow.interviews.get(interview_id), uow)
    content = typeset(layout)
    with s.uow() as uow:
        facts = {"file": path.file.value}
        entry = AuditEntry(person, "document.download", f"interview:{interview_id}", s.clock.now(), facts)
        uow.audit.record(entry)
        uow.commit()
    answer = Response(content, mimetype=_MIME[path.file])
    shown_as = "inline" if path.file == File.REPORT_PNG else "attachment"
    answer.headers["Content-Disposition"] = f'{shown_as}; filename="{interview_id}-{path.file.value}"'
    return answer


def _address(path: InterviewPath, file: File, action: str) -> Response:
    s = services()
    with s.uow() as uow:
        interview = uow.interviews.get(InterviewId(path.interview_id))
        s.access.authorize(actor(), action, of_interview(interview))
        layout_of(file, interview, uow)  # a refusal is said here, where the page can show it
    ticket = tickets.mint(_subject(interview.id, file), actor())
    return reply(FileReply(url=f"/api/files/{interview.id}/{file.value}?ticket={ticket}"))


def _subject(interview_id: InterviewId, file: File) -> str:
    return f"{interview_id}/{file.value}"
