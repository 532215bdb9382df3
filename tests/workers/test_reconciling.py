"""The reconciler keeps to the days that are set."""

from datetime import timedelta

from hiring.model.interview import InterviewState
from hiring.usecases.keeping import Kept
from tests.factories import NOON, a_story, an_answer
from workers.reconciler import keep


def test_the_settings_decide_how_long_recordings_and_people_are_kept(runtime):
    a_story(runtime.storage.new_uow(), an_answer(id="an_1"), state=InterviewState.EXPIRED, closed_at=NOON)
    seen = []
    for days in (29, 30, 179, 180):
        runtime.clock.set(NOON + timedelta(days=days))
        seen.append(keep(runtime))
    assert seen == [Kept(0, 0, 0), Kept(1, 0, 0), Kept(0, 0, 0), Kept(0, 1, 0)]
