"""Erasing a person's data, on their own wish or by HR for them."""

from flask import Response

from hiring.commands import EraseCandidate
from hiring.errors import NotFound
from hiring.model.ids import CandidateId
from hiring.usecases.keeping import erase_candidate
from miniapp_api.blueprints import area
from miniapp_api.replies import reply
from miniapp_api.schemas.base import CandidatePath, Done
from miniapp_api.services import actor, ports, services

api = area("personal data", "Erasing a candidate's data")


@api.delete("/my/data", responses={200: Done})
def erase_my_data() -> Response:
    """Erase everything about the signed-in candidate and sign them out. CA409 while an interview is under review."""
    me = actor().candidate_id
    if me is None:
        raise NotFound("CA404")
    return _erase(me)


@api.delete("/candidates/<candidate_id>", responses={200: Done})
def erase_a_candidate(path: CandidatePath) -> Response:
    """Erase everything about a candidate who asked for it. CA409 while an interview is under review, CA410 twice."""
    return _erase(CandidateId(path.candidate_id))


def _erase(candidate_id: CandidateId) -> Response:
    erase_candidate(EraseCandidate(actor(), candidate_id), **ports(), media=services().media)
    return reply(Done())
