"""One test for each route and role, generated from config/permissions.toml; a route without a row fails."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from hiring.access import Scope, load_access
from hiring.model.people import Role
from miniapp_api.app import bare_app, create_app
from miniapp_api.guard import PUBLIC, SESSION, load_routes, route_keys
from miniapp_api.services import Services
from storage.uow import SqlUnitOfWork
from tests.factories import Story, a_candidate, a_reschedule, a_staff, a_story, an_answer, an_upload, store
from tests.miniapp_api.conftest import PERMISSIONS, bearer_headers

ROUTES = load_routes(PERMISSIONS)
MATRIX = load_access(PERMISSIONS).matrix
IDS = {
    "interview_id": "iv_1",
    "candidate_id": "ca_1",
    "answer_id": "an_1",
    "upload_id": "up_1",
    "reschedule_id": "rs_1",
    "probe_id": "pb_1",
    "exercise_key": "quick_sums",
    "job_id": "jb_1",
    "task_id": "tk_1",
    "delivery_id": "ob_1",
    "contract_id": "co_1",
    "version": "1.0.0",
    "batch_id": "rb_1",
    "ordinal": "0",
    "resume_id": "rf_1",
    "twin_id": "tw_1",
    "text_id": "ot_1",
    "address": "i/iv_1",
    "name": "app.js",
    "file": "report.pdf",
}
GUARDED = sorted(key for key, action in ROUTES.items() if action != PUBLIC)
# A stream never ends, and signing out or erasing oneself would end the test.
_ENDING = {"GET /api/events", "DELETE /api/session", "DELETE /api/my/data"}
ASKABLE = [key for key in GUARDED if key not in _ENDING]


def split(key: str) -> tuple[str, str]:
    method, _, path = key.partition(" ")
    return method, path.format(**IDS)


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert route_keys(bare_app()) == ROUTES.keys()


def test_every_row_names_a_known_action() -> None:
    assert set(ROUTES.values()) - {PUBLIC, SESSION} <= MATRIX.keys()


def test_the_app_does_not_start_with_an_undecided_route(make_services: Callable[..., Services]) -> None:
    routes = {key: row for key, row in ROUTES.items() if key != "GET /api/jobs"}
    with pytest.raises(ValueError, match="GET /api/jobs"):
        create_app(make_services(routes=routes))


@pytest.mark.parametrize("key", GUARDED)
def test_nobody_passes_without_a_session(client: FlaskClient, key: str) -> None:
    method, path = split(key)
    for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic aHI6aHI="}):
        assert client.open(path, method=method, headers=headers).status_code == 401


@pytest.fixture
def story(uow: SqlUnitOfWork) -> Story:
    return a_story(
        uow,
        an_answer(id="an_1"),
        an_upload(id="up_1"),
        a_reschedule(id="rs_1"),
    )


def signed_in(uow: SqlUnitOfWork, role: Role) -> dict[str, str]:
    """A stranger to the story who holds just this role."""
    if role == Role.CANDIDATE:
        person: Any = a_candidate(id="ca_other", phone="13900000000")
    else:
        person = a_staff(id="st_other", roles=frozenset({role}))
    with uow:
        store(uow, [person])
        uow.commit()
    return bearer_headers(uow, person)


@pytest.mark.parametrize("role", list(Role))
def test_a_stranger_with_one_role_gets_what_the_matrix_says(
    client: FlaskClient, uow: SqlUnitOfWork, story: Story, role: Role
) -> None:
    headers = signed_in(uow, role)
    for key in ASKABLE:
        method, path = split(key)
        scope = MATRIX[ROUTES[key]].get(role) if ROUTES[key] != SESSION else Scope.ANY
        answer = client.open(path, method=method, headers={**headers, "Tus-Resumable": "1.0.0"}, json={})
        if scope is None:
            assert answer.status_code == 403, (key, role)
        elif scope == Scope.ANY:
            assert answer.status_code not in (401, 403) or ROUTES[key] == SESSION, (key, role, answer.text)
        else:  # own or assigned: a stranger sees neither data nor a difference in what happened
            assert answer.status_code in (400, 403, 404, 405, 415, 422) or "{" not in key, (
                key,
                role,
                answer.text,
            )
            assert answer.status_code < 500
