"""The running product and a real Chromium. Skipped, with the reason, where a part is missing."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.browser.chromium import find_chromium
from tests.browser.running_system import PROJECT, RunningSystem, running_system


@pytest.fixture(scope="session")
def browser_home() -> Iterator[Path]:
    home = Path(tempfile.mkdtemp(prefix="mmb-"))
    yield home
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def system(browser_home: Path) -> Iterator[RunningSystem]:
    if find_chromium() is None:
        pytest.skip("no Chromium on this machine: apt-get install -y chromium")
    if not (PROJECT / "miniapp" / "dist" / "index.html").exists():
        pytest.skip("the mini-app is not built: make setup")
    with running_system(browser_home) as running:
        yield running


@pytest.fixture(scope="module")  # one at a time: the sandbox's page tests start their own
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started
