"""`mingmian up` and `mingmian demo`: a whole system on this machine."""

import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import click
from rich.console import Console

from config.logging import configure_logging
from workers.cli_settings import settings_or_exit

STATUS_HOME_IN_USE = 3


@click.command()
@click.option("--exit", "exit_when_done", is_flag=True, help="演完即退出；每一步都亲见发生才返回 0。")
@click.option("--candidate", type=click.Choice(["strong", "weak"]), default="strong", help="由谁来演。")
@click.option(
    "--speed", type=click.FloatRange(0.1, 1000), default=2.0, show_default=True, help="录制的倍速，1 为实时。"
)
@click.option(
    "--report", "report_file", type=click.Path(dir_okay=False, path_type=Path), help="把测得的数字写成 JSON。"
)
def demo(*, exit_when_done: bool, candidate: str, speed: float, report_file: Path | None) -> None:
    """Start everything and play one interview, from the invitation to the feedback."""
    from workers.demo_run import DemoRun

    console = Console(highlight=False)
    run = DemoRun(console, settings_or_exit(), candidate=candidate, speed=speed, report_file=report_file)
    _log_to(run.settings.home)
    _until_done(
        console, run.home_name, lambda stop: run.start_and_play(stop, keep_running=not exit_when_done)
    )


@click.command()
def up() -> None:
    """Start everything and keep it running until Ctrl-C. Without a DingTalk app of your own: with the sandbox."""
    from workers.demo_run import DemoRun, keep_up

    console = Console(highlight=False)
    settings = settings_or_exit()
    _log_to(settings.home)
    if settings.has_dingtalk_app:
        _until_done(console, str(settings.home), lambda stop: keep_up(console, settings, stop))
    else:
        run = DemoRun(console, settings, candidate="", speed=1.0, report_file=None)
        console.print("未设置钉钉应用，改用沙箱和示范公司。设置方法见 docs/settings.md。")
        _until_done(console, run.home_name, lambda stop: run.start_and_play(stop, keep_running=True))


def _until_done(console: Console, home: str, run: Callable[[threading.Event], int]) -> None:
    """Run with Ctrl-C and SIGTERM asking for an orderly end."""
    from workers.supervisor import HomeInUse

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        status = run(stop)
    except HomeInUse as error:
        console.print(
            f"[red]另一个明面正在使用 {home}[/]（{error}）。请先停止它，或设置 MINGMIAN_HOME 使用别的目录。"
        )
        status = STATUS_HOME_IN_USE
    sys.exit(status)


def _log_to(home: Path) -> None:
    """The supervisor's own log stands beside its children's; the terminal belongs to the play."""
    folder = home / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    configure_logging(
        "supervisor", stream=(folder / "supervisor.log").open("a", encoding="utf-8", buffering=1)
    )
