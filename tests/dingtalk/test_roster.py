"""智能人事 is read whole, over its pages, and a stay has the days that it says."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from hiring.errors import Permanent, Transient
from hiring.model.outcome import Entry, Exit, ExitReason
from hiring.outcome_rows import rows_of_employments

MAY_31 = int(datetime(2026, 5, 30, 16, 0, tzinfo=UTC).timestamp() * 1000)  # midnight in Shanghai


def employ(sandbox: Any, user_id: str, **facts: Any) -> None:
    sandbox.admin("POST", f"/people/{user_id}/employment", {"enteredOn": "2026-03-01"} | facts)


def test_who_is_there_and_who_left(sandbox: Any, client: Any) -> None:
    employ(sandbox, "lin")
    employ(sandbox, "chen", lastWorkDayMs=MAY_31, voluntaryReason=["家庭原因"])
    employ(sandbox, "gast", lastWorkDayMs=MAY_31, passiveReason=["合同到期不续签"])
    found = {one.user_id: one for one in client.employments()}
    assert set(found) == {"lin", "chen", "gast"}
    assert (found["lin"].entered_on, found["lin"].left_on) == (date(2026, 3, 1), None)
    assert (found["chen"].left_on, found["chen"].reason) == (date(2026, 5, 31), ExitReason.RESIGNED)
    assert found["gast"].reason == ExitReason.EXPIRED


def test_more_people_than_a_page_holds(sandbox: Any, client: Any) -> None:
    for number in range(120):
        person = {"userId": f"u{number:03}", "unionId": f"U{number}", "name": "某人", "role": "other"}
        sandbox.admin("POST", "/people", person)
        employ(sandbox, f"u{number:03}", **({"lastWorkDayMs": MAY_31} if number < 60 else {}))
    found = client.employments()
    assert len(found) == 120
    assert sum(one.left_on is not None for one in found) == 60
    assert all(one.entered_on == date(2026, 3, 1) for one in found)


def test_a_stay_becomes_one_row_for_each_day_it_knows(sandbox: Any, client: Any) -> None:
    employ(sandbox, "chen", lastWorkDayMs=MAY_31, passiveReason=["不能胜任"])
    rows = rows_of_employments(client.employments())
    assert [row.facts for row in rows] == [
        Entry(date(2026, 3, 1)),
        Exit(date(2026, 5, 31), ExitReason.DISMISSED),
    ]
    assert {row.user_id for row in rows} == {"chen"}


def test_without_the_scope_nothing_is_read(sandbox: Any, client: Any) -> None:
    sandbox.switch(revoked_scopes=["qyapi_hrm_read_user"])
    with pytest.raises((Permanent, Transient)):
        client.employments()
