"""`mingmian doctor`: what is here, what is missing, and the command that mends it."""

import sys

import click
from rich.console import Console
from rich.markup import escape

from workers.checks import CHECKS, Level
from workers.cli_settings import settings_or_exit

MARKS = {Level.GOOD: "[green]✓[/]", Level.OPTIONAL: "[yellow]○[/]", Level.MISSING: "[red]✗[/]"}


@click.command()
def doctor() -> None:
    """Check everything. Status 1 when something is missing that the product can't run without."""
    console = Console(highlight=False)
    settings = settings_or_exit()
    missing = 0
    for check in CHECKS:
        for finding in check(settings):
            missing += finding.level == Level.MISSING
            console.print(f"{MARKS[finding.level]} {finding.what}：{escape(finding.found)}", soft_wrap=True)
            if finding.mend:
                console.print(f"    → {escape(finding.mend)}", soft_wrap=True)
    console.print("一切就绪。" if not missing else f"有 {missing} 项需要处理。")
    sys.exit(1 if missing else 0)
