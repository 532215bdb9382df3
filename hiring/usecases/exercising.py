"""The exercises of an interview: begin, hand in or skip, once each."""

from hiring.access import Access, of_interview
from hiring.commands import FinishExercise, OnExercise
from hiring.errors import Invalid
from hiring.model.exercise import Exercise
from hiring.model.ids import ExerciseId, InterviewId
from hiring.model.interview import Interview
from hiring.model.plan import PlannedExercise
from hiring.ports import Clock, Ids, UnitOfWork
from hiring.reportjson import sitting_json
from hiring.usecases.answering import must_be_answering
from hiring.usecases.telling import note
from scoring.exercises.responses import Sitting
from scoring.exercises.sums import Sum, sums

MAX_VALUE_CHARS = 20
MAX_REACTION_MS = 3_600_000


def begin_exercise(
    command: OnExercise, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> Exercise:
    """Start the clock. Asked again, the first start stands. Raises NotFound(EX404), Conflict(IV302), Expired(IV410)."""
    now = clock.now()
    with uow:
        interview = uow.interviews.lock(command.interview_id)
        access.authorize(command.actor, "interview.attend", of_interview(interview))
        must_be_answering(interview, now=now)
        interview.plan.exercise(command.exercise_key)
        begun = _of(uow, interview, command.exercise_key)
        if begun is not None:
            return begun
        exercise = Exercise(
            id=ExerciseId(ids.new("ex")),
            interview_id=interview.id,
            candidate_id=interview.candidate_id,
            exercise_key=command.exercise_key,
            started_at=now,
        )
        uow.answers.add_exercise(exercise)
        note(uow, command.actor, "exercise.begin", interview, now=now, exercise=command.exercise_key)
        uow.commit()
    return exercise


def finish_exercise(command: FinishExercise, *, uow: UnitOfWork, access: Access, clock: Clock) -> bool:
    """Hand in or skip. False when handed in before: the first sitting stands.

    Raises Invalid(EX422) for responses that can't come from this exercise, Invalid(EX412) before it was begun.
    """
    now = clock.now()
    with uow:
        interview = uow.interviews.lock(command.interview_id)
        access.authorize(command.actor, "interview.attend", of_interview(interview))
        must_be_answering(interview, now=now)
        planned = interview.plan.exercise(command.exercise_key)
        begun = _of(uow, interview, command.exercise_key)
        if begun is None:
            raise Invalid("EX412")
        _must_fit(command, planned)
        sitting = Sitting(
            responses=tuple(sorted(command.responses, key=lambda response: response.index)),
            elapsed_s=(now - begun.started_at).total_seconds(),
            left_page=command.left_page,
            skipped=command.skipped,
        )
        if not begun.finish(sitting_json(sitting), now=now):
            return False
        action = "exercise.skip" if command.skipped else "exercise.finish"
        note(uow, command.actor, action, interview, now=now, exercise=command.exercise_key)
        uow.commit()
    return True


def sums_of(interview_id: InterviewId, planned: PlannedExercise) -> tuple[Sum, ...]:
    """The sums of this interview: the page shows them, the report marks them."""
    return sums(f"{interview_id}:{planned.key}", planned.count)


def _of(uow: UnitOfWork, interview: Interview, key: str) -> Exercise | None:
    return next((e for e in uow.answers.exercises(interview.id) if e.exercise_key == key), None)


def _must_fit(command: FinishExercise, planned: PlannedExercise) -> None:
    indices = [response.index for response in command.responses]
    fits = len(set(indices)) == len(indices) and all(0 <= index < planned.length for index in indices)
    sane = all(
        len(r.value) <= MAX_VALUE_CHARS and (r.reaction_ms is None or 0 <= r.reaction_ms <= MAX_REACTION_MS)
        for r in command.responses
    )
    if not fits or not sane:
        raise Invalid("EX422")
