"""Blind rating by HR and managers: the next answer, one's own ratings, correcting them."""

from flask import Response

from hiring.access import COMPANY, of_interview, of_job
from hiring.commands import GiveRating
from hiring.errors import NotFound
from hiring.model.delivery import AuditEntry
from hiring.model.ids import AnswerId, RatingId, StaffId
from hiring.model.people import Staff
from hiring.model.rating import OBSTACLE_NAMES, Rating
from hiring.usecases.rating import give_rating
from miniapp_api import tickets
from miniapp_api.blueprints import area
from miniapp_api.idempotency import once
from miniapp_api.replies import reply
from miniapp_api.schemas.base import AnswerPath
from miniapp_api.schemas.lab import (
    GivenRatingRow,
    GivenRatingsReply,
    OwnRating,
    RatingBody,
    RatingGiven,
    RatingQueueQuery,
    RatingQueueReply,
    RatingSheetOut,
    RatingSheetReply,
    RecordingReply,
)
from miniapp_api.services import actor, ports, services
from storage.reads.rating_queue import RatingSheet, own_ratings, rating_queue, rating_sheet
from storage.uow import SqlUnitOfWork

api = area("ratings", "Blind ratings of single answers")


@api.get("/rating-queue", responses={200: RatingQueueReply})
def read_rating_queue(query: RatingQueueQuery) -> Response:
    """The next answer to rate. Never one this person has rated, or whose interview's report they have seen."""
    any_job = services().access.allows(actor(), "rating.give", COMPANY)
    with services().uow() as uow:
        queue = rating_queue(uow.session, _rater(uow), any_job=any_job, interview_id=query.interview)
        sheet = _sheet(queue.sheet, None, uow) if queue.sheet else None
    return reply(
        RatingQueueReply(sheet=sheet, waiting=queue.waiting, given=queue.given, obstacles=OBSTACLE_NAMES)
    )


@api.get("/answers/<answer_id>/rating-sheet", responses={200: RatingSheetReply})
def read_rating_sheet(path: AnswerPath) -> Response:
    """One answer to rate, or to rate again."""
    with services().uow() as uow:
        _authorize(AnswerId(path.answer_id), uow)
        sheet = rating_sheet(uow.session, AnswerId(path.answer_id))
        own = uow.ratings.current(sheet.answer_id, _rater(uow).id)
        answer = RatingSheetReply(sheet=_sheet(sheet, own, uow), obstacles=OBSTACLE_NAMES)
    return reply(answer)


@api.post("/answers/<answer_id>/ratings", responses={201: RatingGiven})
def rate(path: AnswerPath, body: RatingBody) -> Response:
    """Give or correct a rating. blind false: the report had been seen, so it is kept but not counted."""
    command = GiveRating(
        actor(),
        AnswerId(path.answer_id),
        body.level,
        body.obstacle,
        body.note,
        RatingId(body.corrects) if body.corrects else None,
    )

    def given() -> Response:
        rating = give_rating(command, **ports())
        return reply(RatingGiven(rating_id=rating.id, blind=rating.blind), 201)

    return once(given)


@api.get("/answers/<answer_id>/recording", responses={200: RecordingReply})
def open_recording(path: AnswerPath) -> Response:
    """A ten-minute address of the recording, for a rater who wants to hear it. Opening is audited."""
    s = services()
    with s.uow() as uow:
        answer = uow.answers.get(AnswerId(path.answer_id))
        s.access.authorize(actor(), "media.play", of_interview(uow.interviews.get(answer.interview_id)))
        if answer.media_sha256 is None:
            raise NotFound("MD404")
        opened = AuditEntry(actor().audit_name, "media.open", f"answer:{answer.id}", s.clock.now(), {})
        uow.audit.record(opened)
        uow.commit()
    url = f"/api/media/{answer.id}?ticket={tickets.mint(answer.id, actor())}"
    return reply(RecordingReply(url=url, mime_type=answer.mime_type))


@api.get("/my/ratings", responses={200: GivenRatingsReply})
def read_my_ratings() -> Response:
    """One's own ratings, the newest first."""
    with services().uow() as uow:
        rows = [
            GivenRatingRow(
                id=one.id,
                answer_id=one.answer_id,
                question=one.question,
                dimension=one.dimension,
                level=one.level,
                obstacle_name=OBSTACLE_NAMES[one.obstacle] if one.obstacle else None,
                blind=one.blind,
                created_at=one.created_at,
            )
            for one in own_ratings(uow.session, _rater(uow))
        ]
    return reply(GivenRatingsReply(ratings=rows))


def _rater(uow: SqlUnitOfWork) -> Staff:
    return uow.people.get_staff(actor().staff_id or StaffId(""))


def _authorize(answer_id: AnswerId, uow: SqlUnitOfWork) -> None:
    interview = uow.interviews.get(uow.answers.get(answer_id).interview_id)
    job = uow.interviews.get_job(interview.job_id)
    services().access.authorize(actor(), "rating.give", of_job(job, actor()))


def _sheet(sheet: RatingSheet, own: Rating | None, uow: SqlUnitOfWork) -> RatingSheetOut:
    interview = uow.interviews.get(uow.answers.get(sheet.answer_id).interview_id)
    return RatingSheetOut(
        answer_id=sheet.answer_id,
        question=sheet.question.question,
        dimension=sheet.question.dimension,
        anchors=sheet.question.anchors,
        transcript=sheet.transcript,
        modality=sheet.modality,
        recorded=sheet.recorded,
        may_play=sheet.recorded and services().access.allows(actor(), "media.play", of_interview(interview)),
        own=OwnRating(id=own.id, level=own.level, obstacle=own.obstacle, note=own.note, blind=own.blind)
        if own
        else None,
    )
