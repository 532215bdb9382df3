"""`mingmian resume import`: bring files, folders and zips into the running system, and follow their reading."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from hiring.model.ids import BatchId
    from workers.wiring import Runtime

FOLLOW_EVERY_S = 1.0
STATUS_SOME_FAILED = 1


@click.command("import")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH…"
)
@click.option("--job", "job_id", help="Match them to this job, by its id. Without: for the talent pool.")
@click.option("--follow/--no-follow", default=True, help="Wait until everything is read.")
def resume_import(paths: tuple[Path, ...], job_id: str | None, follow: bool) -> None:
    """Bring every file of each PATH (a file, a zip, a folder) into the system. Status 1 when something failed.

    The workers of `mingmian up` read them; what was brought stays queued while none runs.
    """
    from hiring.error_texts import text_of
    from hiring.errors import HiringError
    from workers.backing import borrowed_backing
    from workers.cli_settings import settings_or_exit
    from workers.wiring import open_runtime

    with borrowed_backing(settings_or_exit()) as settings:
        runtime = open_runtime(settings)
        try:
            batch_id, refused = bring(runtime, files_of(paths), job_id)
            failed = follow_batch(runtime, batch_id) if follow else 0
        except HiringError as error:
            raise click.ClickException(text_of(error)) from error
        finally:
            runtime.storage.engine.dispose()
    sys.exit(STATUS_SOME_FAILED if refused or failed else 0)


def files_of(paths: tuple[Path, ...]) -> Iterator[Path]:
    """Files as they are; of a folder every file below it, by name, without hidden ones. Links are not followed."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for found in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in found.relative_to(path).parts)
            if found.is_file() and not found.is_symlink() and not hidden:
                yield found


def bring(runtime: "Runtime", files: Iterator[Path], job_id: str | None) -> "tuple[BatchId, int]":
    """Keep every file in one batch; the batch and how many were refused, each with its reason on the terminal."""
    from hiring.error_texts import text_of
    from hiring.errors import Invalid
    from hiring.model.ids import JobId
    from hiring.usecases.importing import IncomingFile, keep_file, open_batch_on_console

    new_uow, clock, ids = runtime.storage.new_uow, runtime.clock, runtime.ids
    batch_id = open_batch_on_console(JobId(job_id) if job_id else None, uow=new_uow(), clock=clock, ids=ids)
    brought = refused = 0
    for ordinal, path in enumerate(files):
        file = IncomingFile(batch_id, ordinal, path.name, path.read_bytes())
        try:
            keep_file(file, uow=new_uow(), clock=clock, ids=ids, media=runtime.storage.media)
            brought += 1
        except Invalid as error:
            refused += 1
            click.echo(f"{path.name}：{text_of(error)}")
    click.echo(f"批次 {batch_id}：已导入 {brought} 份，{refused} 份未导入。")
    return batch_id, refused


def follow_batch(runtime: "Runtime", batch_id: "BatchId") -> int:
    """Print the progress until nothing is left to do; how many failed, each with its reason."""
    from hiring.model.processing import TaskState
    from hiring.resume_failures import failure_text
    from storage.reads.resumes import batch_items, batch_lines

    shown = ""
    while True:
        with runtime.storage.new_uow() as uow:
            [line] = batch_lines(uow.session, batch_id)
        counts = line.counts
        left = counts.get(TaskState.QUEUED, 0) + counts.get(TaskState.RUNNING, 0)
        text = (
            f"完成 {counts.get(TaskState.DONE, 0)}，重复 {counts.get(TaskState.SKIPPED, 0)}，"
            f"失败 {counts.get(TaskState.FAILED, 0)}，剩余 {left}"
        )
        if text != shown:
            click.echo(text)
            shown = text
        if not left:
            break
        time.sleep(FOLLOW_EVERY_S)
    with runtime.storage.new_uow() as uow:
        failed = batch_items(uow.session, batch_id, (TaskState.FAILED,))
    for item in failed:
        click.echo(f"{item.file_name}：{failure_text(item.error_code)}")
    return len(failed)
