"""Settings: every fault at once, nothing secret shown, each one documented and used."""

import base64
from pathlib import Path

import pytest

from config.master_key import load_master_key
from config.settings import Settings, SettingsError, load_settings, to_environment
from config.settings_page import settings_page

ROOT = Path(__file__).resolve().parents[2]
APP = {
    "DINGTALK_CORP_ID": "c",
    "DINGTALK_CLIENT_ID": "i",
    "DINGTALK_CLIENT_SECRET": "s",
    "DINGTALK_ROBOT_CODE": "r",
    "DINGTALK_AGENT_ID": "a",
}


def faults(**environment):
    with pytest.raises(SettingsError) as caught:
        load_settings(environment)
    return caught.value.faults


def test_every_fault_is_listed_at_once():
    found = faults(API_PORT="abc", PUBLIC_URL="ftp://x", DINGTALK_CLIENT_ID="x")
    named = {line.split(":")[0].split(" ")[0] for line in found}
    assert named == {"API_PORT", "PUBLIC_URL", *(APP.keys() - {"DINGTALK_CLIENT_ID"})}


def test_a_fault_is_told_in_english_and_chinese():
    (line,) = faults(API_PORT="0")
    assert "port of the web server" in line
    assert "网页服务的端口" in line


def test_a_wrong_secret_is_not_repeated():
    (line,) = faults(MASTER_KEY="hunter2")
    assert "hunter2" not in line


@pytest.mark.parametrize("url", ["mysql://x/y", "redis://h"])
def test_a_database_of_another_kind_is_refused(url):
    assert len(faults(DATABASE_URL=url)) == 1


def test_a_child_reads_back_what_its_supervisor_decided():
    settings = load_settings(APP | {"API_PORT": "9001", "RECONCILE_INTERVAL_S": "5"})
    assert load_settings(to_environment(settings)) == settings


def test_a_laptop_makes_its_own_master_key_once(tmp_path):
    settings = load_settings({"MINGMIAN_HOME": str(tmp_path)})
    key = load_master_key(settings)
    assert len(key) == 32
    assert load_master_key(settings) == key
    assert (tmp_path / "master.key").stat().st_mode & 0o777 == 0o600


def test_a_damaged_master_key_is_refused_rather_than_replaced(tmp_path):
    (tmp_path / "master.key").write_text("gone")
    with pytest.raises(SettingsError):
        load_master_key(load_settings({"MINGMIAN_HOME": str(tmp_path)}))
    assert (tmp_path / "master.key").read_text() == "gone"


def test_a_given_master_key_is_used(tmp_path):
    given = base64.b64encode(bytes(range(32))).decode()
    settings = load_settings({"MINGMIAN_HOME": str(tmp_path), "MASTER_KEY": given})
    assert load_master_key(settings) == bytes(range(32))
    assert given not in repr(settings)


def test_the_page_of_settings_is_current():
    written = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert written == settings_page(), "run: python -m config.settings_page > docs/settings.md"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_used(name):
    folders = ("workers", "bot", "miniapp_api", "config")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    users = [path for path in files if path.name != "settings.py" and f".{name}" in path.read_text("utf-8")]
    properties = (ROOT / "config" / "settings.py").read_text(encoding="utf-8")
    assert users or f"self.{name}" in properties


def test_a_judge_needs_a_model_and_somebody_who_runs_it():
    named = {line.split(":")[0] for line in faults(JUDGE_URL="http://127.0.0.1:1/v1")}
    assert named == {"JUDGE_MODEL", "JUDGE_OPERATOR"}
