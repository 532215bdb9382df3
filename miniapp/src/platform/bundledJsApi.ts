/** The five DingTalk calls of the npm package, apart so that other browsers never load them. */

import { chooseMedia$ } from "dingtalk-jsapi/api/union/chooseMedia";
import { closePage$ } from "dingtalk-jsapi/api/union/closePage";
import { openLink$ } from "dingtalk-jsapi/api/union/openLink";
import { requestAuthCode$ } from "dingtalk-jsapi/api/union/requestAuthCode";
import { setNavigationTitle$ } from "dingtalk-jsapi/api/union/setNavigationTitle";
import "dingtalk-jsapi/entry/union";

export const jsapi = {
  chooseMedia: chooseMedia$,
  closePage: closePage$,
  openLink: openLink$,
  requestAuthCode: requestAuthCode$,
  setNavigationTitle: setNavigationTitle$,
};
