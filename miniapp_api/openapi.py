"""Writes the OpenAPI document to standard output: `python -m miniapp_api.openapi > miniapp/src/api/openapi.json`."""

import json
import sys

from miniapp_api.app import bare_app


def document() -> dict[str, object]:
    """The document; also served under /api/openapi.json."""
    return bare_app().api_doc


def text() -> str:
    return json.dumps(document(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
