// One conversation: keeps a node per message and redraws only what changed, so that typing isn't disturbed.

import { api } from "./api.js";
import { drawCard, opens } from "./card.js";
import { avatar, dayText, h, icon } from "./dom.js";
import { markdown } from "./markdown.js";

const QUIET_MS = 5 * 60 * 1000;
const TOP_GAP_PX = 10;
const COMMANDS = ["帮助", "进度", "改期"];

export class Chat {
  constructor(phone, title, keeps) {
    this.phone = phone;
    this.title = title;
    this.keeps = keeps;
    this.items = [];
    this.drawn = new Map();
    this.scroll = h("div.messages", { role: "log", "aria-label": `与${title}的对话` });
    this.empty = h("div.empty", {}, "还没有消息");
    this.scroll.append(this.empty);
    this.node = h("section.chat", {}, this.scroll);
    if (title !== "工作通知") this.node.append(this.composer());
  }

  composer() {
    const input = h("input", { type: "text", placeholder: "发消息给机器人", "aria-label": "消息", maxlength: "500" });
    const send = (text) => {
      if (!text.trim()) return;
      input.value = "";
      api.say(this.phone.person.userId, text.trim()).catch((e) => this.phone.toast(e.message, "bad"));
    };
    const form = h("form.compose", {}, input, h("button.send", { type: "submit", "aria-label": "发送" }, icon("send")));
    form.addEventListener("submit", (e) => (e.preventDefault(), send(input.value)));
    const chips = COMMANDS.map((c) => h("button.chip", { type: "button", onclick: () => send(c) }, c));
    return h("div.composer", {}, h("div.chips", {}, chips), form);
  }

  update(all) {
    const nearEnd = this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 120;
    this.items = all.filter(this.keeps);
    this.empty.hidden = this.items.length > 0;
    const wanted = new Set(this.items.map((i) => i.id));
    for (const [id, old] of this.drawn) if (!wanted.has(id)) (old.node.remove(), this.drawn.delete(id));
    let added = false;
    this.items.forEach((item, n) => {
      const text = JSON.stringify(item);
      const old = this.drawn.get(item.id);
      if (old?.text === text) return;
      const node = this.line(item, this.items[n - 1]);
      if (old) {
        node.classList.add("changed");
        old.node.replaceWith(node);
      } else {
        this.scroll.append(node);
        added = true;
      }
      this.drawn.set(item.id, { text, node });
    });
    if (added && (nearEnd || this.drawn.size === this.items.length)) this.toEnd();
  }

  toEnd() {
    requestAnimationFrame(() => {
      // A card taller than the screen is read from its top.
      const last = this.drawn.get(this.last?.id)?.node;
      const isTall = last && last.offsetHeight > this.scroll.clientHeight;
      this.scroll.scrollTop = isTall ? last.offsetTop - this.scroll.offsetTop - TOP_GAP_PX : this.scroll.scrollHeight;
    });
  }

  get last() {
    return this.items.at(-1);
  }

  line(item, before) {
    const mine = item.from === "me";
    const who = mine ? avatar(this.phone.person, "small") : h("span.avatar.small.robot", {}, this.title.slice(0, 2));
    const late = !before || item.atMs - before.atMs > QUIET_MS;
    const body = item.recalled ? h("div.recalled", {}, "消息已撤回") : this.body(item, mine);
    return h(
      `div.line${mine ? ".mine" : ""}`,
      { "data-item": item.id },
      late && h("time.stamp", {}, dayText(item.atMs)),
      h("div.row", {}, who, h("div.content", {}, body, item.note && h("div.note", {}, item.note))),
    );
  }

  body(item, mine) {
    if (item.kind === "card") return drawCard(item, this.phone);
    if (mine) return h("div.bubble", {}, item.text);
    const open = (url) => this.phone.openLink(url);
    const rich = /markdown|actioncard/i.test(item.msgKey);
    const parts = [];
    if (rich && item.buttons.length && item.title) parts.push(h("header.card-head", {}, h("h2", {}, item.title)));
    if (item.image) parts.push(h("img.picture", { src: item.image, alt: item.title || "图片" }));
    if (item.text) parts.push(rich ? markdown(item.text, open) : h("p.plain", {}, item.text));
    const links = item.buttons.map((b) => h("a.card-link", { href: b.url, onclick: opens(b.url, this.phone) }, b.text, h("span.chevron", {}, "›")));
    return h(item.buttons.length ? "article.card" : "div.bubble", {}, parts, links);
  }
}
