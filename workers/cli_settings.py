"""Reads the settings for a command; a fault ends it with the list of all faults and status 2."""

import sys
from typing import NoReturn

import click

from config.settings import Settings, SettingsError, load_settings

STATUS_WRONG_SETTINGS = 2


def settings_or_exit() -> Settings:
    try:
        return load_settings()
    except SettingsError as error:
        exit_with(error)


def exit_with(error: SettingsError) -> NoReturn:
    click.echo(str(error), err=True)
    sys.exit(STATUS_WRONG_SETTINGS)
