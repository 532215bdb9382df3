/** What the scores predicted. Every figure with n and interval; where there are too few people, the reason instead. */

import { isAbsent, type Estimate, type Measured, type Validity } from "../../api/types";
import { ForestPlot } from "./ForestPlot";
import { CORRELATION, inWords, RATIO, SHARE } from "./scale";

export function ValidityPanel({ validity }: { validity: Validity }) {
  const { analysis } = validity;
  const { predictors } = analysis;
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>分数说中了多少</h2>
        <span className="dim">
          {analysis.cases} 人有结果 / {analysis.applicants} 人有报告 · 在职截至 {validity.known_until}
        </span>
      </div>
      <p className="dim">
        横线是 95% 区间，竖线表示“没有关系”。实心为多重检验校正（Holm，本页共 {analysis.family} 项）后仍成立；空心为证据不足。相关不等于因果。
      </p>
      <h3>与绩效的相关（Pearson r）</h3>
      <ForestPlot unit="相关" scale={CORRELATION} rows={predictors.map((each) => ({ name: each.name, figure: each.performance, beside: each.applicants }))} />
      <ul className="plain-words">
        {predictors.filter((each) => !isAbsent(each.performance)).map((each) => (
          <li key={each.name}>
            <strong>{each.name}</strong>：{words(each.performance)}
            {!isAbsent(each.ranked) && ` 等级相关 ρ = ${each.ranked.value.toFixed(2)} [${each.ranked.low.toFixed(2)}, ${each.ranked.high.toFixed(2)}]。`}
            {isAbsent(each.applicants)
              ? ` 全距校正：${each.applicants.not_measured}。`
              : ` 若按此分录用，全体应聘者（${each.applicants.pool_n} 人，标准差比 ${each.applicants.ratio.toFixed(2)}）中的相关估计为 ${each.applicants.value.toFixed(2)} [${each.applicants.low.toFixed(2)}, ${each.applicants.high.toFixed(2)}]。`}
          </li>
        ))}
      </ul>
      <p className="note-line">录用缩小了分数的差异，使观察到的相关偏低；细线为按 Thorndike 情形二校正的值，单独列出，不代替观察值。绩效评分自身的误差未作校正。</p>
      <h3>试用期通过（分数每高一个标准差的优势比）</h3>
      <ForestPlot unit="优势比" scale={RATIO} rows={predictors.map((each) => ({ name: each.name, figure: each.passing }))} />
      <h3>离职（分数每高一个标准差的风险比，小于 1 为更稳定）</h3>
      <ForestPlot
        unit="风险比"
        scale={RATIO}
        rows={predictors.map((each) => ({ name: each.name, figure: each.staying.ratio, remark: assumption(each.staying.proportional_p) }))}
      />
      <h3>语音和面部观察有没有增加信息（R² 的增量）</h3>
      <ForestPlot
        unit="R² 增量"
        scale={SHARE}
        rows={[
          { name: "文字之上加语音", figure: analysis.increments.voice },
          { name: "再加面部观察", figure: analysis.increments.face },
        ]}
      />
      <p className="note-line">面部观察在评分中的权重为 0；只有贵公司自己的数据显示有增量，才值得讨论。</p>
      <h3>各组比较</h3>
      <Groups validity={validity} />
      <h3>合同条款与结果（仅作描述）</h3>
      <Clauses validity={validity} />
    </section>
  );
}

function Clauses({ validity }: { validity: Validity }) {
  const { rows, not_causal } = validity.clauses;
  if (rows.length === 0) return <p>没有可比较的条款：需要有该条款和没有该条款的已批准合同。</p>;
  return (
    <>
      <ul className="plain-words">
        {rows.map((row) => (
          <li key={row.clause}>
            <strong>{row.title}</strong>（有 {row.having} 份，没有 {row.lacking} 份）：试用期通过 {contrast(row.probation_passed)}；一年内离职 {contrast(row.left_within_year)}
          </li>
        ))}
      </ul>
      <p className="note-line">{not_causal}</p>
    </>
  );
}

function contrast(found: Validity["clauses"]["rows"][number]["probation_passed"]): string {
  if (isAbsent(found)) return found.not_measured;
  const side = ({ yes, n }: { yes: number; n: number }) => `${percent(yes / n)}（${yes}/${n}）`;
  return `${side(found.having)} 对 ${side(found.lacking)}，相差 ${percent(found.difference)}，95% 区间 ${percent(found.low)} 至 ${percent(found.high)}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function Groups({ validity }: { validity: Validity }) {
  const { groups } = validity.analysis;
  if (groups.length === 0) return <p className="dim">没有导入部门或招聘渠道。请勿用性别、年龄、民族、婚育等信息分组。</p>;
  return (
    <div className="group-table">
      {groups.map((each) => (
        <div key={each.grouping + each.value} className="group-row">
          <strong>
            {each.grouping} · {each.value}
          </strong>
          <span>组内相关：{figure(each.validity)}</span>
          <span>绩效高于预测（0–1）：{figure(each.prediction_gap)}</span>
          <span>
            面试通过 {each.chosen}/{each.assessed}，与最高组之比：{figure(each.impact)}
            {!isAbsent(each.impact) && each.impact.value < 0.8 && <em> 低于五分之四，请人工核查</em>}
          </span>
        </div>
      ))}
    </div>
  );
}

function words(found: Measured<Estimate>): string {
  if (isAbsent(found)) return found.not_measured;
  return inWords(found.low, found.high, isAbsent(found.adjusted_p) ? null : found.adjusted_p);
}

function figure(found: Measured<Estimate>): string {
  return isAbsent(found) ? found.not_measured : `${found.value.toFixed(2)} [${found.low.toFixed(2)}, ${found.high.toFixed(2)}]，n=${found.n}，p=${found.p.toFixed(3)}`;
}

function assumption(p: Measured): string | undefined {
  if (isAbsent(p)) return undefined;
  return p < 0.05 ? `比例风险假设不成立（p=${p.toFixed(3)}），慎读` : `比例风险检验 p=${p.toFixed(2)}`;
}
