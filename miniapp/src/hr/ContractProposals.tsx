/** What the interview proposes, with its basis and the alternative: a person takes it, or drops it, with a reason. */

import { Button, Input, Radio, Tag } from "antd";
import { useState } from "react";
import type { ContractChoice, ContractDetail, ContractProposal } from "../api/types";
import type { Draft } from "./ContractPage";

const SETTLED: Record<ContractChoice["settled"], string> = { accepted: "采纳", edited: "修改后采纳", dropped: "放弃" };

interface Part {
  contract: ContractDetail;
  draft: Draft;
  onChange: ((draft: Draft) => void) | null;
}

export function ContractProposals({ contract, draft, onChange }: Part) {
  return (
    <section className="card-plain">
      <h2>条款建议</h2>
      <p className="dim">依据面试行为提出，仅 HR 可见；分数只决定是否提示，不会写入合同。由您决定。</p>
      {contract.proposals.length === 0 && <p className="dim">没有建议：相关维度未达到门槛，或依据不足（区间过宽）。</p>}
      {contract.proposals.map((proposal) => (
        <Proposal key={`${proposal.rule}:${proposal.dimension}`} proposal={proposal} contract={contract} draft={draft} onChange={onChange} />
      ))}
      {contract.faults.filter((fault) => fault.field === "proposals").map((fault) => (
        <p key={fault.message} className="fact-fault">
          {fault.message}
        </p>
      ))}
    </section>
  );
}

function Proposal({ proposal, draft, onChange }: Part & { proposal: ContractProposal }) {
  const mine = (each: ContractChoice) => each.rule === proposal.rule && each.dimension === proposal.dimension;
  const choice = draft.choices.find(mine);
  const [settled, setSettled] = useState<ContractChoice["settled"]>(choice?.settled ?? "accepted");
  const [reason, setReason] = useState(choice?.reason ?? "");
  const settle = () => {
    const next: ContractChoice = { rule: proposal.rule, dimension: proposal.dimension, settled, reason: reason.trim() };
    const rest = draft.options.filter((key) => key !== proposal.clause);
    const taken = settled !== "dropped" && proposal.clause;
    onChange?.({
      ...draft,
      choices: [...draft.choices.filter((each) => !mine(each)), next],
      options: taken ? [...rest, proposal.clause] : rest,
      facts: taken ? { ...proposal.values, ...draft.facts } : draft.facts,
    });
  };
  return (
    <article className="proposal">
      <p>
        <Tag color="cyan">{proposal.title}</Tag>
        <strong>{proposal.dimension}</strong> {Math.round(proposal.score)}
        <span className="dim">
          {" "}
          （80% 区间 {Math.round(proposal.interval[0] ?? 0)}–{Math.round(proposal.interval[1] ?? 0)}，门槛{proposal.band === "low" ? "不高于" : "不低于"} {proposal.threshold}）
        </span>
      </p>
      {proposal.quotes.map((quote) => (
        <blockquote key={quote}>“{quote}”</blockquote>
      ))}
      <p>{proposal.why}</p>
      {proposal.text && (
        <p className="finding-rewrite">
          {proposal.text} <small className="dim">{proposal.law}</small>
        </p>
      )}
      <p className="dim">也可以：{proposal.alternative}</p>
      {onChange ? (
        <div className="proposal-choice">
          <Radio.Group size="small" value={settled} optionType="button" onChange={(event) => setSettled(event.target.value as ContractChoice["settled"])} options={Object.entries(SETTLED).map(([value, label]) => ({ value, label }))} />
          <Input value={reason} maxLength={200} placeholder="理由（必填）" aria-label="处理建议的理由" onChange={(event) => setReason(event.target.value)} />
          <Button size="small" type={choice ? "default" : "primary"} disabled={reason.trim().length < 2} onClick={settle}>
            {choice ? "更新" : "确定"}
          </Button>
        </div>
      ) : (
        choice && <p className="dim">{`${SETTLED[choice.settled]}：${choice.reason}`}</p>
      )}
      {onChange && choice && <p className="dim">{`已选择：${SETTLED[choice.settled]}（${choice.reason}）`}</p>}
    </article>
  );
}
