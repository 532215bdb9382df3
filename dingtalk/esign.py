"""hiring.signing_ports.Signing over DingTalk's e签宝 2.0, through the official client as it comes.

Pages: use-the-api-to-initiate-a-signature-process (S1086), obtain-the-upload-url-of-a-file-1, obtains-the-task-details.
The client has no field for `thirdBizId`, and no page says that a repeated one is refused: a process that may have begun
is never begun again by itself. No description of callbacks for internal apps was found, so the process is looked at instead.
"""

import base64
import hashlib
import re
from urllib.parse import urlsplit

import httpx
from alibabacloud_dingtalk.esign_2_0 import client as esign_client
from alibabacloud_dingtalk.esign_2_0 import models as esign_models
from alibabacloud_tea_openapi.models import Config

from dingtalk.client import DingTalkClient, check_id
from dingtalk.openapi import runtime
from dingtalk.settings import DingTalkSettings, is_loopback
from hiring.errors import OutcomeUnknown, Permanent, Transient
from hiring.model.ids import ContractId
from hiring.signing_ports import SigningOrder, SigningState

PREFIX = "esign:"
PDF_TYPE = "application/pdf"
CONTRACT_FILE = 1  # fileType: 1 a contract, 2 an attachment
COMPANY_SEAL, PERSONAL_SEAL = "1", "2"
_PLAIN = re.compile(r"[\W_]")  # a task's name takes no special characters
UPLOAD_TIMEOUT = httpx.Timeout(60.0, connect=3.0)

# flowStatus of obtains-the-task-details. 0, a draft, is no end: a person at e签宝 may still start it.
STANDING: dict[int, SigningState] = {
    0: SigningState.OPEN,
    1: SigningState.OPEN,
    2: SigningState.SIGNED,
    3: SigningState.STOPPED,  # called off by its initiator
    4: SigningState.STOPPED,  # broken off by the service
    5: SigningState.EXPIRED,
    7: SigningState.DECLINED,
}


class DingTalkSigning:
    """The worker signs first, the company's seal comes second."""

    is_service = True

    def __init__(self, settings: DingTalkSettings, client: DingTalkClient) -> None:
        parts = urlsplit(settings.openapi_endpoint)
        config = Config(protocol=parts.scheme, endpoint=parts.netloc, region_id="central")
        self._esign = esign_client.Client(config)
        self._client = client
        self._local = settings.is_local

    def hand_off(self, order: SigningOrder) -> str:
        check_id(order.employer_user_id, "initiator")
        if order.worker_user_id is None and not order.worker_mobile:
            raise Permanent("no_mobile")
        file_id = self._upload(order)
        body = self._client.call(
            "esignStart", lambda token: self._start(token, order, file_id), idempotent=False
        )
        if not body.task_id:
            raise OutcomeUnknown("no_result")
        return f"{PREFIX}{body.task_id}"

    def standing(self, reference: str) -> SigningState:
        task_id = reference.removeprefix(PREFIX)
        if task_id == reference:
            raise Permanent("foreign_reference")
        check_id(task_id, "task_id")
        body = self._client.call("esignDetail", lambda token: self._detail(token, task_id), idempotent=True)
        status = -1 if body.flow_status is None else int(body.flow_status)
        if status not in STANDING:
            raise Transient(f"flow_status_{status}")  # a status no page names: look again, decide nothing
        return STANDING[status]

    def clear(self, contract_id: ContractId) -> bool:  # noqa: ARG002  # nothing of it lies here
        return False

    def _upload(self, order: SigningOrder) -> str:
        pdf = order.papers.pdf
        md5 = base64.b64encode(hashlib.md5(pdf, usedforsecurity=False).digest()).decode()
        request = esign_models.GetFileUploadUrlRequest(
            content_md_5=md5,
            content_type=PDF_TYPE,
            file_name=_file_name(order),
            file_size=len(pdf),
            convert_2pdf=False,
        )
        place = self._client.call(
            "esignUploadUrl",
            lambda token: (
                self._esign.get_file_upload_url_with_options(
                    request,
                    esign_models.GetFileUploadUrlHeaders(x_acs_dingtalk_access_token=token),
                    runtime(),
                ).body
            ),
            idempotent=True,
        )
        if not place.file_id or not place.upload_url:
            raise Transient("no_upload_url")
        self._put(place.upload_url, pdf, md5)
        return str(place.file_id)

    def _put(self, url: str, pdf: bytes, md5: str) -> None:
        """Content-MD5 and Content-Type as they were announced: the address is signed over both."""
        if urlsplit(url).scheme != "https" and not (self._local and is_loopback(url)):
            raise Permanent("upload_not_https")
        headers = {"Content-MD5": md5, "Content-Type": PDF_TYPE}
        try:
            answer = httpx.put(
                url, content=pdf, headers=headers, timeout=UPLOAD_TIMEOUT, trust_env=not self._local
            )
        except httpx.HTTPError as exc:
            raise Transient("upload") from exc
        if answer.status_code != httpx.codes.OK:
            raise Transient(f"upload_http_{answer.status_code}")

    def _start(self, token: str, order: SigningOrder, file_id: str) -> esign_models.CreateProcessResponseBody:
        request = esign_models.CreateProcessRequest(
            initiator_user_id=order.employer_user_id,
            task_name=_PLAIN.sub("", order.title),
            sign_end_time=int(order.ends_at.timestamp() * 1000),
            files=[
                esign_models.CreateProcessRequestFiles(
                    file_id=file_id, file_type=CONTRACT_FILE, file_name=_file_name(order)
                )
            ],
            participants=[_worker(order), _employer(order)],
        )
        headers = esign_models.CreateProcessHeaders(x_acs_dingtalk_access_token=token)
        return self._esign.create_process_with_options(request, headers, runtime()).body

    def _detail(self, token: str, task_id: str) -> esign_models.GetFlowDetailResponseBody:
        headers = esign_models.GetFlowDetailHeaders(x_acs_dingtalk_access_token=token)
        return self._esign.get_flow_detail_with_options(task_id, headers, runtime()).body


def _worker(order: SigningOrder) -> esign_models.CreateProcessRequestParticipants:
    if order.worker_user_id is not None:
        return esign_models.CreateProcessRequestParticipants(
            account_type="DING_USER",
            user_id=order.worker_user_id,
            sign_requirements=PERSONAL_SEAL,
            sign_order=1,
        )
    return esign_models.CreateProcessRequestParticipants(
        account_type="OUTER_USER",
        account=order.worker_mobile,
        account_name=order.worker,
        sign_requirements=PERSONAL_SEAL,
        sign_order=1,
    )


def _employer(order: SigningOrder) -> esign_models.CreateProcessRequestParticipants:
    return esign_models.CreateProcessRequestParticipants(
        account_type="DING_USER",
        user_id=order.employer_user_id,
        org_name=order.employer,
        sign_requirements=COMPANY_SEAL,
        sign_order=2,
    )


def _file_name(order: SigningOrder) -> str:
    return f"{order.contract_id}-v{order.number}.pdf"
