"""What a request leaves in the log: its route and outcome, no person, no secret."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from structlog.testing import capture_logs

from storage.uow import SqlUnitOfWork
from tests.factories import a_story


def test_a_line_holds_the_route_and_no_query_body_or_secret(
    client: FlaskClient, uow: SqlUnitOfWork, bearer: Callable[..., dict[str, str]], ids: Any
) -> None:
    headers = bearer(a_story(uow).hr)
    ids.new("ca")  # the story's own is ca_1
    body = {"name": "赵小红", "phone": "13912345678", "email": "zhao@example.com"}
    with capture_logs() as lines:
        client.post("/api/candidates", json=body, headers=headers)
        client.get("/api/media/an_1?ticket=secret-ticket", headers=headers)
        client.post("/api/session/link", json={"token": "secret-token"})
    written = str(lines)
    requests = [line for line in lines if line["event"] == "http_request"]
    assert [(line["route"], line["status"], line["actor"]) for line in requests] == [
        ("/api/candidates", 201, "staff:st_hr"),
        ("/api/media/<answer_id>", 403, "anonymous"),
        ("/api/session/link", 404, "anonymous"),
    ]
    assert not [
        secret
        for secret in ("赵小红", "13912345678", "zhao@", "secret-ticket", "secret-token", "token-of")
        if secret in written
    ]
