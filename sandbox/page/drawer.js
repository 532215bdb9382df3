// The drawer of fault switches: connections, OpenAPI, quota, clock, and the log of what came and went.

import { api } from "./api.js";
import { clockText, h, icon } from "./dom.js";

const LOG_LINES = 40;
const HOUR_S = 3600;

const SWITCHES = {
  连接: [
    ["next_duplicate_push", "重复推送", "接下来的推送各发两次"],
    ["next_drop_ack", "丢弃应答", "接下来的 ACK 当作没收到"],
    ["next_bad_json", "坏帧", "接下来的推送前先发一个坏 JSON"],
    ["next_expired_ticket", "过期票据", "接下来的连接票据一发出就过期"],
    ["stop_ponging", "不回 PONG", "应用的心跳得不到回应"],
    ["open_unauthorized", "拒绝连接", "开连接一律 401"],
    ["open_delay_s", "开连接延迟（秒）", "3600 即黑洞"],
    ["redeliver_bot_messages", "重发消息", "60 秒没有 ACK 的消息再推一次"],
  ],
  接口: [
    ["next_throttled", "限流", "接下来的调用返回 403 QPS"],
    ["next_lost_response", "丢失响应", "调用生效，但连接在响应前断开"],
    ["response_delay_s", "响应延迟（秒）", "每次调用都慢"],
    ["ban_page", "封禁页", "返回 HTML 拦截页"],
    ["strict", "严格校验", "模板没有的变量会报错"],
  ],
};

export class Drawer {
  constructor(node) {
    this.node = node;
    this.faultsBody = h("div");
    this.logBody = h("div.log");
    const close = h("button.round", { type: "button", "aria-label": "关闭", onclick: () => this.toggle() }, icon("close"));
    node.append(h("header", {}, h("h2", {}, "故障开关"), close), this.faultsBody, h("h3", {}, "最近的请求与推送"), this.logBody);
  }

  toggle() {
    this.node.hidden = !this.node.hidden;
    document.body.classList.toggle("with-drawer", !this.node.hidden);
    this.refresh();
  }

  async refresh() {
    if (this.node.hidden) return;
    const [faults, quota] = await Promise.all([api.faults(), api.quota()]);
    if (this.faultsBody.contains(document.activeElement) && document.activeElement.localName === "input") return;
    this.faultsBody.replaceChildren(
      this.outage(faults),
      ...Object.entries(SWITCHES).map(([name, rows]) => h("section", {}, h("h3", {}, name), rows.map((r) => this.row(faults, ...r)),
        name === "连接" && this.connectionActions())),
      this.clockActions(),
      this.quotaActions(quota),
      h("section", {}, h("button.wide-button.danger", { type: "button", onclick: () => confirm("清空所有消息、卡片、待办与开关？") && api.reset() }, "全部重置")),
    );
    await this.refreshLog();
  }

  set(name, value) {
    api.setFaults({ [name]: value }).catch((e) => alert(e.message));
  }

  row(faults, name, title, hint) {
    const value = faults[name];
    const control = typeof value === "boolean"
      ? h("input.switch", { type: "checkbox", checked: value, "aria-label": title, onchange: (e) => (e.target.blur(), this.set(name, e.target.checked)) })
      : h("input.number", { type: "number", min: "0", step: "1", value: String(value), "aria-label": title, onchange: (e) => (e.target.blur(), this.set(name, Number(e.target.value))) });
    return h("label.switch-row", { "data-switch": name }, h("span", {}, h("b", {}, title), h("small", {}, hint)), control);
  }

  outage(faults) {
    const choices = [["off", "正常"], ["503", "接口 503"], ["abort", "全断网"]];
    return h("section", {}, h("h3", {}, "钉钉的状态"), h("div.segments", {}, choices.map(([value, text]) =>
      h("button", { type: "button", "aria-pressed": String(faults.outage === value), onclick: () => this.set("outage", value) }, text))));
  }

  connectionActions() {
    const button = (text, does) => h("button.small-button", { type: "button", onclick: does }, text);
    return h("div.button-row", {},
      button("正常断开", () => api.closeConnections("1000")),
      button("异常断开", () => api.closeConnections("1011")),
      button("掐断", () => api.closeConnections("abort")),
      button("到期通知", () => api.closeConnections("disconnect")),
      button("坏 JSON", () => api.sendFrame("bad_json")),
      button("超大帧", () => api.sendFrame("oversize")));
  }

  clockActions() {
    const steps = [[60, "1 分钟"], [600, "10 分钟"], [HOUR_S, "1 小时"], [24 * HOUR_S, "1 天"]];
    return h("section", {}, h("h3", {}, "钉钉的时钟往前拨"), h("div.button-row", {}, steps.map(([s, text]) =>
      h("button.small-button", { type: "button", onclick: () => api.advance(s) }, `+${text}`))));
  }

  quotaActions(quota) {
    const limit = (key, title) => h("label.switch-row", {}, h("span", {}, h("b", {}, title)),
      h("input.number", { type: "number", min: "0", value: String(quota[key]), "aria-label": title, onchange: (e) => (e.target.blur(), api.setQuota({ [key]: Number(e.target.value) })) }));
    return h("section", {}, h("h3", {}, `配额（${quota.month}）`), limit("apiUsed", "接口已用"), limit("apiLimit", "接口上限"), limit("pushLimit", "推送上限"), limit("qpsLimit", "每秒上限"));
  }

  async refreshLog() {
    if (this.node.hidden) return;
    const { requests, pushes } = await api.log();
    const lines = [
      ...requests.map((r) => ({ n: r.number, ok: r.status < 400 && !Number(r.code), text: `${r.method} ${r.path}`, end: `${r.status || "…"} ${r.code}`, at: r.at_ms, body: r.body })),
      ...pushes.map((p) => ({ n: p.number, ok: !["timeout", "refused", "no_connection"].includes(p.outcome), text: `↓ ${p.topic === "*" ? p.kind : p.topic}`, end: p.outcome, at: p.at_ms, body: JSON.stringify(p.data) })),
    ].sort((a, b) => b.n - a.n).slice(0, LOG_LINES);
    this.logBody.replaceChildren(...lines.map((l) =>
      h(`div.log-line${l.ok ? "" : ".bad"}`, { title: l.body }, h("time", {}, clockText(l.at)), h("span", {}, l.text), h("b", {}, l.end))));
  }
}
