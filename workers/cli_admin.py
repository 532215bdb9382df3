"""Commands for the administrator: schema, demo people, audit log, deliveries."""

import sys
from datetime import UTC, datetime

import click

from workers.backing import borrowed_backing
from workers.cli_settings import settings_or_exit


@click.command()
def migrate() -> None:
    """Bring the database's schema up to date."""
    from storage.migrate import upgrade

    with borrowed_backing(settings_or_exit()) as settings:
        upgrade(settings.database_url)
    click.echo("数据库结构已是最新。")


@click.command()
def seed() -> None:
    """Enter the staff of the demo company; posts and candidates are entered by its HR person through the pages."""
    from workers.demo_company import load_demo_company, seed_staff
    from workers.wiring import open_runtime

    with borrowed_backing(settings_or_exit()) as settings:
        runtime = open_runtime(settings)
        added = seed_staff(load_demo_company(), runtime)
        runtime.storage.engine.dispose()
    click.echo(f"新增 {added} 名员工。")


@click.group()
def audit() -> None:
    """The audit log."""


@audit.command("verify")
@click.option("--seq", type=int, help="Line of a head that was kept elsewhere.")
@click.option("--hash", "hash_hex", help="Its hash, in hex.")
def verify_audit(*, seq: int | None, hash_hex: str | None) -> None:
    """Recompute the chain of the audit log; status 1 when a line is wrong. Keep the head that it prints elsewhere."""
    from storage.audit import Head, verify
    from storage.database import make_engine

    if (seq is None) != (hash_hex is None):
        raise click.UsageError("--seq and --hash belong together")
    expected = Head(seq, bytes.fromhex(hash_hex)) if seq is not None and hash_hex is not None else None
    with borrowed_backing(settings_or_exit()) as settings:
        engine = make_engine(settings.database_url)
        with engine.connect() as connection:
            verdict = verify(connection, expected=expected)
        engine.dispose()
    if verdict.broken_at is not None:
        click.echo(f"审计日志在第 {verdict.broken_at} 行断裂，此前 {verdict.lines} 行完好。", err=True)
        sys.exit(1)
    click.echo(f"{verdict.lines} 行全部完好。head: seq={verdict.head.seq} hash={verdict.head.hash.hex()}")


@click.group()
def deliveries() -> None:
    """Cards, messages and jobs that were given up."""


@deliveries.command("list")
def list_deliveries() -> None:
    """Latest first."""
    from sqlalchemy.orm import Session

    from storage.database import make_engine
    from storage.reads.deliveries import DeliveryState, delivery_list

    with borrowed_backing(settings_or_exit()) as settings:
        engine = make_engine(settings.database_url)
        with Session(engine) as session:
            rows = delivery_list(session, state=DeliveryState.DEAD)
        engine.dispose()
    for row in rows:
        unknown = "结果未知 " if row.outcome_unknown else ""
        at = f"{row.dead_at:%Y-%m-%d %H:%M}Z"
        click.echo(f"{row.id}  {row.kind}  {at}  {row.attempts} 次  {unknown}{row.last_error}")
    click.echo(f"共 {len(rows)} 条。")


@deliveries.command("retry")
@click.argument("outbox_id")
def retry_delivery(outbox_id: str) -> None:
    """Deliver one of them after all."""
    from sqlalchemy.orm import Session

    from storage.database import make_engine
    from storage.outbox import retry_dead

    with borrowed_backing(settings_or_exit()) as settings:
        engine = make_engine(settings.database_url)
        with Session(engine) as session:
            revived = retry_dead(session, outbox_id, now=datetime.now(UTC))
            session.commit()
        engine.dispose()
    click.echo("已重新投递。" if revived else "没有这一条，或它并未失败。")
    sys.exit(0 if revived else 1)
