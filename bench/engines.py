"""Everything that is measured about understanding an answer, each beside its peer in the same run, in one command.

    python -m bench.engines DATA_FOLDER [--models FOLDER] [--results FILE]

DATA_FOLDER holds speech/transcripts.tsv, recordings/texts.json and video/. Prints ρ of the scoring, CER, seconds of work a second of
recording, and peak memory; writes them to bench/results/engines.md with the machine they were measured on.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.engine_sections import CONDITIONS, OWN, SECTIONS, SHOWN

ROOT = Path(__file__).parents[1]


def run_section(name: str, data: Path, models: Path, conditions: Sequence[str]) -> dict[str, Any]:
    """In a process of its own. Raises CalledProcessError."""
    command = [sys.executable, "-m", "bench.engine_sections", name, str(data), str(models), *conditions]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def machine() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "CPU")
    memory = next(iter(Path("/proc/meminfo").read_text(encoding="utf-8").splitlines())).split()[1]
    return (
        f"{model}, {os.cpu_count()} cores, {int(memory) / 2**20:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def answer_lines(found: dict[str, Any]) -> list[str]:
    held_out = [
        f"| {name} | {split['n']} | {split['spearman']:.3f} | {split['spearman_within_question']:.3f} | {split['spearman_length_score']:.3f} |"
        for name, split in found["validation"].items()
    ]
    return [
        "## Scoring of answers",
        "",
        f"Profile {found['version']} on the {found['n']} shipped graded answers (it was fitted on them): Spearman ρ {found['rho']:.3f};",
        f"peer, length alone: {found['rho_length']:.3f}. {found['seconds']:.2f} s an answer, peak memory {found['peak_mb']:.0f} MB.",
        "",
        "Held out, as stored in the profile (ρ, ρ within a question, ρ of length and score):",
        "",
        "| fit | answers | ρ | within a question | length |",
        "|---|---|---|---|---|",
        *held_out,
        "",
    ]


def speech_lines(plain: dict[str, Any], ours: dict[str, Any]) -> list[str]:
    lines = ["## Transcription", "", "CER in %, plain → ours.", ""]
    sizes = {group: n for counts in plain["counts"].values() for group, (_, n) in counts.items()}
    lines += [
        "| condition | " + " | ".join([*sizes, "all", "change"]) + " |",
        "|---" * (len(sizes) + 3) + "|",
    ]
    for condition, before in plain["counts"].items():
        after = ours["counts"][condition]
        cells = [f"{rate(before[g]):.1f} → {rate(after[g]):.1f}" if g in before else "" for g in sizes]
        b, a = total(before), total(after)
        cells += [f"{rate(b):.1f} → {rate(a):.1f}", f"{100 * (a[0] - b[0]) / max(1, b[0]):+.0f} %"]
        lines.append(f"| {condition} | " + " | ".join(cells) + " |")
    shown = ", ".join(f"{group} {n}" for group, n in sizes.items())
    lines += ["", f"Characters: {shown}.", "", *cost_lines(plain, ours), ""]
    lines += ["| nothing Mandarin to write | text | flags |", "|---|---|---|"]
    return [*lines, *("| " + " | ".join(row) + " |" for row in ours["guards"]), ""]


def rate(count: list[int]) -> float:
    return 100 * count[0] / max(1, count[1])


def total(counts: dict[str, list[int]]) -> list[int]:
    return [sum(column) for column in zip(*counts.values(), strict=True)]


def face_lines(ours: dict[str, Any], peer: dict[str, Any]) -> list[str]:
    lines = [
        "## Face",
        "",
        "| file | s | " + " | ".join(SHOWN) + " | flags |",
        "|---" * (len(SHOWN) + 3) + "|",
    ]
    lines += ["| " + " | ".join(row) + " |" for row in ours["rows"]]
    return [*lines, "", *cost_lines(peer, ours), ""]


def cost_lines(*engines: dict[str, Any]) -> list[str]:
    lines = ["| engine | waiting, s a second | CPU, s a second | peak memory, MB |", "|---|---|---|---|"]
    return lines + [
        f"| {e['name']} | {e['wait']:.2f} | {e['cpu']:.2f} | {e['peak_mb']:.0f} |" for e in engines
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--models", type=Path, default=Path("var/models"))
    parser.add_argument("--results", type=Path, default=Path(__file__).with_name("results") / "engines.md")
    parser.add_argument(
        "--only", action="append", choices=[*CONDITIONS, OWN], help="a condition of the speech; repeatable"
    )
    arguments = parser.parse_args()
    names = arguments.only or [*CONDITIONS, OWN]
    load_before = os.getloadavg()[0]
    found = {
        name: run_section(name, arguments.data.resolve(), arguments.models.resolve(), names)
        for name in SECTIONS
    }
    lines = ["# Engines", "", f"`python -m bench.engines`, on {machine()};"]
    lines += [f"load average {load_before:.1f} before and {os.getloadavg()[1]:.1f} while measuring.", ""]
    lines += answer_lines(found["answers"])
    lines += speech_lines(found["speech_plain"], found["speech_ours"])
    lines += face_lines(found["observe_ours"], found["observe_deepface"])
    text = "\n".join(lines)
    print(text)
    arguments.results.parent.mkdir(parents=True, exist_ok=True)
    arguments.results.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
