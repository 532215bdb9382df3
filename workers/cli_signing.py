"""`mingmian contract signed ID --file SIGNED.pdf`: the signed copy comes back from wherever it was signed."""

import sys
from pathlib import Path

import click

from hiring.error_texts import text_of
from hiring.errors import BoundaryError, HiringError
from hiring.model.ids import ContractId
from workers.backing import borrowed_backing
from workers.cli_settings import settings_or_exit


@click.command("signed")
@click.argument("contract_id")
@click.option(
    "--file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The signed PDF.",
)
def signed_command(*, contract_id: str, file: Path) -> None:
    """收回签署后的文本，合同记为已签署。Brings back the signed PDF of CONTRACT_ID; only then it is signed."""
    from hiring.usecases.signing import bring_signed_copy_on_console
    from workers.wiring import open_runtime

    with borrowed_backing(settings_or_exit()) as settings:
        runtime = open_runtime(settings)
        try:
            kept = bring_signed_copy_on_console(
                ContractId(contract_id),
                file.read_bytes(),
                uow=runtime.storage.new_uow(),
                clock=runtime.clock,
                ids=runtime.ids,
                media=runtime.storage.media,
            )
        except HiringError as refused:
            click.echo(text_of(refused), err=True)
            sys.exit(1)
        except BoundaryError as failed:
            click.echo(f"文件没有保存（{failed.reason}），请检查存储后重试。", err=True)
            sys.exit(1)
        finally:
            runtime.storage.engine.dispose()
    click.echo("已保存签署后的文本，合同已签署。" if kept else "这份签署后的文本已经保存过，没有变化。")
