"""A reader for all tests of this folder: its children are kept between tests."""

from collections.abc import Iterator

import pytest

from scoring.engines.documents.reader import DocumentReader


@pytest.fixture(scope="session")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader(children=2) as held:
        yield held
