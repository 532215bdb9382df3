"""Where the shipped scoring data lie. Read by entry points only."""

from importlib.resources import files


def default_profile_text() -> str:
    return files("config.scoring").joinpath("default_profile.json").read_text(encoding="utf-8")


def knowledge_profile_text() -> str:
    return files("config.scoring").joinpath("knowledge_profile.json").read_text(encoding="utf-8")
