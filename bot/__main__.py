"""`python -m bot`: the process that listens to DingTalk."""

import asyncio
import signal
import sys
from pathlib import Path

from bot.app import Bot, Surroundings
from config.logging import configure_logging
from config.master_key import load_master_key
from config.settings import Settings, SettingsError, load_settings
from dingtalk.settings import DingTalkSettings, forget_proxies
from hiring.access import load_access
from hiring.links import Links
from storage.clock import RandomIds, SystemClock
from storage.database import open_storage

PERMISSIONS = Path(__file__).resolve().parents[1] / "config" / "permissions.toml"


def main() -> int:
    configure_logging("bot")
    try:
        settings = load_settings()
        around = _surroundings(settings)
    except (SettingsError, ValueError) as exc:
        sys.stderr.write(f"{exc}\n")
        return 2
    if around.dingtalk.is_local:
        forget_proxies()
    asyncio.run(_serve(Bot(around)))
    return 0


async def _serve(bot: Bot) -> None:
    """Until SIGINT or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    running = asyncio.create_task(bot.run())
    asked = asyncio.create_task(stop.wait())
    await asyncio.wait({running, asked}, return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    await bot.stop()
    await running


def _surroundings(settings: Settings) -> Surroundings:
    if not settings.database_url:
        raise SettingsError(
            [
                "DATABASE_URL: empty; `mingmian up` starts a database and passes its address · 未设置数据库地址，请用 mingmian up 启动"
            ]
        )
    storage = open_storage(
        database_url=settings.database_url,
        media_url=settings.media_url or f"file://{settings.home / 'media'}",
        master_key=load_master_key(settings),
    )
    return Surroundings(
        dingtalk=DingTalkSettings(**settings.dingtalk_app),
        open_uow=storage.new_uow,
        access=load_access(PERMISSIONS),
        clock=SystemClock(),
        ids=RandomIds(),
        links=Links(settings.public_url),
        run_folder=settings.home / "run",
    )


if __name__ == "__main__":
    sys.exit(main())
