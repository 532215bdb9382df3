/** 评分方案: the shipped profile and those fitted to the company's own ratings; activating one is a person's act. */

import { App, Button, Input, Modal, Tag } from "antd";
import { useState } from "react";
import { messageOf, post } from "../api/client";
import type { ScoringProfile, ScoringProfiles } from "../api/types";
import { Failure, Loading } from "../ui/Notes";
import { useRead } from "../ui/useRead";
import { shortTime } from "../wording/time";
import { CORRELATION, DIFFERENCE, DISTANCE, FigureCell, two } from "./figures";

type Act = "activate" | "retire";
const ACT_NAMES: Record<Act, string> = { activate: "启用", retire: "停用" };

export function ProfilesPage() {
  const { value, error, reload } = useRead<ScoringProfiles>("/api/scoring-profiles");
  const [asked, setAsked] = useState<{ act: Act; version: string } | null>(null);
  return (
    <>
      <div className="desk-head">
        <h1>评分方案</h1>
      </div>
      <p className="lab-intro">
        面试在邀请时固定所用的方案，之后不变；已出的报告不会重新评分。本企业的方案由 <code>mingmian calibrate</code> 按盲评拟合，须由人启用。
      </p>
      {error && <Failure message={error} onRetry={() => void reload()} />}
      {!value && !error && <Loading />}
      <div className="row-cards">
        {value?.profiles.map((profile) => (
          <ProfileCard key={profile.version} profile={profile} mayChange={value.may_change} onAsk={(act) => setAsked({ act, version: profile.version })} />
        ))}
      </div>
      <ReasonModal asked={asked} onClose={() => setAsked(null)} onDone={() => void reload()} />
    </>
  );
}

function ProfileCard({ profile, mayChange, onAsk }: { profile: ScoringProfile; mayChange: boolean; onAsk: (act: Act) => void }) {
  const activatable = profile.state === "draft" || profile.state === "replaced";
  const retirable = activatable || profile.state === "active";
  const made = profile.calibration?.fitted_on;
  return (
    <section className="row-card">
      <div className="row-card-head">
        <strong>
          {profile.version} <Tag>{profile.state_name}</Tag>
          {profile.in_force && <Tag color="green">新面试使用</Tag>}
        </strong>
        {mayChange && (
          <span className="chips">
            {activatable && (
              <Button type="primary" onClick={() => onAsk("activate")}>
                启用
              </Button>
            )}
            {retirable && <Button onClick={() => onAsk("retire")}>停用</Button>}
          </span>
        )}
      </div>
      <p className="dim">
        {shortTime(profile.created_at)}
        {profile.created_by_name && ` · ${profile.created_by_name}`} · {profile.interviews} 场面试固定了它 · sha256 {profile.sha256.slice(0, 12)}…
      </p>
      {made && (
        <p>
          在 {profile.base_version} 之上，按 {made.answers} 份回答、{made.questions} 道题{made.raters !== null && `、${made.raters} 位评分人`}的盲评{made.source === "file" && "（来自文件）"}拟合。
        </p>
      )}
      {profile.calibration && <Gains calibration={profile.calibration} />}
      {profile.changes.map((change) => (
        <p key={change.at} className="dim">
          {shortTime(change.at)} {change.by_name}
          {ACT_NAMES[change.action]}：{change.reason}
        </p>
      ))}
    </section>
  );
}

function Gains({ calibration }: { calibration: NonNullable<ScoringProfile["calibration"]> }) {
  const { validation } = calibration;
  const better = [validation.gain, validation.closer].some((figure) => "low" in figure && figure.low > 0);
  return (
    <>
      <div className="gains">
        {(
          [
            ["ρ 校准前", validation.spearman_before, CORRELATION],
            ["ρ 校准后", validation.spearman_after, CORRELATION],
            ["平均差 校准前", validation.mae_before, DISTANCE],
            ["平均差 校准后", validation.mae_after, DISTANCE],
            ["ρ 的增量", validation.gain, DIFFERENCE],
            ["平均差缩小", validation.closer, DIFFERENCE],
          ] as const
        ).map(([name, figure, scale]) => (
          <div key={name}>
            <small>{name}</small>
            <FigureCell figure={figure} scale={scale} />
          </div>
        ))}
      </div>
      <p className="dim">
        以上为按题留出的结果。级别 = {two(calibration.intercept)} + {two(calibration.slope)} × 原级别
        {Object.keys(calibration.weights).length > 0 && `，另有 ${Object.keys(calibration.weights).length} 项特征加权`}。
        {!better && "还没有证据表明它比现有方案更好。"}
      </p>
    </>
  );
}

function ReasonModal({ asked, onClose, onDone }: { asked: { act: Act; version: string } | null; onClose: () => void; onDone: () => void }) {
  const { message } = App.useApp();
  const [reason, setReason] = useState("");
  const send = async () => {
    if (!asked) return;
    try {
      await post(`/api/scoring-profiles/${asked.version}/${asked.act}`, { reason });
      void message.success(`已${ACT_NAMES[asked.act]}`);
      setReason("");
      onClose();
      onDone();
    } catch (error) {
      void message.error(messageOf(error));
    }
  };
  return (
    <Modal title={asked ? `${ACT_NAMES[asked.act]} ${asked.version}` : ""} open={asked !== null} onCancel={onClose} onOk={() => void send()} okText={asked ? ACT_NAMES[asked.act] : ""} cancelText="取消" okButtonProps={{ disabled: reason.trim().length < 2 }}>
      <p>{asked?.act === "activate" ? "此后新邀请的面试使用这个方案；已邀请的和已出的报告不变。" : "停用后不能再启用；新邀请的面试改用随软件提供的方案。"}</p>
      <Input.TextArea rows={2} maxLength={300} placeholder="理由（必填，会留档）" value={reason} onChange={(event) => setReason(event.target.value)} />
    </Modal>
  );
}
