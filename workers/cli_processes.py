"""The entries of the long-running processes that the supervisor starts."""

import click

from config.logging import configure_logging
from config.settings import SettingsError
from hiring.messages import QUEUES
from workers.cli_settings import exit_with, settings_or_exit


@click.command()
@click.argument("queue", type=click.Choice(list(QUEUES)))
@click.option("--number", default=1, help="Which of several workers of the queue this is.")
def worker(queue: str, number: int) -> None:
    """Work on the tasks of one QUEUE, with its models warm."""
    from workers.rq_worker import run_worker
    from workers.run_folder import worker_name

    configure_logging(worker_name(queue, number))
    try:
        run_worker(queue, settings_or_exit(), number=number)
    except SettingsError as error:
        exit_with(error)


@click.command()
def relay() -> None:
    """Deliver the outbox: cards and messages to DingTalk, jobs to the queues."""
    from workers.relay_process import NAME, run_relay

    configure_logging(NAME)
    try:
        run_relay(settings_or_exit())
    except SettingsError as error:
        exit_with(error)


@click.command()
def reconciler() -> None:
    """Look for work that nobody does, and give it back to the queues."""
    from workers.reconciler import NAME, run_reconciler

    configure_logging(NAME)
    try:
        run_reconciler(settings_or_exit())
    except SettingsError as error:
        exit_with(error)
