// The part of Markdown that DingTalk draws: headings, quotes, lists, bold, italic, code, links, rules.

import { h } from "./dom.js";

const INLINE = /(\*\*|__)(.+?)\1|(\*|_)([^*_\s][^*_]*?)\3|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/g;

export function inline(text, openLink) {
  const nodes = [];
  let from = 0;
  for (const m of text.matchAll(INLINE)) {
    if (m.index > from) nodes.push(text.slice(from, m.index));
    if (m[2]) nodes.push(h("strong", {}, ...inline(m[2], openLink)));
    else if (m[4]) nodes.push(h("em", {}, ...inline(m[4], openLink)));
    else if (m[5]) nodes.push(h("code", {}, m[5]));
    else nodes.push(h("a", { href: "#", onclick: (e) => (e.preventDefault(), openLink(m[7])) }, m[6]));
    from = m.index + m[0].length;
  }
  if (from < text.length) nodes.push(text.slice(from));
  return nodes;
}

export function markdown(text, openLink) {
  const root = h("div.markdown");
  let list = null;
  for (const line of text.replaceAll("\r", "").split("\n")) {
    const item = line.match(/^\s*(?:[-*+]|(\d+)[.、)])\s+(.*)$/);
    if (item) {
      const tag = item[1] ? "ol" : "ul";
      if (!list || list.localName !== tag) root.append((list = h(tag)));
      list.append(h("li", {}, ...inline(item[2], openLink)));
      continue;
    }
    list = null;
    const heading = line.match(/^(#{1,6})\s+(.*)$/);
    const quote = line.match(/^>\s?(.*)$/);
    if (heading) root.append(h(`h${heading[1].length}`, {}, ...inline(heading[2], openLink)));
    else if (quote) root.append(h("blockquote", {}, ...inline(quote[1], openLink)));
    else if (/^\s*(-{3,}|\*{3,})\s*$/.test(line)) root.append(h("hr"));
    else if (line.trim()) root.append(h("p", {}, ...inline(line, openLink)));
    else if (root.lastChild) root.lastChild.classList.add("gap");
  }
  return root;
}
