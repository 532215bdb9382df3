"""How long after the last answer the report is on the manager's card: `python -m bench.latency --runs 3`.

Each run is a whole `mingmian demo --exit` at recording speed 1, in a home of its own, with the installed models.
Writes bench/results/latency.md.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "bench" / "results" / "latency.md"
GOAL_S = 60
RUN_LIMIT_S = 900


def main() -> int:
    options = _options()
    figures = []
    for number in range(options.runs):
        figures.append(one_run(options.speed))
        print(f"run {number + 1}: {figures[-1]['report_after_s']} s")
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(page(figures, speed=options.speed), encoding="utf-8")
    print(f"written to {RESULT.relative_to(ROOT)}")
    return 0


def one_run(speed: float) -> dict[str, float]:
    """Raises CalledProcessError when a step of the demo was not seen to happen."""
    installed = Path(os.environ.get("MINGMIAN_HOME", ROOT / "var")) / "models"
    with tempfile.TemporaryDirectory(prefix="mmbench-") as folder:
        home, figures = Path(folder), Path(folder) / "figures.json"
        (home / "models").symlink_to(installed.resolve())
        command = [
            sys.executable,
            "-m",
            "workers.cli",
            "demo",
            "--exit",
            "--speed",
            str(speed),
            "--report",
            str(figures),
        ]
        environment = os.environ | {"MINGMIAN_HOME": folder}
        subprocess.run(
            command, cwd=ROOT, env=environment, check=True, timeout=RUN_LIMIT_S, stdout=subprocess.DEVNULL
        )
        measured: dict[str, float] = json.loads(figures.read_text(encoding="utf-8"))
    return measured


def page(figures: list[dict[str, float]], *, speed: float) -> str:
    after_s = [float(one["report_after_s"]) for one in figures]
    rows = "\n".join(f"| {number} | {value:.1f} |" for number, value in enumerate(after_s, start=1))
    return f"""# Report latency

From the last byte of the last answer to the report card in the manager's DingTalk (sandbox), three answers of
34, 35 and 34 s recorded one after the other at {speed:g} times real time. Goal: at most {GOAL_S} s on 2 cores.

{machine()}

| run | seconds |
|---|---|
{rows}
| median | {statistics.median(after_s):.1f} |

Made by `python -m bench.latency --runs {len(figures)} --speed {speed:g}` on {datetime.now(UTC):%Y-%m-%d}.
"""


def machine() -> str:
    """What it ran on, and how busy that was."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = os.getloadavg()[1]
    return (
        f"Machine: {cpu_name()}, {cores} cores, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}; load average over 5 min at the end: {load:.1f}."
    )


def cpu_name() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.latency", description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--speed", type=float, default=1.0, help="recording speed; 1 is real time")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
