// One person's DingTalk: message list, chats, todos, workbench, and the H5 page that is open.

import { api } from "./api.js";
import { Chat } from "./chat.js";
import { avatar, clockText, dayText, h, icon } from "./dom.js";
import { Webview } from "./webview.js";

const TABS = [
  ["messages", "消息", "chat"],
  ["todos", "待办", "todo"],
  ["apps", "工作台", "apps"],
];
const TOAST_MS = 3600;

export class Phone {
  constructor(person, company) {
    this.person = person;
    this.company = company;
    this.drafts = new Map();
    this.seen = 0;
    this.todoList = [];
    this.robot = new Chat(this, company.robotName, (i) => i.kind !== "work_notice");
    this.notices = new Chat(this, "工作通知", (i) => i.kind === "work_notice");
    this.webview = new Webview(this);
    this.view = "robot";
    this.build();
  }

  build() {
    this.time = h("span.time");
    this.head = h("div.head");
    this.screen = h("div.screen");
    this.badges = {};
    this.tabs = h("nav.tabs", {}, TABS.map((t) => this.tabButton(...t)));
    this.toasts = h("div.toasts", { role: "status", "aria-live": "polite" });
    const status = h("div.statusbar", {}, this.time, h("span.island"), h("span.signal", {}, h("i"), h("i"), h("i"), h("i"), h("b")));
    this.glass = h("div.glass", {}, status, this.head, this.screen, this.tabs, this.webview.node, this.toasts);
    const label = h("header.owner", {}, avatar(this.person), h("div", {}, h("strong", {}, this.person.name), h("span", {}, this.person.title)));
    this.node = h("section.phone", { "data-user": this.person.userId, "aria-label": `${this.person.name}的钉钉` }, label, h("div.body", {}, this.glass));
    this.show("robot");
  }

  tabButton(tab, text, glyph) {
    this.badges[tab] = h("em.badge", { hidden: true });
    return h("button", { type: "button", "data-tab": tab, onclick: () => this.show(tab) }, icon(glyph), this.badges[tab], h("span", {}, text));
  }

  nameOf(userId) {
    return this.company.people.find((p) => p.userId === userId)?.name ?? userId;
  }

  colleagues() {
    return this.company.people.filter((p) => p.userId !== this.person.userId);
  }

  tick(nowMs) {
    this.time.textContent = clockText(nowMs);
  }

  async refresh() {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const { items } = await api.inbox(this.person.userId);
    if (turn !== this.turn) return; // a later answer has been asked for
    this.robot.update(items);
    this.notices.update(items);
    this.count = items.filter((i) => i.from !== "me").length;
    this.seen = Math.min(this.seen, this.count); // a reset empties the chat
    if (this.view === "robot") this.markRead();
    this.drawBadges();
    if (this.view === "messages") this.show("messages");
  }

  async refreshTodos() {
    this.todoList = (await api.todos(this.person.userId)).todos;
    this.drawBadges();
    if (this.view === "todos") this.show("todos");
  }

  markRead() {
    if (this.seen === this.count) return;
    this.seen = this.count;
    api.read(this.person.userId);
  }

  drawBadges() {
    const unread = Math.max(0, (this.count ?? 0) - this.seen);
    const open = this.todoList.filter((t) => !t.doneByMe).length;
    for (const [tab, n] of [["messages", unread], ["todos", open]]) {
      this.badges[tab].hidden = n === 0;
      this.badges[tab].textContent = n > 99 ? "99+" : n;
    }
  }

  show(view) {
    this.view = view;
    const chat = { robot: this.robot, notices: this.notices }[view];
    this.tabs.hidden = Boolean(chat);
    for (const b of this.tabs.children) b.toggleAttribute("aria-current", b.dataset.tab === view);
    if (chat) this.showChat(chat);
    else this.showTab(view);
  }

  showChat(chat) {
    const back = h("button.round", { type: "button", "aria-label": "返回", onclick: () => this.show("messages") }, icon("back"));
    const kind = chat === this.robot ? h("span.tag", {}, "机器人") : null;
    this.head.replaceChildren(back, h("h1", {}, chat.title, kind), h("span.round"));
    this.screen.replaceChildren(chat.node);
    chat.toEnd();
    this.markRead();
    this.drawBadges();
  }

  showTab(tab) {
    const title = TABS.find(([name]) => name === tab)[1];
    this.head.replaceChildren(h("h1.big", {}, title), avatar(this.person, "small"));
    const draw = { messages: () => this.conversations(), todos: () => this.todos(), apps: () => this.apps() }[tab];
    this.screen.replaceChildren(draw());
  }

  conversations() {
    const row = (chat, view, glyph) => {
      const last = chat.last;
      const face = h(`span.avatar.${glyph}`, {}, glyph === "notice" ? icon("bell") : chat.title.slice(0, 2));
      return h("button.conversation", { type: "button", onclick: () => this.show(view) }, face,
        h("div", {}, h("strong", {}, chat.title), h("span", {}, last ? last.preview || last.text : "点击开始对话")),
        h("time", {}, last ? clockText(last.atMs) : ""));
    };
    const rows = [row(this.robot, "robot", "robot")];
    if (this.notices.last) rows.push(row(this.notices, "notices", "notice"));
    return h("div.list", {}, rows);
  }

  todos() {
    if (!this.todoList.length) return h("div.list", {}, h("div.empty", {}, "没有待办，清清爽爽"));
    return h("div.list", {}, this.todoList.map((t) => this.todo(t)));
  }

  todo(todo) {
    const tick = () => api.tick(todo.id, this.person.userId, !todo.doneByMe).catch((e) => this.toast(e.message, "bad"));
    const box = h(`button.tick${todo.doneByMe ? ".on" : ""}`, { type: "button", "aria-label": todo.doneByMe ? "标为未完成" : "完成", onclick: tick }, icon("check"));
    const open = h("button.what", { type: "button", onclick: () => this.openLink(todo.detailUrl.appUrl) },
      h("strong", {}, todo.subject), todo.description && h("span", {}, todo.description),
      todo.dueTime && h("time", {}, `截止 ${dayText(todo.dueTime)}`));
    return h(`div.todo${todo.doneByMe ? ".done" : ""}`, {}, box, open);
  }

  apps() {
    const mine = this.company.apps.filter((a) => !a.roles.length || a.roles.includes(this.person.role));
    if (!mine.length) return h("div.list", {}, h("div.empty", {}, "工作台里还没有应用"));
    return h("div.grid", {}, mine.map((a) =>
      h("button.app", { type: "button", onclick: () => this.openLink(a.url, { wide: a.wide }) }, h("span.app-icon", {}, a.name.slice(0, 1)), h("span", {}, a.name))));
  }

  openLink(url, { wide = false } = {}) {
    this.webview.open(url);
    if (wide && this.webview.frame) this.webview.setWide(true);
  }

  toast(text, tone = "") {
    const node = h(`div.toast${tone ? `.${tone}` : ""}`, {}, text);
    this.toasts.append(node);
    setTimeout(() => node.remove(), TOAST_MS);
  }
}
