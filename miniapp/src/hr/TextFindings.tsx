/** What the linter says of a text from outside, pasted or read from a file: its clauses, then the whole. */

import { Alert } from "antd";
import type { TextLint } from "../api/types";
import { Findings } from "./Findings";

export function TextFindings({ result }: { result: TextLint }) {
  const found = result.parts.filter((part) => part.findings.length > 0);
  const clean = result.parts.filter((part) => part.findings.length === 0);
  return (
    <>
      {found.length === 0 && result.document.length === 0 && <Alert type="success" title="没有发现问题" />}
      {found.map((part, place) => (
        <section key={`${place} ${part.text}`} className="clause">
          <p className="clause-text">{part.text}</p>
          <Findings findings={part.findings} />
        </section>
      ))}
      {result.document.length > 0 && (
        <section className="clause">
          <h3>整份合同</h3>
          <Findings findings={result.document} />
        </section>
      )}
      {clean.length > 0 && (
        <details className="clause">
          <summary>没有发现问题的 {clean.length} 段</summary>
          {clean.map((part, place) => (
            <p key={`${place} ${part.text}`} className="clause-text">
              {part.text}
            </p>
          ))}
        </details>
      )}
      <p className="dim">{result.disclaimer}</p>
    </>
  );
}
