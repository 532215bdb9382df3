"""The exercises of an interview as they stand in its report."""

from statistics import median

from hiring.model.plan import ExerciseKind, PlannedExercise
from hiring.model.report_body import InventoryReport, SumsReport
from hiring.usecases.exercising import sums_of
from hiring.views import EvaluationInput
from scoring.exercises.inventory import score_inventory
from scoring.exercises.responses import Sitting
from scoring.exercises.sums import is_right, score_sums
from scoring.measures import NotMeasured

NOTHING_RIGHT = NotMeasured("没有用时可计的正确作答")
NOT_DONE = Sitting(responses=(), elapsed_s=0.0, left_page=0, skipped=True)


def sums_reports(evaluation: EvaluationInput) -> tuple[SumsReport, ...]:
    """One for each exercise of sums in the plan."""
    return tuple(
        _sums(planned, _sitting(planned, evaluation), evaluation)
        for planned in evaluation.plan.exercises
        if planned.kind == ExerciseKind.SUMS
    )


def inventory_reports(evaluation: EvaluationInput) -> tuple[InventoryReport, ...]:
    """One for each inventory in the plan."""
    return tuple(
        InventoryReport(
            planned.key, planned.title, score_inventory(planned.items, _sitting(planned, evaluation))
        )
        for planned in evaluation.plan.exercises
        if planned.kind == ExerciseKind.INVENTORY
    )


def _sitting(planned: PlannedExercise, evaluation: EvaluationInput) -> Sitting:
    return dict(evaluation.sittings).get(planned.key, NOT_DONE)


def _sums(planned: PlannedExercise, sitting: Sitting, evaluation: EvaluationInput) -> SumsReport:
    asked = sums_of(evaluation.interview_id, planned)
    right = [r for r in sitting.responses if is_right(asked[r.index], r.value)]
    times = [r.reaction_ms for r in right if r.reaction_ms is not None]
    return SumsReport(
        key=planned.key,
        title=planned.title,
        score=score_sums(asked, sitting, dimension=planned.dimension),
        right=len(right),
        asked=len(asked),
        median_s=round(median(times) / 1000, 1) if times else NOTHING_RIGHT,
    )
