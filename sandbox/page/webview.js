// The H5 page open in a phone, and the bridge over which its fake `dd` object asks for things.

import { api } from "./api.js";
import { h, icon } from "./dom.js";

const CHANNEL = "dingtalk-sandbox";
const phonesByWindow = new Map();

export function isLoopback(hostname) {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

// dingtalk://dingtalkclient/page/link?url=… and …/action/openapp?…redirect_url=… hide the address inside.
export function unwrap(address, base) {
  const url = new URL(address, base);
  if (url.protocol !== "dingtalk:") return { url, inNewTab: false };
  const inner = url.searchParams.get("url") || url.searchParams.get("redirect_url");
  if (!inner) throw new Error(`沙盒不认识这个链接：${address}`);
  return { url: new URL(inner, base), inNewTab: url.searchParams.get("pc_slide") === "false" };
}

export class Webview {
  constructor(phone) {
    this.phone = phone;
    this.frame = null;
    this.title = h("h1");
    const button = (name, text, does) => h("button.round", { type: "button", title: text, "aria-label": text, onclick: does }, icon(name));
    this.widen = button("wide", "展开", () => this.setWide(!this.wide));
    this.node = h("div.webview", { hidden: true },
      h("div.head", {}, button("back", "返回", () => this.close()), this.title,
        button("reload", "刷新", () => this.open(this.address)), this.widen,
        button("tab", "在新标签页打开", () => this.openTab(this.address))),
      (this.holder = h("div.holder")));
    this.shade = h("div.shade", { hidden: true, onclick: () => this.setWide(false) });
    document.body.append(this.shade);
  }

  get base() {
    return this.phone.company.apps[0]?.url || location.href;
  }

  open(address) {
    let target;
    try {
      target = unwrap(address, this.base);
    } catch (error) {
      this.phone.toast(error.message, "bad");
      return;
    }
    const { url, inNewTab } = target;
    if (!/^https?:$/.test(url.protocol) || !isLoopback(url.hostname)) {
      this.phone.toast(`沙盒只打开本机的页面：${url.href}`, "bad");
      return;
    }
    if (inNewTab) this.openTab(url.href);
    else this.load(url);
  }

  load(url) {
    this.address = url.href;
    this.title.textContent = url.host;
    this.frame = h("iframe", {
      title: `${this.phone.person.name}打开的页面`,
      allow: "camera; microphone; autoplay; fullscreen; clipboard-write",
      src: url.href,
    });
    this.holder.replaceChildren(this.frame);
    this.node.hidden = false;
  }

  openTab(address) {
    const opened = window.open(address, "_blank");
    if (opened) phonesByWindow.set(opened, this.phone);
    else this.phone.toast("浏览器拦住了新标签页，请允许弹出窗口", "bad");
  }

  // Moving an iframe in the document reloads it, so the wide view is a class, not another place.
  setWide(wide) {
    this.wide = wide;
    this.node.classList.toggle("wide", wide);
    this.shade.hidden = !wide;
    this.widen.replaceChildren(icon(wide ? "narrow" : "wide"));
  }

  close() {
    this.setWide(false);
    this.node.hidden = true;
    this.holder.replaceChildren();
    this.frame = null;
  }

  owns(source) {
    return this.frame?.contentWindow === source;
  }
}

const METHODS = {
  hello: (phone, _args, source) => ({ platform: phone.webview.owns(source) ? "android" : "pc", corpId: phone.company.corpId }),
  requestAuthCode: async (phone, { corpId, clientId }) => {
    if (corpId !== phone.company.corpId) throw new Error(`corpId 不对：${corpId}`);
    if (clientId && clientId !== phone.company.clientId) throw new Error(`clientId 不对：${clientId}`);
    return api.loginCode(phone.person.userId);
  },
  config: (_phone, args) => api.checkSignature(args),
  openLink: (phone, { url }) => void phone.openLink(url),
  closePage: (phone, _args, source) => void (phone.webview.owns(source) ? phone.webview.close() : source.close()),
  setNavigationTitle: (phone, { title }) => void (phone.webview.title.textContent = title),
  toast: (phone, { text }) => void phone.toast(text),
};

export function serveBridge(phones) {
  window.addEventListener("message", async ({ data, source, origin }) => {
    if (data?.channel !== CHANNEL || !(data.method in METHODS)) return;
    if (!isLoopback(new URL(origin).hostname)) return;
    const phone = phones().find((p) => p.webview.owns(source)) ?? phonesByWindow.get(source);
    if (!phone) return;
    const reply = { channel: CHANNEL, id: data.id };
    try {
      reply.result = await METHODS[data.method](phone, data.args ?? {}, source);
    } catch (error) {
      reply.error = error.message;
    }
    source.postMessage(reply, origin);
  });
}
