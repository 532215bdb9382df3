"""The named peer of bench/upload.py: the least a server can do that keeps what it acknowledges."""

import os
from pathlib import Path

from flask import Flask, Response, request

application = Flask("peer")
_FOLDER = Path(os.environ["PEER_FOLDER"])


@application.patch("/uploads/<name>")
def append(name: str) -> Response:
    """Write the body behind what is there, sync it, say so."""
    with (_FOLDER / name).open("ab") as file:
        file.write(request.get_data(cache=False))
        file.flush()
        os.fsync(file.fileno())
    return Response(status=204)
