/** Why somebody fits a job or not, and what a person should look at first. */

import { Tag } from "antd";
import type { ResumeFlag } from "../../api/types";

interface Said {
  score: number;
  high: boolean;
  reasons: readonly string[];
  missing: readonly string[];
  near: readonly string[];
}

export function Reasons({ said }: { said: Said }) {
  return (
    <ul className="plain reasons">
      {said.reasons.map((reason) => (
        <li key={reason}>
          <span className="reason-met">✓</span> {reason}
        </li>
      ))}
      {said.missing.map((reason) => (
        <li key={reason}>
          <span className="reason-missing">{said.near.includes(reason) ? "≈" : "✕"}</span> {reason}
          {said.near.includes(reason) && <Tag color="gold">接近</Tag>}
        </li>
      ))}
    </ul>
  );
}

export function Score({ said }: { said: Said }) {
  if (said.reasons.length + said.missing.length === 0) return <span className="dim">没有可比的要求</span>;
  return (
    <span className="match-score">
      <strong>{Math.round(said.score)}</strong>
      {said.high && <Tag color="green">高匹配</Tag>}
    </span>
  );
}

export function Flags({ flags }: { flags: readonly ResumeFlag[] }) {
  return (
    <>
      {flags.map((flag) => (
        <Tag key={flag.flag} color="orange">
          请人工查看：{flag.name}
        </Tag>
      ))}
    </>
  );
}
