/** The few marks that our own consent texts use: headings, lists, tables, paragraphs, bold. Never HTML. */

import { Fragment, type ReactNode } from "react";

export function Markdown({ text }: { text: string }) {
  return <div className="prose">{blocksOf(text).map((block, index) => renderBlock(block, index))}</div>;
}

export type Block =
  | { kind: "heading"; text: string }
  | { kind: "paragraph"; text: string }
  | { kind: "list"; items: string[] }
  | { kind: "table"; rows: string[][] }; // the first row names the columns

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const line of text.replace(/\r/g, "").split("\n")) {
    const bare = line.trim();
    const last = blocks[blocks.length - 1];
    const item = /^(?:[-*]|\d+[.、])\s+(.*)$/.exec(bare);
    if (/^\|.*\|$/.test(bare)) addRow(blocks, cellsOf(bare));
    else if (bare === "") blocks.push({ kind: "paragraph", text: "" });
    else if (/^#{1,6}\s/.test(bare)) blocks.push({ kind: "heading", text: bare.replace(/^#+\s*/, "") });
    else if (item && last?.kind === "list") last.items.push(item[1] ?? "");
    else if (item) blocks.push({ kind: "list", items: [item[1] ?? ""] });
    else if (last?.kind === "list") last.items[last.items.length - 1] += bare;
    else if (last?.kind === "paragraph") last.text += bare;
    else blocks.push({ kind: "paragraph", text: bare });
  }
  return blocks.filter((block) => block.kind === "list" || block.kind === "table" || block.text !== "");
}

function cellsOf(line: string): string[] {
  return line.slice(1, -1).split("|").map((cell) => cell.trim());
}

function addRow(blocks: Block[], cells: string[]): void {
  const last = blocks[blocks.length - 1];
  if (cells.every((cell) => /^:?-+:?$/.test(cell))) return; // the rule under the names
  if (last?.kind === "table") last.rows.push(cells);
  else blocks.push({ kind: "table", rows: [cells] });
}

function renderBlock(block: Block, key: number): ReactNode {
  if (block.kind === "heading") return <h3 key={key}>{inline(block.text)}</h3>;
  if (block.kind === "paragraph") return <p key={key}>{inline(block.text)}</p>;
  if (block.kind === "table") return <Rows key={key} rows={block.rows} />;
  return (
    <ul key={key}>
      {block.items.map((item, index) => (
        <li key={index}>{inline(item)}</li>
      ))}
    </ul>
  );
}

/** On a phone each row stands by itself, with the column's name before each cell. */
function Rows({ rows }: { rows: string[][] }) {
  const [names = [], ...rest] = rows;
  return (
    <table>
      <thead>
        <tr>
          {names.map((name) => (
            <th key={name}>{inline(name)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rest.map((cells, index) => (
          <tr key={index}>
            {cells.map((cell, column) => (
              <td key={column} data-name={names[column] ?? ""}>
                {inline(cell)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function inline(text: string): ReactNode {
  return text.split(/\*\*(.+?)\*\*/).map((part, index) =>
    index % 2 === 1 ? <strong key={index}>{part}</strong> : <Fragment key={index}>{part}</Fragment>,
  );
}
