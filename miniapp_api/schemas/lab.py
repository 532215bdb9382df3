"""Blind rating, the agreement of ratings, scoring profiles."""

from typing import Annotated

from pydantic import BaseModel, Field

from hiring.model.plan import Modality
from hiring.model.rating import HIGHEST_LEVEL, LOWEST_LEVEL, Obstacle
from hiring.model.scoring_profile import ProfileAction, ProfileState
from miniapp_api.schemas.base import Body, Id, Instant, Note, NotMeasuredOut, Reply
from scoring.agreement.table import Cut

VERSION_PATTERN = r"^[A-Za-z0-9._-]+$"
VERSION_MAX = 64


class RatingSheetOut(Reply):
    """One answer to rate: no name, no picture, no score. own: what this person said of it before."""

    answer_id: str
    question: str
    dimension: str
    anchors: dict[int, str]
    transcript: str
    modality: Modality
    recorded: bool
    may_play: bool
    own: "OwnRating | None"


class OwnRating(Reply):
    """blind false: given after having seen the report, so it is not counted."""

    id: str
    level: int | None
    obstacle: Obstacle | None
    note: str
    blind: bool


class RatingQueueQuery(Body):
    """interview: answers of this interview only."""

    interview: Id | None = None


class RatingQueueReply(Reply):
    """sheet null: nothing is left to rate. waiting counts the sheet too."""

    sheet: RatingSheetOut | None
    waiting: int
    given: int
    obstacles: dict[Obstacle, str]


class RatingSheetReply(Reply):
    sheet: RatingSheetOut
    obstacles: dict[Obstacle, str]


class RatingBody(Body):
    """Exactly one of level and obstacle. corrects: one's own earlier rating that this one supersedes."""

    level: Annotated[int, Field(ge=LOWEST_LEVEL, le=HIGHEST_LEVEL)] | None = None
    obstacle: Obstacle | None = None
    note: Note = ""
    corrects: Id | None = None


class RatingGiven(Reply):
    rating_id: str
    blind: bool


class RecordingReply(Reply):
    """url: good for ten minutes, for this person and this one recording."""

    url: str
    mime_type: str


class GivenRatingRow(Reply):
    id: str
    answer_id: str
    question: str
    dimension: str
    level: int | None
    obstacle_name: str | None
    blind: bool
    created_at: Instant


class GivenRatingsReply(Reply):
    ratings: list[GivenRatingRow]


class AgreementEstimateOut(Reply):
    """low, high: 95 % confidence interval. n: answers it rests on."""

    value: float
    low: float
    high: float
    n: int


AgreementFigure = AgreementEstimateOut | NotMeasuredOut


class ReliabilityOut(Reply):
    form: str
    k: float
    single: AgreementFigure
    average: AgreementFigure


class PairFiguresOut(Reply):
    pearson: AgreementFigure
    spearman: AgreementFigure
    kappa: AgreementFigure
    mae: AgreementFigure
    bias: AgreementFigure


class AgreementRowOut(Reply):
    cut: Cut
    key: str
    label: str
    answers: int
    ratings: int
    raters: int
    reliability: ReliabilityOut
    between: PairFiguresOut
    system: PairFiguresOut


class RatingCountsOut(Reply):
    not_blind: int
    not_judged: int
    superseded: int


class AgreementReply(Reply):
    """min_answers: below it a figure is not computed."""

    rows: list[AgreementRowOut]
    left_out: RatingCountsOut
    min_answers: int


class ProfileChangeOut(Reply):
    action: ProfileAction
    reason: str
    by_name: str
    at: Instant


class FittedOnOut(Reply):
    """source: "database", or "file" for ratings given elsewhere."""

    source: str
    answers: int
    questions: int
    raters: int | None
    at: Instant


class GainOut(Reply):
    """On questions left out of the fit. gain: of ρ; closer: of the mean distance in levels; above 0 is better."""

    spearman_before: AgreementFigure
    spearman_after: AgreementFigure
    mae_before: AgreementFigure
    mae_after: AgreementFigure
    gain: AgreementFigure
    closer: AgreementFigure


class CalibrationOut(Reply):
    intercept: float
    slope: float
    weights: dict[str, float]
    fitted_on: FittedOnOut
    validation: GainOut


class ProfileRow(Reply):
    """in_force: new interviews pin it. interviews: how many have pinned it."""

    version: str
    sha256: str
    base_version: str | None
    state: ProfileState
    state_name: str
    in_force: bool
    created_by_name: str
    created_at: Instant
    calibration: CalibrationOut | None
    interviews: int
    changes: list[ProfileChangeOut]


class ProfilesReply(Reply):
    profiles: list[ProfileRow]
    may_change: bool


class ProfilePath(BaseModel):
    version: Annotated[str, Field(pattern=VERSION_PATTERN, max_length=VERSION_MAX)]


class ProfileReasonBody(Body):
    reason: Annotated[Note, Field(min_length=1)]
