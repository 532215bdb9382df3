/** Why somebody fits a job or not, and what a person should look at first. */

import { Tag } from "antd";
import type { ResumeFlag } from "../../api/types";

interface Said {
  score: number;
  high: boolean;
  musts: boolean;
  reasons: readonly string[];
  missing: readonly string[];
  near: readonly string[];
}

export function Reasons({ said }: { said: Said }) {
  return (
    <ul className="plain reasons">
      {said.reasons.map((reason) => (
        <li key={reason}>
          <Mark sign="✓" meaning="符合" className="reason-met" /> {reason}
        </li>
      ))}
      {said.missing.map((reason) => (
        <li key={reason}>
          {said.near.includes(reason) ? <Mark sign="≈" meaning="接近" className="reason-near" /> : <Mark sign="✕" meaning="不足" className="reason-missing" />} {reason}
          {said.near.includes(reason) && <Tag color="gold">接近</Tag>}
        </li>
      ))}
    </ul>
  );
}

/** Read aloud as a word: the sign alone says nothing to a screen reader. */
function Mark({ sign, meaning, className }: { sign: string; meaning: string; className: string }) {
  return (
    <span className={className} role="img" aria-label={meaning}>
      {sign}
    </span>
  );
}

export function Score({ said }: { said: Said }) {
  if (said.reasons.length + said.missing.length === 0) return <span className="dim">没有可比的要求</span>;
  return (
    <span className="match-score">
      <strong>{Math.round(said.score)}</strong>
      {said.high && <Tag color="green">高匹配</Tag>}
      {!said.musts && <Tag>未设必备条件</Tag>}
    </span>
  );
}

export function Flags({ flags }: { flags: readonly ResumeFlag[] }) {
  if (flags.length === 0) return null;
  return (
    <span className="chips">
      {flags.map((flag) => (
        <Tag key={flag.flag} color="orange">
          请人工查看：{flag.name}
        </Tag>
      ))}
    </span>
  );
}
