"""The command line starts fast, the doctor names what is missing with what mends it."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from config.settings import load_settings
from workers.checks import Level, check_database, check_master_key, check_models, check_queue
from workers.cli import COMMANDS, main

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def settings(tmp_path):
    def make(**environment):
        return load_settings({"MINGMIAN_HOME": str(tmp_path)} | environment)

    return make


def test_the_list_of_commands_imports_nothing_heavy():
    code = (
        "import sys; from workers.cli import main; main(['--help'], standalone_mode=False); "
        "print(sorted({'sqlalchemy', 'rich', 'numpy', 'rq', 'httpx'} & set(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_listed_command_is_there(name):
    shown = CliRunner().invoke(main, [name, "--help"])
    assert shown.exit_code == 0, shown.output


def test_wrong_settings_end_a_command_with_all_faults(monkeypatch):
    monkeypatch.setenv("API_PORT", "abc")
    monkeypatch.setenv("PUBLIC_URL", "nowhere")
    shown = CliRunner().invoke(main, ["migrate"])
    assert shown.exit_code == 2
    assert {"API_PORT", "PUBLIC_URL"} <= {word.strip("-: ") for word in shown.output.split()}


def test_a_missing_model_is_told_with_the_command_that_fetches_it(settings):
    findings = check_models(settings())
    assert {finding.level for finding in findings} == {Level.MISSING}
    assert findings[0].mend == "mingmian models pull --only whisper-base"


def test_a_master_key_that_others_can_read_is_told(settings, tmp_path):
    check_master_key(settings())
    from config.master_key import load_master_key

    load_master_key(settings())
    (tmp_path / "master.key").chmod(0o644)
    (finding,) = check_master_key(settings())
    assert (finding.level, finding.mend) == (Level.MISSING, f"chmod 600 {tmp_path / 'master.key'}")


def test_an_unreachable_database_and_queue_are_told(settings):
    away = settings(DATABASE_URL="postgresql://x@127.0.0.1:9/none", REDIS_URL="redis://127.0.0.1:9/0")
    assert [check(away)[0].level for check in (check_database, check_queue)] == [Level.MISSING] * 2


def test_a_current_database_is_fine(settings, own_database_url, valkey_url):
    here = settings(DATABASE_URL=own_database_url, REDIS_URL=valkey_url)
    assert [check(here)[0].level for check in (check_database, check_queue)] == [Level.GOOD] * 2


def test_an_unknown_recogniser_is_told_without_a_traceback(tmp_path):
    sound = tmp_path / "a.wav"
    sound.write_bytes(b"RIFF")
    for engine, status in (("whisper-huge", 1), ("face-landmarker", 2)):
        shown = CliRunner().invoke(main, ["transcribe", str(sound), "--jsonl", "--engine", engine])
        assert (shown.exit_code, type(shown.exception)) == (status, SystemExit)
