"""HR and admin: what could not be delivered or processed, and trying it again."""

from flask import Response

from hiring.model.delivery import AuditEntry
from hiring.model.ids import TaskId
from hiring.usecases.processing import retry_task
from miniapp_api import workbench
from miniapp_api.blueprints import area
from miniapp_api.replies import reply
from miniapp_api.schemas.base import DeliveryPath, Done, TaskPath
from miniapp_api.schemas.hr import DeliveriesQuery, DeliveriesReply
from miniapp_api.services import actor, services
from storage.outbox import retry_dead

api = area("operations", "Deliveries and processing tasks")


@api.get("/deliveries", responses={200: DeliveriesReply})
def read_deliveries(query: DeliveriesQuery) -> Response:
    """Outgoing cards and messages in one state; dead ones need a person."""
    with services().uow() as uow:
        return reply(DeliveriesReply(deliveries=workbench.deliveries(uow.session, state=query.state)))


@api.post("/deliveries/<delivery_id>/retry", responses={200: Done})
def retry_delivery(path: DeliveryPath) -> Response:
    """Send a dead one again; changed is false when it is not dead."""
    s, now = services(), services().clock.now()
    s.access.authorize(actor(), "delivery.retry")
    with s.uow() as uow:
        changed = retry_dead(uow.session, path.delivery_id, now=now)
        uow.audit.record(AuditEntry(actor().audit_name, "delivery.retry", f"outbox:{path.delivery_id}", now))
        uow.commit()
    return reply(Done(changed=changed))


@api.post("/tasks/<task_id>/retry", responses={200: Done})
def retry_failed_task(path: TaskPath) -> Response:
    """Process a failed one again; changed is false when it did not fail."""
    s = services()
    s.access.authorize(actor(), "task.retry")
    changed = retry_task(TaskId(path.task_id), actor=actor(), uow=s.uow(), clock=s.clock, ids=s.ids)
    return reply(Done(changed=changed))
