/** The few marks that our own consent texts use: headings, lists, paragraphs, bold. Never HTML. */

import { Fragment, type ReactNode } from "react";

export function Markdown({ text }: { text: string }) {
  return <div className="prose">{blocksOf(text).map((block, index) => renderBlock(block, index))}</div>;
}

export type Block =
  | { kind: "heading"; text: string }
  | { kind: "paragraph"; text: string }
  | { kind: "list"; items: string[] };

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const line of text.replace(/\r/g, "").split("\n")) {
    const bare = line.trim();
    const last = blocks[blocks.length - 1];
    const item = /^(?:[-*]|\d+[.、])\s+(.*)$/.exec(bare);
    if (bare === "") blocks.push({ kind: "paragraph", text: "" });
    else if (/^#{1,6}\s/.test(bare)) blocks.push({ kind: "heading", text: bare.replace(/^#+\s*/, "") });
    else if (item && last?.kind === "list") last.items.push(item[1] ?? "");
    else if (item) blocks.push({ kind: "list", items: [item[1] ?? ""] });
    else if (last?.kind === "list") last.items[last.items.length - 1] += bare;
    else if (last?.kind === "paragraph") last.text += bare;
    else blocks.push({ kind: "paragraph", text: bare });
  }
  return blocks.filter((block) => block.kind === "list" || block.text !== "");
}

function renderBlock(block: Block, key: number): ReactNode {
  if (block.kind === "heading") return <h3 key={key}>{inline(block.text)}</h3>;
  if (block.kind === "paragraph") return <p key={key}>{inline(block.text)}</p>;
  return (
    <ul key={key}>
      {block.items.map((item, index) => (
        <li key={index}>{inline(item)}</li>
      ))}
    </ul>
  );
}

function inline(text: string): ReactNode {
  return text.split(/\*\*(.+?)\*\*/).map((part, index) =>
    index % 2 === 1 ? <strong key={index}>{part}</strong> : <Fragment key={index}>{part}</Fragment>,
  );
}
