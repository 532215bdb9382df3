"""Follow-up questions during the interview: which are asked, and skipping one. They are answered like questions."""

from flask import Response

from hiring.commands import OnInterview, OnProbe
from hiring.model.ids import InterviewId, ProbeId
from hiring.usecases.probing import settle_probes, skip_probe
from miniapp_api.blueprints import area
from miniapp_api.replies import reply
from miniapp_api.schemas.base import Done, InterviewPath, ProbePath
from miniapp_api.schemas.candidate import ProbesReply
from miniapp_api.services import actor, ports

api = area("probes", "Follow-up questions during the interview")


@api.post("/interviews/<interview_id>/probes", responses={200: ProbesReply})
def settle(path: InterviewPath) -> Response:
    """After the last question: fix which follow-ups are asked. Not settled: ask again in a moment. IV411, IV302."""
    command = OnInterview(actor(), InterviewId(path.interview_id))
    return reply(ProbesReply(settled=settle_probes(command, **ports())))


@api.post("/interviews/<interview_id>/probes/<probe_id>/skip", responses={200: Done})
def skip(path: ProbePath) -> Response:
    """The candidate would rather not answer; it changes no score. PB404."""
    command = OnProbe(actor(), InterviewId(path.interview_id), ProbeId(path.probe_id))
    return reply(Done(changed=skip_probe(command, **ports())))
