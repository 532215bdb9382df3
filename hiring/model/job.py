"""A post to fill, with the questions its interviews ask."""

from dataclasses import dataclass
from datetime import datetime

from hiring.model.ids import JobId, StaffId
from hiring.model.plan import InterviewPlan


@dataclass(eq=False)
class Job:
    """plan is the template that each new interview pins as it is at that moment.

    The weights are of the parts of the whole (scoring.ranking.PartWeights); they may change at any time.
    """

    id: JobId
    title: str
    description: str
    manager_ids: tuple[StaffId, ...]
    plan: InterviewPlan
    created_at: datetime
    open: bool = True
    interview_weight: float = 1.0
    written_weight: float = 0.0
