"""The built mini-app: hashed files under /assets, index.html for every other address."""

import html
from pathlib import Path

from flask import Blueprint, Response, abort, send_from_directory

from miniapp_api.services import services

pages = Blueprint("pages", __name__)

YEAR_S = 31_536_000
_NOT_BUILT = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>页面尚未构建</title>
<h1>页面尚未构建</h1><p>请在项目目录运行 <code>make miniapp</code>（需要 Node），然后刷新本页。（SY404）</p></html>"""


@pages.get("/assets/<path:name>")
def asset(name: str) -> Response:
    """Vite puts a hash of the content into each name, so browsers may keep them for good."""
    answer = send_from_directory(services().settings.dist / "assets", name, max_age=YEAR_S)
    answer.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
    return answer


@pages.get("/")
@pages.get("/<path:address>")
def page(address: str = "") -> Response:
    """A file at the top of the build, else the page itself, which routes by the address."""
    if address.startswith(("api/", "assets/")):
        abort(404)
    dist = services().settings.dist
    if address and "/" not in address and address != "index.html" and (dist / address).is_file():
        return send_from_directory(dist, address)
    return _index(dist / "index.html", jsapi_url=services().settings.jsapi_url)


def _index(path: Path, *, jsapi_url: str) -> Response:
    if not path.is_file():
        return Response(_NOT_BUILT, status=503, mimetype="text/html")
    text = path.read_text(encoding="utf-8")
    if jsapi_url:
        script = f'<script src="{html.escape(jsapi_url, quote=True)}"></script>'
        text = text.replace("<head>", f"<head>{script}", 1)
    return Response(text, mimetype="text/html", headers={"Cache-Control": "no-cache"})
