// Starts the client page: who is shown, the live feed, and the bar above the phones.

import { api, follow } from "./api.js";
import { Drawer } from "./drawer.js";
import { avatar, h, icon } from "./dom.js";
import { Phone } from "./phone.js";
import { serveBridge } from "./webview.js";

const SHOWN_AT_FIRST = ["candidate", "hr", "manager"];
const query = new URLSearchParams(location.search);
const desk = document.getElementById("desk");
const phones = new Map();
let company;
let clockOffsetMs = 0;

const drawer = new Drawer(document.getElementById("drawer"));
const meters = { api: meter("接口"), push: meter("推送") };
const online = h("span.online", {}, "…");
const chooser = h("div.chooser", { role: "group", "aria-label": "显示谁的钉钉" });

function meter(name) {
  const fill = h("i");
  const text = h("b");
  return { fill, text, node: h("span.meter", { title: `本月${name}用量` }, h("span", {}, name), h("span.track", {}, fill), text) };
}

function drawBar() {
  document.getElementById("bar").replaceChildren(
    h("div.brand", {}, h("img", { src: "/sandbox/page/logo.svg", alt: "" }), h("strong", {}, "钉钉沙盒"),
      h("span.honest", { title: "接口行为依据公开文档与官方 SDK 源码编写，不是录制的真实流量；这里的一切都不会到达钉钉。" }, "依据公开文档搭建 · 不连接真实钉钉")),
    chooser,
    h("div.right", {}, online, meters.api.node, meters.push.node,
      h("button.faults-button", { type: "button", onclick: () => drawer.toggle() }, icon("faults"), "故障开关")),
  );
}

function drawChooser() {
  chooser.replaceChildren(...company.people.map((p) =>
    h("button.person", { type: "button", title: `${p.name} · ${p.title}`, "aria-pressed": String(phones.has(p.userId)), onclick: () => togglePhone(p) }, avatar(p, "small"), h("span", {}, p.name))));
}

function togglePhone(person) {
  if (phones.has(person.userId)) {
    phones.get(person.userId).node.remove();
    phones.delete(person.userId);
  } else addPhone(person);
  const address = new URL(location.href);
  address.searchParams.set("user", [...phones.keys()].join(","));
  address.searchParams.delete("open");
  history.replaceState(null, "", address);
  drawChooser();
}

function addPhone(person) {
  const phone = new Phone(person, company);
  phones.set(person.userId, phone);
  desk.append(phone.node);
  phone.tick(Date.now() + clockOffsetMs);
  phone.refresh();
  phone.refreshTodos();
  return phone;
}

function shownAtFirst() {
  const asked = (query.get("user") ?? "").split(",").filter(Boolean);
  if (asked.length) return asked.map((id) => company.people.find((p) => p.userId === id)).filter(Boolean);
  const first = SHOWN_AT_FIRST.map((role) => company.people.find((p) => p.role === role)).filter(Boolean);
  return first.length ? first : company.people.slice(0, SHOWN_AT_FIRST.length);
}

async function refreshQuota() {
  const quota = await api.quota();
  for (const [m, used, limit] of [[meters.api, quota.apiUsed, quota.apiLimit], [meters.push, quota.pushesUsed, quota.pushLimit]]) {
    const share = limit ? used / limit : 1;
    m.fill.style.width = `${Math.min(100, Math.max(used ? 3 : 0, share * 100))}%`;
    m.fill.className = share >= 1 ? "full" : share >= 0.8 ? "high" : "";
    m.text.textContent = `${used}/${limit}`;
  }
}

async function refreshSystem() {
  const [{ connections }, clock, people] = await Promise.all([api.connections(), api.clock(), api.people()]);
  const live = connections.filter((c) => !c.draining).length;
  online.textContent = live ? `应用在线 · ${live} 条连接` : "应用不在线";
  online.classList.toggle("on", live > 0);
  clockOffsetMs = clock.offsetS * 1000;
  if (people.people.length !== company.people.length) {
    company.people = people.people;
    drawChooser();
  }
  for (const phone of phones.values()) phone.tick(Date.now() + clockOffsetMs);
  await Promise.all([refreshQuota(), drawer.refresh()]);
}

function changed({ what, userId }) {
  const whose = userId ? [phones.get(userId)].filter(Boolean) : [...phones.values()];
  if (what === "inbox" || what === "everything") whose.forEach((p) => p.refresh());
  if (what === "todos" || what === "everything") whose.forEach((p) => p.refreshTodos());
  if (what === "system" || what === "everything") refreshSystem();
  if (what === "quota") (refreshQuota(), drawer.refreshLog());
}

company = await api.people();
drawBar();
const shown = shownAtFirst();
shown.forEach(addPhone);
drawChooser();
serveBridge(() => [...phones.values()]);
follow(changed);
setInterval(() => phones.forEach((p) => p.tick(Date.now() + clockOffsetMs)), 10_000);
if (query.get("open") && shown.length) {
  phones.get(shown[0].userId).openLink(query.get("open"), { wide: query.has("wide") });
}
