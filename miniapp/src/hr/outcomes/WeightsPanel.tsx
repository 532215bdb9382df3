/** The suggestion with its back-test, and putting weights in force: by a named person, with a reason. */

import { Alert, App, Button, Form, Input, InputNumber, Modal } from "antd";
import { useState } from "react";
import { messageOf, post } from "../../api/client";
import { isAbsent, type Estimate, type Measured, type Suggestion, type Validity } from "../../api/types";
import { shortTime } from "../../wording/time";

export function WeightsPanel({ jobId, validity, onActivated }: { jobId: string; validity: Validity; onActivated: () => Promise<void> }) {
  const [opening, setOpening] = useState<Record<string, number> | null>(null);
  const { suggestion } = validity;
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>权重建议</h2>
        <span className="panel-actions">
          <Button onClick={() => setOpening(validity.weights)}>自行设定</Button>
          {!isAbsent(suggestion) && (
            <Button type={suggestion.supported ? "primary" : "default"} onClick={() => setOpening(suggestion.weights)}>
              采用建议…
            </Button>
          )}
        </span>
      </div>
      {isAbsent(suggestion) ? <Alert type="info" title={suggestion.not_measured} /> : <Advice suggestion={suggestion} weights={validity.weights} />}
      <h3>启用记录</h3>
      {validity.history.length === 0 && <p className="dim">仍是开放岗位时的权重。</p>}
      {validity.history.map((each) => (
        <p key={each.number} className="history-line">
          <strong>第 {each.number} 版</strong> {each.by_name} · {shortTime(each.activated_at)} · {shares(each.weights)}
          <br />
          理由：{each.reason}
          {each.basis.gain === undefined ? "（自行设定，无回测）" : `（回测预期变化 ${signed(each.basis.gain)}，区间 ${signed(each.basis.gain_low ?? 0)} 至 ${signed(each.basis.gain_high ?? 0)}）`}
        </p>
      ))}
      {opening && <ActivateModal jobId={jobId} start={opening} replaces={validity.number} onClose={() => setOpening(null)} onActivated={onActivated} />}
    </section>
  );
}

function Advice({ suggestion, weights }: { suggestion: Suggestion; weights: Record<string, number> }) {
  const test = suggestion.back_test;
  return (
    <>
      <Alert
        type={suggestion.supported ? "success" : "warning"}
        title={suggestion.supported ? "回测支持调整，是否启用由您决定。" : "回测的区间包含 0：现有数据不支持调整权重。"}
        description={`与绩效的相关预期变化 ${signed(test.gain)}，95% 区间 ${signed(test.gain_low)} 至 ${signed(test.gain_high)}`}
      />
      <table className="weight-table">
        <thead>
          <tr>
            <th>维度</th>
            <th>现行</th>
            <th>建议</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(suggestion.weights).map(([name, share]) => (
            <tr key={name}>
              <td>{name}</td>
              <td>{percent(weights[name] ?? 0)}</td>
              <td>{percent(share)}</td>
            </tr>
          ))}
          <tr>
            <td>在后期 {test.tested_n} 人上的相关（等权 {brief(test.equal)}）</td>
            <td>{brief(test.current)}</td>
            <td>{brief(test.suggested)}</td>
          </tr>
        </tbody>
      </table>
      <p className="dim">
        用 {test.split_on} 之前面试的 {test.fitted_n} 人拟合（非负岭回归），在之后的 {test.tested_n} 人上检验，两批人不重叠。
      </p>
    </>
  );
}

function ActivateModal({ jobId, start, replaces, onClose, onActivated }: { jobId: string; start: Record<string, number>; replaces: number; onClose: () => void; onActivated: () => Promise<void> }) {
  const { message } = App.useApp();
  const [weights, setWeights] = useState(start);
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const total = Object.values(weights).reduce((sum, each) => sum + each, 0);
  const ready = Math.abs(total - 1) <= 0.001 && reason.trim().length >= 2;
  const activate = async () => {
    setBusy(true);
    setFault(null);
    try {
      await post(`/api/jobs/${jobId}/weights`, { weights, reason, replaces });
      void message.success("新权重已启用，只用于此后新建的面试");
      onClose();
      await onActivated();
    } catch (error) {
      setFault(messageOf(error));
    }
    setBusy(false);
  };
  return (
    <Modal title="启用新权重" open onCancel={onClose} onOk={() => void activate()} okText="启用" cancelText="取消" okButtonProps={{ disabled: !ready }} confirmLoading={busy}>
      <p>只用于此后新建的面试。已有的面试和报告保持原来的权重，不会重新计分。</p>
      <Form layout="vertical">
        {Object.entries(weights).map(([name, share]) => (
          <Form.Item key={name} label={name}>
            <InputNumber aria-label={name} min={0} max={100} step={1} suffix="%" value={Math.round(share * 10000) / 100} onChange={(value) => setWeights({ ...weights, [name]: Math.round((value ?? 0) * 100) / 10000 })} />
          </Form.Item>
        ))}
        <p className={Math.abs(total - 1) <= 0.001 ? "dim" : "forest-absent"}>合计 {percent(total)}{Math.abs(total - 1) > 0.001 && "，须为 100%"}</p>
        <Form.Item label="理由" required>
          <Input.TextArea aria-label="理由" rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Form.Item>
      </Form>
      {fault && <Alert type="error" title={fault} />}
    </Modal>
  );
}

function brief(found: Measured<Estimate>): string {
  return isAbsent(found) ? found.not_measured : `${found.value.toFixed(2)} [${found.low.toFixed(2)}, ${found.high.toFixed(2)}]`;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}

function signed(value: number): string {
  const written = Math.abs(value).toFixed(2);
  return written === "0.00" ? written : `${value > 0 ? "+" : "−"}${written}`;
}

function shares(weights: Record<string, number>): string {
  return Object.entries(weights)
    .map(([name, share]) => `${name} ${percent(share)}`)
    .join("、");
}
