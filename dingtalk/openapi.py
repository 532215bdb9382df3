"""The five OpenAPI calls we make, through the official client as it comes. Nothing here decides anything."""

import json
from urllib.parse import urlsplit

from alibabacloud_dingtalk.card_1_0 import client as card_client
from alibabacloud_dingtalk.card_1_0 import models as card_models
from alibabacloud_dingtalk.hrm_1_0 import client as hrm_client
from alibabacloud_dingtalk.hrm_1_0 import models as hrm_models
from alibabacloud_dingtalk.oauth2_1_0 import client as oauth_client
from alibabacloud_dingtalk.oauth2_1_0 import models as oauth_models
from alibabacloud_dingtalk.robot_1_0 import client as robot_client
from alibabacloud_dingtalk.robot_1_0 import models as robot_models
from alibabacloud_tea_openapi.models import Config
from alibabacloud_tea_util.models import RuntimeOptions

from dingtalk.settings import DingTalkSettings
from dingtalk.token import FetchedToken
from hiring.ports import CardContent, PreEntry

CONNECT_TIMEOUT_MS = 3_000
READ_TIMEOUT_MS = 10_000

USER_ID = 1  # userIdType: ids are userIds, not unionIds


class OpenApi:
    """Raises TeaException as the client does."""

    def __init__(self, settings: DingTalkSettings) -> None:
        self._settings = settings
        parts = urlsplit(settings.openapi_endpoint)
        # Left unset, the client's protocol is plain HTTP. With a scheme in the endpoint its Host header is wrong.
        config = Config(protocol=parts.scheme, endpoint=parts.netloc, region_id="central")
        self._oauth = oauth_client.Client(config)
        self._card = card_client.Client(config)
        self._robot = robot_client.Client(config)
        self._hrm = hrm_client.Client(config)

    def fetch_token(self) -> FetchedToken:
        request = oauth_models.GetAccessTokenRequest(
            app_key=self._settings.client_id, app_secret=self._settings.client_secret
        )
        body = self._oauth.get_access_token_with_options(request, {}, runtime()).body
        return FetchedToken(value=body.access_token or "", lasts_s=float(body.expire_in or 0))

    def create_and_deliver(
        self, token: str, *, track_id: str, user_id: str, content: CardContent
    ) -> card_models.CreateAndDeliverResponseBody:
        request = card_models.CreateAndDeliverRequest(
            user_id_type=USER_ID,
            card_template_id=self._settings.card_templates.get(content.template_id, content.template_id),
            out_track_id=track_id,
            callback_type="STREAM",
            card_data=card_models.CreateAndDeliverRequestCardData(card_param_map=content.params),
            open_space_id=f"dtv1.card//IM_ROBOT.{user_id}",
            im_robot_open_space_model=_space_model(content.summary),
            im_robot_open_deliver_model=card_models.CreateAndDeliverRequestImRobotOpenDeliverModel(
                space_type="IM_ROBOT", robot_code=self._settings.robot_code
            ),
        )
        headers = card_models.CreateAndDeliverHeaders(x_acs_dingtalk_access_token=token)
        return self._card.create_and_deliver_with_options(request, headers, runtime()).body

    def update_card(
        self, token: str, *, track_id: str, params: dict[str, str]
    ) -> card_models.UpdateCardResponseBody:
        request = card_models.UpdateCardRequest(
            out_track_id=track_id,
            user_id_type=USER_ID,
            card_data=card_models.UpdateCardRequestCardData(card_param_map=params),
            card_update_options=card_models.UpdateCardRequestCardUpdateOptions(
                update_card_data_by_key=True, update_private_data_by_key=True
            ),
        )
        headers = card_models.UpdateCardHeaders(x_acs_dingtalk_access_token=token)
        return self._card.update_card_with_options(request, headers, runtime()).body

    def send_text(self, token: str, *, user_id: str, text: str) -> robot_models.BatchSendOTOResponseBody:
        request = robot_models.BatchSendOTORequest(
            robot_code=self._settings.robot_code,
            user_ids=[user_id],
            msg_key="sampleText",
            msg_param=json.dumps({"content": text}, ensure_ascii=False),
        )
        headers = robot_models.BatchSendOTOHeaders(x_acs_dingtalk_access_token=token)
        return self._robot.batch_send_otowith_options(request, headers, runtime()).body

    def add_pre_entry(self, token: str, person: PreEntry) -> hrm_models.AddHrmPreentryResponseBody:
        request = hrm_models.AddHrmPreentryRequest(
            name=person.name,
            mobile=person.mobile,
            pre_entry_time=int(person.begins_at.timestamp() * 1000),
            agent_id=int(self._settings.agent_id) if self._settings.agent_id.isdigit() else None,
            need_send_pre_entry_msg=False,  # the person hears from HR first
        )
        headers = hrm_models.AddHrmPreentryHeaders(x_acs_dingtalk_access_token=token)
        return self._hrm.add_hrm_preentry_with_options(request, headers, runtime()).body


def _space_model(summary: str) -> card_models.CreateAndDeliverRequestImRobotOpenSpaceModel:
    return card_models.CreateAndDeliverRequestImRobotOpenSpaceModel(
        # A forwarded card would show one person's interview to another.
        support_forward=False,
        last_message_i18n={"ZH_CN": summary},
        notification=card_models.CreateAndDeliverRequestImRobotOpenSpaceModelNotification(
            alert_content=summary, notification_off=False
        ),
    )


def runtime() -> RuntimeOptions:
    return RuntimeOptions(connect_timeout=CONNECT_TIMEOUT_MS, read_timeout=READ_TIMEOUT_MS, autoretry=False)
