"""Serves the client page, its parts, and the fake `dd` object."""

from pathlib import Path

from aiohttp import web

from sandbox.rules import Route

PAGE_FOLDER = Path(__file__).parent / "page"
# Nothing from elsewhere is loaded; H5 pages of this machine may be framed.
_POLICY = (
    "default-src 'self'; img-src 'self' data:; frame-src http://127.0.0.1:* http://localhost:* https://127.0.0.1:* "
    "https://localhost:*; base-uri 'none'; form-action 'self'"
)
_TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}


async def home(_request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound("/sandbox/")


async def client_page(_request: web.Request) -> web.StreamResponse:
    return _file("index.html")


async def part(request: web.Request) -> web.StreamResponse:
    return _file(request.match_info["name"])


async def dd_script(_request: web.Request) -> web.StreamResponse:
    """The fake JSAPI; H5 pages of another port load it, hence the open CORS header."""
    response = _file("dd.js")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _file(name: str) -> web.Response:
    path = PAGE_FOLDER / name
    if path.parent != PAGE_FOLDER or path.suffix not in _TYPES or not path.is_file():
        raise web.HTTPNotFound
    # no-store: people edit and reload.
    return web.Response(
        text=path.read_text(encoding="utf-8"),
        content_type=_TYPES[path.suffix],
        headers={"Cache-Control": "no-store", "Content-Security-Policy": _POLICY},
    )


ROUTES = (
    Route("GET", "/", home, counted=False),
    Route("GET", "/sandbox", home, counted=False),
    Route("GET", "/sandbox/", client_page, counted=False),
    Route("GET", "/sandbox/dd.js", dd_script, counted=False),
    Route("GET", "/sandbox/page/{name}", part, counted=False),
)
