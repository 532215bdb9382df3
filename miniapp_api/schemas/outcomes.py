"""结果回流: what came in, what the scores predicted, and weights to put in force."""

from datetime import date
from typing import Annotated

from pydantic import Field

from hiring.model.outcome import OutcomeKind
from hiring.outcome_rows import MAX_ROWS
from miniapp_api.schemas.base import Body, Instant, Line, Note, NotMeasuredOut, Reply


class KindRow(Reply):
    """facts: in force. linked: to an assessed interview. corrections: superseded revisions, all kept."""

    kind: OutcomeKind
    facts: int
    linked: int
    corrections: int
    people: int
    last_at: Instant


class OutcomesReply(Reply):
    kinds: list[KindRow]


class OutcomeRowIn(Body):
    """One row under the sheet's own headings."""

    cells: Annotated[dict[Line, Line], Field(max_length=100)]


class OutcomesBody(Body):
    rows: Annotated[list[OutcomeRowIn], Field(min_length=1, max_length=MAX_ROWS)]


class RowFaultOut(Reply):
    line: int
    message: str


class RecordedReply(Reply):
    added: int
    corrected: int
    unchanged: int
    unlinked: int
    strangers: int
    faults: list[RowFaultOut]


class EstimateOut(Reply):
    """value with its 95 % interval; adjusted_p after Holm where the test belongs to the page's family."""

    n: int
    value: float
    low: float
    high: float
    p: float
    adjusted_p: float | NotMeasuredOut


class CorrectedOut(Reply):
    value: float
    low: float
    high: float
    ratio: float
    pool_n: int


class HazardOut(Reply):
    ratio: EstimateOut | NotMeasuredOut
    proportional_p: float | NotMeasuredOut
    leavers: int


class PredictorOut(Reply):
    name: str
    performance: EstimateOut | NotMeasuredOut
    ranked: EstimateOut | NotMeasuredOut
    applicants: CorrectedOut | NotMeasuredOut
    passing: EstimateOut | NotMeasuredOut
    staying: HazardOut


class IncrementsOut(Reply):
    voice: EstimateOut | NotMeasuredOut
    face: EstimateOut | NotMeasuredOut


class GroupCheckOut(Reply):
    grouping: str
    value: str
    validity: EstimateOut | NotMeasuredOut
    prediction_gap: EstimateOut | NotMeasuredOut
    chosen: int
    assessed: int
    impact: EstimateOut | NotMeasuredOut


class AnalysisOut(Reply):
    cases: int
    applicants: int
    predictors: list[PredictorOut]
    increments: IncrementsOut
    groups: list[GroupCheckOut]
    family: int


class ShareOut(Reply):
    yes: int
    n: int


class ContrastOut(Reply):
    """difference: rate with the clause less rate without, with Newcombe's 95 % interval."""

    having: ShareOut
    lacking: ShareOut
    difference: float
    low: float
    high: float


class ClauseComparisonOut(Reply):
    """having, lacking: contracts with and without the clause."""

    clause: str
    title: str
    having: int
    lacking: int
    probation_passed: ContrastOut | NotMeasuredOut
    left_within_year: ContrastOut | NotMeasuredOut


class ClausesOut(Reply):
    rows: list[ClauseComparisonOut]
    not_causal: str


class VersionRow(Reply):
    rubric_sha256: str
    scoring_profile: str
    assessed: int
    with_facts: int


class BackTestOut(Reply):
    fitted_n: int
    tested_n: int
    split_on: date
    suggested: EstimateOut | NotMeasuredOut
    current: EstimateOut | NotMeasuredOut
    equal: EstimateOut | NotMeasuredOut
    gain: float
    gain_low: float
    gain_high: float


class SuggestionOut(Reply):
    """supported: the whole interval of the gain lies above 0."""

    weights: dict[str, float]
    penalty: float
    back_test: BackTestOut
    supported: bool


class WeightSetRow(Reply):
    number: int
    weights: dict[str, float]
    basis: dict[str, float]
    reason: str
    by_name: str
    activated_at: Instant


class ValidityReply(Reply):
    """versions: scores of different rubrics or profiles don't compare, so one of them is analysed, `version`.

    weights: in force, of set `number` (0: as the job was opened). known_until: stays are counted to this day.
    """

    job_title: str
    weights: dict[str, float]
    number: int
    known_until: date
    versions: list[VersionRow]
    version: int
    analysis: AnalysisOut
    suggestion: SuggestionOut | NotMeasuredOut
    clauses: ClausesOut
    history: list[WeightSetRow]


class ValidityQuery(Body):
    version: Annotated[int, Field(ge=0, le=1000)] = 0


class ActivateBody(Body):
    """replaces: `number` as it was read."""

    weights: Annotated[dict[Line, float], Field(min_length=1, max_length=50)]
    reason: Annotated[Note, Field(min_length=1)]
    replaces: Annotated[int, Field(ge=0)]


class Activated(Reply):
    number: int
