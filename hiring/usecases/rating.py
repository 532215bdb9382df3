"""Blind ratings by HR and managers, the ground truth of the agreement lab and of calibration."""

from hiring.access import Access, of_job
from hiring.commands import GiveRating
from hiring.errors import Conflict, Invalid, NotFound
from hiring.model.answer import AnswerState
from hiring.model.delivery import AuditEntry
from hiring.model.ids import RatingId, StaffId
from hiring.model.rating import HIGHEST_LEVEL, LOWEST_LEVEL, RATEABLE, Obstacle, Rating
from hiring.ports import Clock, Ids, UnitOfWork

MIN_NOTE_CHARS = 2


def give_rating(command: GiveRating, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids) -> Rating:
    """Keep one person's word on one answer; with `corrects` beside the earlier one, which it supersedes.

    A rater who has seen the system's judgement may still rate, but the rating is marked and not counted.
    Raises Invalid(RT422), Conflict(RT302) for a second rating, NotFound(RT404) for a wrong `corrects`,
    Conflict(RT409) for an answer without a report.
    """
    _check(command)
    now = clock.now()
    with uow:
        answer = uow.answers.get(command.answer_id)
        interview = uow.interviews.get(answer.interview_id)
        job = uow.interviews.get_job(interview.job_id)
        access.authorize(command.actor, "rating.give", of_job(job, command.actor))
        rater = uow.people.get_staff(command.actor.staff_id or StaffId(""))
        if answer.state != AnswerState.RECEIVED or interview.state not in RATEABLE:
            raise Conflict("RT409")
        earlier = uow.ratings.current(answer.id, rater.id)
        if earlier is not None and command.corrects is None:
            raise Conflict("RT302")
        if command.corrects != (earlier.id if earlier else None):
            raise NotFound("RT404")
        question = interview.plan.question(answer.question_key)
        rating = Rating(
            id=RatingId(ids.new("rt")),
            answer_id=answer.id,
            interview_id=interview.id,
            candidate_id=interview.candidate_id,
            rater_id=rater.id,
            question_key=question.key,
            dimension=question.rubric.dimension,
            rubric_sha256=interview.plan.rubric_sha256,
            level=command.level,
            obstacle=command.obstacle,
            note=command.note.strip(),
            blind=not uow.ratings.has_seen_judgement(interview.id, rater),
            revision=earlier.revision + 1 if earlier else 1,
            supersedes=earlier.id if earlier else None,
            created_at=now,
        )
        uow.ratings.add(rating)
        # Not the level: whoever reads the log is not to learn it.
        facts = {"rating": rating.id, "revision": str(rating.revision), "blind": str(rating.blind).lower()}
        uow.audit.record(
            AuditEntry(command.actor.audit_name, "rating.give", f"answer:{answer.id}", now, facts)
        )
        uow.commit()
    return rating


def _check(command: GiveRating) -> None:
    if (command.level is None) == (command.obstacle is None):
        raise Invalid("RT422")
    if command.level is not None and not LOWEST_LEVEL <= command.level <= HIGHEST_LEVEL:
        raise Invalid("RT422")
    if command.obstacle == Obstacle.OTHER and len(command.note.strip()) < MIN_NOTE_CHARS:
        raise Invalid("RT422")
