/** Under which results this post's interviews propose clauses; each change is a new version. */

import { Alert, Button, InputNumber, Switch } from "antd";
import { useState } from "react";
import { messageOf, put } from "../api/client";
import type { ClausePolicy } from "../api/types";
import { useRole } from "../session/session";
import { useRead } from "../ui/useRead";

type Rule = ClausePolicy["rules"][number];

export function ClauseThresholds({ jobId, dimensions }: { jobId: string; dimensions: string[] }) {
  const address = `/api/jobs/${jobId}/clause-policy`;
  const { value, reload } = useRead<ClausePolicy>(address);
  const readOnly = !useRole("hr");
  const [changed, setChanged] = useState<Record<string, Partial<Rule>>>({});
  const [fault, setFault] = useState<string | null>(null);
  if (!value) return null;
  const rules = value.rules.map((rule) => ({ ...rule, ...changed[rule.rule] }));
  const change = (rule: string, part: Partial<Rule>) => setChanged({ ...changed, [rule]: { ...changed[rule], ...part } });
  const save = async () => {
    setFault(null);
    try {
      const thresholds = rules.map(({ rule, threshold, max_width, enabled }) => ({ rule, threshold, max_width, enabled }));
      await put(address, { base: value.number, thresholds });
      setChanged({});
      await reload();
    } catch (failure) {
      setFault(messageOf(failure));
    }
  };
  return (
    <>
      <h3>条款建议的门槛{value.number > 0 && <small className="dim"> 第 {value.number} 版</small>}</h3>
      {rules
        .filter((rule) => rule.dimensions.some((dimension) => dimensions.includes(dimension)))
        .map((rule) => (
          <div key={rule.rule} className="threshold">
            <Switch size="small" disabled={readOnly} checked={rule.enabled} aria-label={rule.title} onChange={(enabled) => change(rule.rule, { enabled })} />
            <span>
              {rule.dimensions.filter((dimension) => dimensions.includes(dimension)).join("、")} {rule.band === "low" ? "≤" : "≥"}
            </span>
            <InputNumber size="small" disabled={readOnly} min={0} max={100} value={rule.threshold} aria-label="门槛" onChange={(threshold) => change(rule.rule, { threshold: threshold ?? 0 })} />
            <span>区间宽度 ≤</span>
            <InputNumber size="small" disabled={readOnly} min={0} max={100} value={rule.max_width} aria-label="区间宽度" onChange={(width) => change(rule.rule, { max_width: width ?? 0 })} />
            <span className="dim">→ {rule.title}</span>
          </div>
        ))}
      {Object.keys(changed).length > 0 && (
        <Button size="small" type="primary" onClick={() => void save()}>
          保存为新版本
        </Button>
      )}
      {fault && <Alert type="error" title={fault} />}
    </>
  );
}
