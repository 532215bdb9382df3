"""Reads the résumé vocabulary beside the code. The entry points call this; scoring.resume.vocabulary parses."""

import tomllib
from importlib.resources import files

VOCABULARY_FILES = (
    "skills.toml",
    "certificates.toml",
    "schools.toml",
    "cities.toml",
    "posts.toml",
    "majors.toml",
    "implied.toml",
)


def vocabulary_documents() -> dict[str, dict[str, object]]:
    """The parsed tables by the name of their file, without the ending."""
    folder = files("config.resume")
    return {
        name.removesuffix(".toml"): tomllib.loads(folder.joinpath(name).read_text("utf-8"))
        for name in VOCABULARY_FILES
    }
