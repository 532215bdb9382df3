/** The facts form, made from the variables the API names; each field shows what must be put right. */

import { Checkbox, Collapse, Input, Radio, Select } from "antd";
import type { ContractDetail, ContractVariable } from "../api/types";
import type { Draft } from "./ContractPage";

interface Part {
  contract: ContractDetail;
  draft: Draft;
  onChange: ((draft: Draft) => void) | null;
}

export function ContractFacts({ contract, draft, onChange }: Part) {
  const groups = [...new Set(contract.variables.map((each) => each.group))];
  const faulty = new Set(contract.faults.map((fault) => fault.field));
  const shown = (each: ContractVariable) => each.needed || Boolean(draft.facts[each.name]);
  return (
    <section className="card-plain">
      <h2>合同事实</h2>
      <Collapse
        size="small"
        defaultActiveKey={groups.filter((group) => contract.variables.some((each) => each.group === group && faulty.has(each.name)))}
        items={groups.map((group) => ({
          key: group,
          label: group,
          children: (
            <>
              {group === "可选条款" && <Options contract={contract} draft={draft} onChange={onChange} />}
              {contract.variables.filter((each) => each.group === group && shown(each)).map((each) => (
                <Field key={each.name} variable={each} contract={contract} draft={draft} onChange={onChange} />
              ))}
            </>
          ),
        }))}
      />
      <p className="dim">
        {contract.dates.term_end && `合同至 ${contract.dates.term_end} 止。`}
        {contract.dates.probation_end && `试用期至 ${contract.dates.probation_end}（含当日）止。`}
      </p>
    </section>
  );
}

function Options({ contract, draft, onChange }: Part) {
  return (
    <div className="contract-options">
      {contract.options.map((option) => {
        const on = draft.options.includes(option.key);
        return (
          <Checkbox
            key={option.key}
            checked={on}
            disabled={!onChange || (!option.allowed && !on)}
            onChange={() => onChange?.({ ...draft, options: on ? draft.options.filter((key) => key !== option.key) : [...draft.options, option.key] })}
          >
            <span title={option.law}>{option.title}</span>
          </Checkbox>
        );
      })}
    </div>
  );
}

function Field({ variable, contract, draft, onChange }: Part & { variable: ContractVariable }) {
  const fault = contract.faults.find((each) => each.field === variable.name);
  const set = (text: string) => onChange?.({ ...draft, facts: { ...draft.facts, [variable.name]: text } });
  const value = draft.facts[variable.name] ?? "";
  const status = fault ? "error" : undefined;
  const common = { value, disabled: !onChange, status, id: `fact-${variable.name}` } as const;
  return (
    <div className="fact">
      <label htmlFor={`fact-${variable.name}`}>{variable.label}</label>
      {variable.kind === "choice" && variable.options.length <= 3 && (
        <Radio.Group id={common.id} value={value} disabled={!onChange} options={variable.options} onChange={(event) => set(String(event.target.value))} />
      )}
      {variable.kind === "choice" && variable.options.length > 3 && (
        <Select {...common} value={value || undefined} options={variable.options.map((each) => ({ value: each, label: each }))} onChange={set} />
      )}
      {variable.kind === "date" && <Input {...common} type="date" onChange={(event) => set(event.target.value)} />}
      {(variable.kind === "money" || variable.kind === "whole") && <Input {...common} inputMode="decimal" onChange={(event) => set(event.target.value)} />}
      {variable.kind === "text" && <Input {...common} maxLength={variable.max_chars} onChange={(event) => set(event.target.value)} />}
      {fault && <p className="fact-fault">{fault.message}</p>}
    </div>
  );
}
