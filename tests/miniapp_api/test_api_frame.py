"""What holds for every answer: headers, errors without insides, the pages, the document."""

import importlib
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from pkgutil import iter_modules

import pytest
from flask.testing import FlaskClient
from pydantic import BaseModel

from miniapp_api import openapi
from miniapp_api import schemas as package
from miniapp_api.app import create_app
from miniapp_api.services import Services
from tests.factories import a_story
from tests.miniapp_api.conftest import api_settings, code_of

COMMITTED_DOCUMENT = Path(__file__).resolve().parents[2] / "miniapp" / "src" / "api" / "openapi.json"


def test_every_answer_carries_the_security_headers(client: FlaskClient) -> None:
    headers = client.get("/api/config").headers
    assert "script-src 'self';" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://*.dingtalk.com" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Permissions-Policy"].startswith("camera=(self), microphone=(self)")
    assert headers["Cache-Control"] == "no-store"


def test_the_sandbox_script_is_the_only_foreign_origin_and_may_frame_us(
    make_services: Callable[..., Services], tmp_path: Path
) -> None:
    settings = api_settings(tmp_path, jsapi_url="http://127.0.0.1:8701/dd.js")
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "index.html").write_text("<html><head></head><body></body></html>")
    client = create_app(make_services(settings=settings)).test_client()
    page = client.get("/i/iv_1")
    assert '<script src="http://127.0.0.1:8701/dd.js"></script>' in page.text
    policy = page.headers["Content-Security-Policy"]
    assert "script-src 'self' http://127.0.0.1:8701;" in policy
    assert policy.endswith("frame-ancestors 'self' http://127.0.0.1:8701")


def test_unbuilt_pages_say_how_to_build_them(client: FlaskClient) -> None:
    answer = client.get("/hr")
    assert answer.status_code == 503
    assert "make miniapp" in answer.text


def test_a_file_outside_the_build_is_never_served(client: FlaskClient) -> None:
    assert client.get("/assets/..%2f..%2fpyproject.toml").status_code == 404


def test_unknown_api_address_is_a_chinese_json_404(client: FlaskClient) -> None:
    answer = client.get("/api/nothing")
    assert (answer.status_code, code_of(answer)) == (404, "RQ404")
    assert answer.json["error"]["message"].endswith("（RQ404）")


def test_wrong_method_is_405_and_method_override_is_ignored(client: FlaskClient) -> None:
    answer = client.post("/api/uploads/up_1", headers={"X-HTTP-Method-Override": "DELETE"})
    assert (answer.status_code, code_of(answer)) == (405, "RQ405")


def test_foreign_host_header_is_refused(client: FlaskClient) -> None:
    assert client.get("/api/config", headers={"Host": "evil.example"}).status_code == 400


def test_a_bug_shows_an_incident_number_and_nothing_of_our_insides(
    make_services: Callable[..., Services], bearer: Callable[..., dict[str, str]], uow: object
) -> None:
    hr = a_story(uow).hr  # type: ignore[arg-type]
    headers = bearer(hr)
    client = create_app(make_services(consents=None)).test_client()  # a wiring bug
    answer = client.get("/api/consent-texts", headers=headers)
    assert (answer.status_code, code_of(answer)) == (500, "SY500")
    assert answer.json["error"]["incident"] in answer.json["error"]["message"]
    assert "NoneType" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "code"),
        ({"code": "x", "role": "admin"}, "role"),
        ({"code": "x\x00"}, "code"),
        ({"code": 5}, "code"),
    ],
)
def test_malformed_body_names_the_field(client: FlaskClient, body: dict[str, object], field: str) -> None:
    answer = client.post("/api/session/dingtalk", json=body)
    assert (answer.status_code, code_of(answer)) == (422, "RQ422")
    assert [fault["field"] for fault in answer.json["error"]["fields"]] == [field]


def test_json_sent_as_plain_text_is_not_read(client: FlaskClient) -> None:
    answer = client.post("/api/session/dingtalk", data='{"code": "code-hr"}', content_type="text/plain")
    assert answer.status_code == 422


def test_oversized_json_is_refused_before_it_is_read(client: FlaskClient) -> None:
    answer = client.post("/api/session/dingtalk", json={"code": "x" * 2_000_000})
    assert (answer.status_code, code_of(answer)) == (413, "RQ413")


def test_health_says_whether_the_database_answers(client: FlaskClient) -> None:
    assert client.get("/api/health").json == {"status": "ok", "database": True}


def test_the_served_document_is_the_committed_one(client: FlaskClient) -> None:
    served = client.get("/api/openapi.json").json
    assert served == json.loads(COMMITTED_DOCUMENT.read_text(encoding="utf-8"))
    assert COMMITTED_DOCUMENT.read_text(encoding="utf-8") == openapi.text()


def test_no_two_schemas_share_a_name() -> None:
    """The OpenAPI document knows one schema a name: the second would silently take the first one's place."""
    modules = [
        importlib.import_module(f"{package.__name__}.{m.name}") for m in iter_modules(package.__path__)
    ]
    own = [
        name
        for module in modules
        for name, thing in vars(module).items()
        if isinstance(thing, type) and issubclass(thing, BaseModel) and thing.__module__ == module.__name__
    ]
    assert [name for name, times in Counter(own).items() if times > 1] == []
