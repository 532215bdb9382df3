/** The exercises beside the questions: sums that count, and what the candidate says of themselves. */

import { type ReportBody, isAbsent } from "../api/types";
import { IntervalBar } from "./IntervalBar";

export function Exercises({ body }: { body: ReportBody }) {
  return (
    <>
      {body.sums.map((sums) => (
        <section className="card" key={sums.key}>
          <h3>{sums.title}</h3>
          <p>
            {isAbsent(sums.score.score)
              ? sums.score.score.not_measured
              : `${Math.round(sums.score.score)} 分：${sums.asked} 题答对 ${sums.right} 题${isAbsent(sums.median_s) ? "" : `，答对题的中位用时 ${sums.median_s} 秒`}。`}
          </p>
        </section>
      ))}
      {body.inventories.map((inventory) => (
        <section className="card" key={inventory.key}>
          <h3>{inventory.title}</h3>
          <p className="hint">候选人的自我描述，不计入任何分数；译文没有常模，面试时可据此提问，不要据此取舍。</p>
          {isAbsent(inventory.traits) ? (
            <p>{inventory.traits.not_measured}</p>
          ) : (
            <ul className="traits">
              {inventory.traits.map((trait) => (
                <li key={trait.trait}>
                  <span>{trait.trait}</span>
                  <IntervalBar score={trait.score} interval={trait.interval} />
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </>
  );
}
