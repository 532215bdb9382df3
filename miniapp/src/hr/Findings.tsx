/** What the labour-law lint says: rule, the law's words, and lawful wording that can be taken over. */

import { Button, Tag } from "antd";
import type { LintFinding } from "../api/types";

export function Findings({ findings, onTake }: { findings: LintFinding[]; onTake?: (rewrite: string) => void }) {
  return (
    <>
      {findings.map((found) => (
        <section key={`${found.rule}${found.span}`} className={found.severity === "E" ? "finding finding-block" : "finding"}>
          <p>
            <Tag color={found.severity === "E" ? "red" : "gold"}>{found.severity === "E" ? "须改" : "提醒"}</Tag>
            <strong>{found.title}</strong> <small className="dim">{found.rule}</small>
          </p>
          <p>
            原文“{found.span}”{found.note && `（${found.note}）`}
          </p>
          <p className="dim">
            {found.article}：{found.quote}
          </p>
          <p className="finding-rewrite">
            建议：{found.rewrite}
            {onTake && (
              <Button size="small" type="link" onClick={() => onTake(found.rewrite)}>
                采用
              </Button>
            )}
          </p>
        </section>
      ))}
    </>
  );
}
