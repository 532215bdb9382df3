"""Puts the rooms together into one aiohttp application."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

from aiohttp import web

from sandbox import (
    admin,
    admin_faults,
    cards,
    esign,
    gateway,
    hrm,
    jsapi,
    oapi,
    oauth,
    pages,
    persist,
    robot,
    roster,
    todo,
)
from sandbox.company import Company
from sandbox.errors import ApiError
from sandbox.gate import ROUTES, gate
from sandbox.gateway import TICKETS
from sandbox.rules import Route
from sandbox.state import WORLD, World
from sandbox.templates import CardTemplate

# The largest file that media/upload takes, and room for the multipart frame around it.
REQUEST_MAX_BYTES = 24 * 2**20

ALL_ROUTES: tuple[Route, ...] = (
    *gateway.ROUTES,
    *oauth.ROUTES,
    *robot.ROUTES,
    *cards.ROUTES,
    *todo.ROUTES,
    *hrm.ROUTES,
    *oapi.ROUTES,
    *roster.ROUTES,
    *esign.ROUTES,
    *admin.ROUTES,
    *admin_faults.ROUTES,
    *jsapi.ROUTES,
    *pages.ROUTES,
)


def build_app(
    company: Company, templates: dict[str, CardTemplate], *, state_folder: Path | None = None
) -> web.Application:
    """The sandbox as an application; `app[WORLD].base_url` must be set once the port is known."""
    app = web.Application(middlewares=[gate], client_max_size=REQUEST_MAX_BYTES)
    world = World(company=company, templates=dict(templates))
    app[WORLD] = world
    app[TICKETS] = {}
    app[roster.EMPLOYED] = {}
    app[esign.DESK] = esign.SigningDesk()
    app[ROUTES] = {}
    for route in ALL_ROUTES:
        added = app.router.add_route(route.method, route.path, route.handler)
        if added.resource is not None:
            app[ROUTES][route.method, added.resource.canonical] = route
    app.router.add_route("*", "/{anything:v[0-9.]+/.*|topapi/.*}", not_found)
    app.on_shutdown.append(_stop)
    if state_folder is not None:
        persist.load(world, state_folder)
        app.cleanup_ctx.append(_saving(state_folder))
    return app


async def not_found(_request: web.Request) -> web.StreamResponse:
    raise ApiError(
        404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method."
    )


async def _stop(app: web.Application) -> None:
    app[WORLD].feed.close()
    await app[WORLD].stop()


def _saving(folder: Path) -> Callable[[web.Application], AsyncIterator[None]]:
    async def saving(app: web.Application) -> AsyncIterator[None]:
        app[WORLD].spawn(persist.keep_saving(app[WORLD], folder))
        yield
        persist.save(app[WORLD], folder)

    return saving
