"""Live changes as server-sent events, read by the page with fetch so that the bearer token goes along."""

import queue
from collections.abc import Iterator

from flask import Response, stream_with_context

from hiring.access import of_interview
from hiring.model.ids import BatchId, InterviewId
from hiring.model.people import Actor
from miniapp_api import resume_view, workbench
from miniapp_api.blueprints import area
from miniapp_api.errors import Refused
from miniapp_api.schemas.resumes import BatchEvent
from miniapp_api.services import Services, actor, services
from storage.reads.resumes import batch_lines

api = area("events", "Live changes")

HEARTBEAT_S = 15.0
BATCH_ID = "rb_"  # how a batch's id begins
_STREAM = {
    "description": "text/event-stream; each `interview` event is an InterviewEvent, each `resume_batch` a BatchEvent, `reload` asks to read anew",
    "content": {"text/event-stream": {"schema": {"$ref": "#/components/schemas/InterviewEvent"}}},
}


@api.get("/events", responses={200: _STREAM})
def follow() -> Response:
    """Events for HR of every interview, for others of their own; a heartbeat comment every 15 s."""
    s = services()
    if s.changes.subscribers >= max(1, s.settings.threads // 2):  # each open page holds a thread
        raise Refused(503, "RQ503")
    return Response(
        stream_with_context(_events(s, actor())),
        mimetype="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


def _events(s: Services, viewer: Actor) -> Iterator[str]:
    with s.changes.subscribe() as changed:
        yield ": open\n\n"
        while True:
            try:
                changed_id = changed.get(timeout=HEARTBEAT_S)
            except queue.Empty:
                yield ": heartbeat\n\n"
                continue
            yield from _event(s, viewer, changed_id)


def _event(s: Services, viewer: Actor, changed_id: str | None) -> Iterator[str]:
    if changed_id is None:
        yield "event: reload\ndata: {}\n\n"
    elif changed_id.startswith(BATCH_ID):
        yield from _batch_event(s, viewer, BatchId(changed_id))
    else:
        yield from _interview_event(s, viewer, changed_id)


def _batch_event(s: Services, viewer: Actor, batch_id: BatchId) -> Iterator[str]:
    if not s.access.allows(viewer, "resume.read"):
        return
    with s.uow() as uow:
        lines = batch_lines(uow.session, batch_id)
    if lines:
        event = BatchEvent(batch=resume_view.batch_out(lines[0]))
        yield f"event: resume_batch\ndata: {event.model_dump_json()}\n\n"


def _interview_event(s: Services, viewer: Actor, interview_id: str) -> Iterator[str]:
    with s.uow() as uow:
        interview = uow.interviews.get(InterviewId(interview_id))
        if not s.access.allows(viewer, "interview.follow", of_interview(interview)):
            return
        event = workbench.event(uow.session, InterviewId(interview_id))
    yield f"event: interview\ndata: {event.model_dump_json()}\n\n"
