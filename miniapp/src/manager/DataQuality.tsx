/** What the report could not see, and what a person should look at, in plain words. */

import { isAbsent, type ReportBody } from "../api/types";
import { flagMeaning } from "../wording/names";

interface Finding {
  where: string;
  name: string;
  meaning: string;
}

export function DataQuality({ body }: { body: ReportBody }) {
  const findings = findingsOf(body);
  if (findings.length === 0 && body.missing.length === 0) {
    return <p className="quality-fine">✓ 数据质量：各题录制与转写正常，没有需要人工留意的标记。</p>;
  }
  return (
    <section className="card quality" aria-label="数据质量">
      <h2>数据质量</h2>
      <p className="hint">下面的标记只提示人工查看，不会自动扣分或淘汰。</p>
      {body.missing.length > 0 && (
        <p>
          <strong>数据不足的维度：</strong>
          {body.missing.join("、")}。这些维度没有计入总分。
        </p>
      )}
      <ul className="findings">
        {findings.map((finding) => (
          <li key={finding.where + finding.name}>
            <span className="chip chip-caution">{finding.name}</span>
            <span>
              {finding.meaning} <small className="hint">{finding.where}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Each flag once, with the questions it was raised on. */
export function findingsOf(body: ReportBody): Finding[] {
  const where = new Map<string, Set<string>>();
  const add = (flag: string, place: string) => where.set(flag, (where.get(flag) ?? new Set()).add(place));
  body.answers.forEach((answer, index) => {
    const place = `第 ${index + 1} 题`;
    const transcriptFlags = isAbsent(answer.transcript) ? [] : answer.transcript.flags;
    const faceFlags = isAbsent(answer.face) ? [] : answer.face.flags;
    [...answer.score.flags, ...transcriptFlags, ...faceFlags].forEach((flag) => add(flag, place));
    answer.asked?.flags.forEach((flag) => add(flag, `${place}追问`));
  });
  body.flags.forEach((flag) => where.has(flag) || add(flag, "整场"));
  return [...where].map(([flag, places]) => ({ where: [...places].join("、"), ...flagMeaning(flag) }));
}
