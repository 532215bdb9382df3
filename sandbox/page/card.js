// Draws an interactive card. Its buttons really send a callback; its links open in the person's phone.

import { api } from "./api.js";
import { h, icon } from "./dom.js";
import { markdown } from "./markdown.js";

const ROW_TEXT_MAX = 15; // characters that fit beside each other in one row of buttons

export function drawCard(item, phone) {
  const node = h("article.card", { title: item.template });
  node.append(...drawBlocks(item, phone, node));
  if (item.forwardedBy) node.prepend(h("div.forwarded", {}, `转发自 ${phone.nameOf(item.forwardedBy)}`));
  node.append(h("footer.card-foot", {}, h("span", {}, `来自 ${phone.company.robotName}`), moreMenu(item, phone)));
  return node;
}

function drawBlocks(item, phone, card) {
  const nodes = [];
  let row = null;
  for (const block of item.blocks) {
    if (block.type === "button") {
      if (!row) nodes.push((row = h("div.actions")));
      row.append(drawButton(block, item, phone, card));
      continue;
    }
    row = null;
    const node = DRAW[block.type]?.(block, item, phone);
    if (node) nodes.push(node);
  }
  for (const actions of nodes.filter((n) => n.className === "actions")) {
    if (actions.textContent.length > ROW_TEXT_MAX || actions.children.length > 3) actions.classList.add("stacked");
  }
  return nodes;
}

const DRAW = {
  header: (b) => h("header.card-head", {}, h("h2", {}, b.text)),
  markdown: (b, _item, phone) => markdown(b.text, (url) => phone.openLink(url)),
  fields: (b) => {
    const rows = b.rows.filter(([, value]) => value);
    return rows.length ? h("dl.fields", {}, rows.map(([k, v]) => [h("dt", {}, k), h("dd", {}, v)])) : null;
  },
  status: (b) => h(`div.status.${b.tone || toneOf(b.text)}`, {}, b.text),
  input: (b, item, phone) => {
    const key = `${item.outTrackId}/${b.name}`;
    return h("input.field", {
      type: "text",
      name: b.name,
      placeholder: b.placeholder || "",
      "aria-label": b.placeholder || b.name,
      value: phone.drafts.get(key) ?? "",
      oninput: (e) => phone.drafts.set(key, e.target.value),
    });
  },
  divider: () => h("hr.rule"),
  link: (b, _item, phone) =>
    b.url ? h("a.card-link", { href: b.url, onclick: opens(b.url, phone) }, b.text, h("span.chevron", {}, "›")) : null,
};

function toneOf(text) {
  if (/未|拒|谢绝|取消|失败|过期|不通过|淘汰/.test(text)) return "danger";
  if (/等待|待|处理中|改期|请/.test(text)) return "warning";
  return /已|通过|成功|完成|确认/.test(text) ? "success" : "info";
}

export function opens(url, phone) {
  return (event) => {
    event.preventDefault();
    phone.openLink(url);
  };
}

function drawButton(block, item, phone, card) {
  const button = h(`button.btn.${block.style || "default"}`, { type: "button", "data-action": block.id }, block.text);
  button.addEventListener("click", () => pressed(button, block, item, phone, card));
  return button;
}

async function pressed(button, block, item, phone, card) {
  const buttons = [...card.querySelectorAll("button.btn")];
  const params = {};
  for (const input of card.querySelectorAll("input.field")) {
    if (input.value.trim()) params[input.name] = input.value.trim();
  }
  for (const each of buttons) each.disabled = true;
  button.classList.add("busy");
  try {
    const body = { userId: phone.person.userId, actionId: block.id, params };
    const result = await api.press(item.outTrackId, body);
    if (!result.ok) phone.toast(result.toast, "bad");
    else if (block.url) phone.openLink(block.url);
  } catch (error) {
    phone.toast(`操作失败：${error.message}`, "bad");
  } finally {
    button.classList.remove("busy");
    for (const each of buttons) each.disabled = false;
  }
}

function moreMenu(item, phone) {
  const menu = h("details.more", {}, h("summary", { "aria-label": "更多" }, icon("more")));
  menu.addEventListener("toggle", () => {
    menu.querySelector("ul")?.remove();
    if (!menu.open) return;
    const others = phone.colleagues();
    menu.append(
      h(
        "ul.menu",
        {},
        others.map((p) => h("li", {}, h("button", { type: "button", onclick: () => forward(p) }, `转发给 ${p.name}`))),
        h("li.track", { title: "outTrackId" }, item.outTrackId),
      ),
    );
  });
  const forward = async (person) => {
    menu.open = false;
    await api.forward(item.outTrackId, phone.person.userId, person.userId);
    phone.toast(`已转发给 ${person.name}`);
  };
  return menu;
}
