"""`python -m sandbox --port 8701 --company FILE.json`: a DingTalk of our own, on this machine only."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from aiohttp import web

from sandbox.app import build_app
from sandbox.company import load_company
from sandbox.errors import SandboxError
from sandbox.gate import is_loopback
from sandbox.state import WORLD
from sandbox.templates import CardTemplate, load_templates

BANNER = (
    "DingTalk SANDBOX: built from public documents and the SDKs' source, not from recorded traffic. "
    "Nothing here reaches DingTalk."
)
STOP_WITHIN_S = 2.0


def main() -> int:
    options = _options()
    if not is_loopback(options.host):
        return _refuse(f"the sandbox listens on loopback only, not on {options.host}")
    try:
        company = load_company(options.company)
        templates: dict[str, CardTemplate] = {}
        for folder in options.templates:
            templates |= load_templates(folder)
        app = build_app(company, templates, state_folder=options.state_dir)
    except SandboxError as exc:
        return _refuse(str(exc))
    try:
        asyncio.run(_serve(app, options.host, options.port))
    except OSError as exc:
        return _refuse(f"can't listen on {options.host}:{options.port}: {exc.strerror}")
    return 0


async def _serve(app: web.Application, host: str, port: int) -> None:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOP_WITHIN_S)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        await site.start()
        bound = runner.addresses[0][1]
        name = f"[{host}]" if ":" in host else host
        app[WORLD].base_url = f"http://{name}:{bound}"
        sys.stderr.write(BANNER + "\n")
        sys.stdout.write(f"sandbox listening on {app[WORLD].base_url}\n")
        sys.stdout.flush()
        await stop.wait()
    finally:
        await runner.cleanup()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=BANNER)
    parser.add_argument(
        "--company", type=Path, required=True, help="JSON file: the app's credentials and people"
    )
    parser.add_argument(
        "--templates", type=Path, action="append", default=[], help="folder of card JSON files"
    )
    parser.add_argument("--port", type=int, default=8701, help="0 takes a free port")
    parser.add_argument("--host", default="127.0.0.1", help="a loopback address")
    parser.add_argument(
        "--state-dir", type=Path, default=None, help="keeps chats, cards and todos between runs"
    )
    return parser.parse_args()


def _refuse(reason: str) -> int:
    sys.stderr.write(f"sandbox: {reason}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
