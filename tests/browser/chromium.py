"""The system's own Chromium, with given camera and microphone files."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from tests.browser.fake_devices import FakeDevices

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> Path | None:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return Path(found) if found else None


def launch(playwright: Playwright, devices: FakeDevices | None = None) -> Browser:
    """Raises AssertionError when there is no Chromium."""
    chromium = find_chromium()
    assert chromium is not None, "no Chromium on this machine"
    arguments = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
    return playwright.chromium.launch(
        executable_path=str(chromium), args=arguments + (devices.arguments if devices else [])
    )
