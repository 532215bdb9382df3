"""The candidate asks for a human review; HR answers."""

from flask import Response

from hiring.model.ids import InterviewId
from hiring.usecases.appealing import AnswerAppeal, RequestAppeal, answer_appeal, request_appeal
from miniapp_api.blueprints import area
from miniapp_api.replies import reply
from miniapp_api.schemas.appeals import AppealAnswerBody, AppealBody, AppealRow, AppealsReply
from miniapp_api.schemas.base import Done, InterviewPath
from miniapp_api.services import actor, ports, services
from storage.reads.appeals import appeal_list

api = area("appeals", "Human review of a result")


@api.post("/interviews/<interview_id>/appeal", responses={200: Done})
def ask_for_review(path: InterviewPath, body: AppealBody) -> Response:
    """Within a week of the decision. AP410 afterwards."""
    command = RequestAppeal(actor(), InterviewId(path.interview_id), body.reason)
    return reply(Done(changed=request_appeal(command, **ports())))


@api.get("/appeals", responses={200: AppealsReply})
def read_appeals() -> Response:
    """Those that wait for an answer first."""
    with services().uow() as uow:
        rows = [AppealRow.model_validate(line) for line in appeal_list(uow.session)]
    return reply(AppealsReply(appeals=rows))


@api.post("/interviews/<interview_id>/appeal/answer", responses={200: Done})
def answer(path: InterviewPath, body: AppealAnswerBody) -> Response:
    """By somebody else than who decided, with a reason."""
    command = AnswerAppeal(actor(), InterviewId(path.interview_id), body.outcome, body.reply)
    return reply(Done(changed=answer_appeal(command, **ports())))
