"""The candidate does the exercises beside the questions: timed sums, the inventory."""

from flask import Response

from hiring.commands import FinishExercise, OnExercise
from hiring.model.ids import InterviewId
from hiring.model.plan import ExerciseKind
from hiring.usecases.exercising import begin_exercise, finish_exercise, sums_of
from miniapp_api.blueprints import area
from miniapp_api.replies import reply
from miniapp_api.schemas.base import Done, ExercisePath
from miniapp_api.schemas.candidate import ExerciseItemsReply, SittingBody
from miniapp_api.services import actor, ports, services
from scoring.exercises.responses import Response as ItemResponse

api = area("exercises", "Exercises beside the questions")


@api.post("/interviews/<interview_id>/exercises/<exercise_key>/begin", responses={200: ExerciseItemsReply})
def begin(path: ExercisePath) -> Response:
    """Start the clock and show the items; asked again, the same items and the first start. EX404, IV302, IV410."""
    interview_id = InterviewId(path.interview_id)
    begin_exercise(OnExercise(actor(), interview_id, path.exercise_key), **ports())
    with services().uow() as uow:
        planned = uow.interviews.get(interview_id).plan.exercise(path.exercise_key)
    if planned.kind == ExerciseKind.SUMS:
        return reply(ExerciseItemsReply(items=[each.text for each in sums_of(interview_id, planned)]))
    return reply(ExerciseItemsReply(items=[item.text for item in planned.items]))


@api.put("/interviews/<interview_id>/exercises/<exercise_key>", responses={200: Done})
def hand_in(path: ExercisePath, body: SittingBody) -> Response:
    """Hand in or skip; the first sitting stands. EX412 before it was begun, EX422 for responses that don't fit."""
    s = services()
    command = FinishExercise(
        actor(),
        InterviewId(path.interview_id),
        path.exercise_key,
        tuple(ItemResponse(r.index, r.value, r.reaction_ms) for r in body.responses),
        body.left_page,
        body.skipped,
    )
    return reply(Done(changed=finish_exercise(command, uow=s.uow(), access=s.access, clock=s.clock)))
