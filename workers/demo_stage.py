"""How the demo tells what happens: one line a step with its time, and the scores at the end."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from rich.console import Console
from rich.table import Table

from hiring.wording import whole
from workers.demo_clients import NotSeen


class StepFailed(Exception):
    """A step of the play did not happen. The message is for the person at the terminal."""

    def __init__(self, title: str, why: str) -> None:
        super().__init__(f"{title}：{why}")
        self.title = title


@dataclass
class Stage:
    console: Console
    raised_at_s: float = field(default_factory=time.monotonic)

    @contextmanager
    def step(self, title: str) -> Iterator[list[str]]:
        """Print the step when it has happened. Notes appended to the yielded list stand behind its title."""
        began_s = time.monotonic()
        notes: list[str] = []
        self._say(f"[dim]{self.elapsed_s:7.1f} 秒[/]  … {title}")
        try:
            yield notes
        except NotSeen as error:
            self._say(f"[red]{self.elapsed_s:7.1f} 秒  ✗ {title}[/]")
            raise StepFailed(title, str(error)) from error
        except httpx.TransportError as error:
            self._say(f"[red]{self.elapsed_s:7.1f} 秒  ✗ {title}[/]")
            raise StepFailed(title, f"连接中断（{type(error).__name__}）") from error
        took_s = time.monotonic() - began_s
        note = f"（{'；'.join(notes)}）" if notes else ""
        self._say(f"[green]{self.elapsed_s:7.1f} 秒  ✓[/] {title}{note} [dim]{took_s:.1f} 秒[/]")

    def note(self, text: str) -> None:
        """Something that is seen to happen within a step."""
        self._say(f"[dim]{self.elapsed_s:7.1f} 秒     {text}[/]")

    def _say(self, text: str) -> None:
        self.console.print(text, soft_wrap=True)

    @property
    def elapsed_s(self) -> float:
        return time.monotonic() - self.raised_at_s


def show_report(console: Console, body: dict[str, Any]) -> None:
    """The scores with their intervals, and the words they rest on."""
    table = Table(title="评分（0–100，括号内为 80 % 预测区间）", show_lines=True)
    for heading in ("维度", "得分", "区间", "依据（原话）"):
        table.add_column(heading)
    for answer in body["answers"]:
        score = answer["score"]
        quotes = [evidence["quote"] for evidence in score["evidence"][:2]]
        table.add_row(
            answer["dimension"], _number(score["score"]), _interval(score["interval"]), "\n".join(quotes)
        )
    table.add_row(
        "[b]综合[/]",
        _number(body["composite"]),
        _interval(body["interval"]),
        f"覆盖 {body['coverage']:.0%} 的权重",
    )
    console.print(table)


def show_views(console: Console, views: dict[str, str]) -> None:
    console.print("\n[b]三个视角（在浏览器中打开）[/]")
    for who, url in views.items():
        console.print(f"  {who}  {url}", soft_wrap=True, highlight=False)


def _number(value: float | dict[str, str]) -> str:
    return f"数据不足：{value['not_measured']}" if isinstance(value, dict) else whole(value)


def _interval(value: list[float] | dict[str, str]) -> str:
    return "–" if isinstance(value, dict) else f"{whole(value[0])}–{whole(value[1])}"
