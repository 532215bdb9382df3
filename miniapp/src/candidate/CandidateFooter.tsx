/** What a candidate can do on every page: see and take back consents, leave the interview. */

import { Button, Dialog, Popup, Switch } from "antd-mobile";
import { useState } from "react";
import { del, messageOf, post, put } from "../api/client";
import type { ConsentKind, ConsentTexts, InterviewState } from "../api/types";
import { Note } from "../ui/Notes";
import { useRead } from "../ui/useRead";
import type { StepProps } from "./InterviewPage";

const OPTIONAL: { kind: ConsentKind; name: string }[] = [
  { kind: "recording", name: "录制视频 / 语音" },
  { kind: "face", name: "面部画面处理" },
  { kind: "voice", name: "声音特征处理" },
];
const CAN_LEAVE = new Set<InterviewState>(["confirmed", "in_progress", "submitted", "reported"]);

// Not while somebody evaluates or reviews it: leaving comes first then (CA409).
const CAN_ERASE = new Set<InterviewState>(["approved", "rejected", "declined", "withdrawn", "expired"]);

export function CandidateFooter({ invitation, reload }: StepProps) {
  const [open, setOpen] = useState(false);
  const consented = invitation.consents.notice;
  const canLeave = CAN_LEAVE.has(invitation.state);
  const canErase = CAN_ERASE.has(invitation.state);
  if (!consented && !canLeave && !canErase) return null;
  return (
    <nav className="footer-links" aria-label="我的权利">
      {consented && (
        <button type="button" onClick={() => setOpen(true)}>
          授权管理
        </button>
      )}
      {canLeave && (
        <button type="button" onClick={() => void leave(invitation.id, reload)}>
          退出面试
        </button>
      )}
      {canErase && (
        <button type="button" onClick={() => void eraseEverything()}>
          删除我的资料
        </button>
      )}
      <ConsentSheet invitation={invitation} reload={reload} visible={open} onClose={() => setOpen(false)} />
    </nav>
  );
}

function ConsentSheet({ invitation, reload, visible, onClose }: StepProps & { visible: boolean; onClose: () => void }) {
  const texts = useRead<ConsentTexts>(visible ? "/api/consent-texts" : null);
  const withdraw = async (kind: ConsentKind) => {
    const kinds = (["notice", "recording", "face", "voice"] as const).filter((kept) => invitation.consents[kept] && kept !== kind);
    try {
      await put(`/api/interviews/${invitation.id}/consents`, { kinds, text_version: texts.value?.version });
      await reload();
    } catch (error) {
      await Dialog.alert({ content: messageOf(error), confirmText: "知道了" });
    }
  };
  return (
    <Popup visible={visible} onMaskClick={onClose} onClose={onClose} bodyClassName="sheet" showCloseButton>
      <h2>授权管理</h2>
      {OPTIONAL.map(({ kind, name }) => (
        <div className="consent-row" key={kind}>
          <span>{name}</span>
          {invitation.consents[kind] ? (
            <Switch checked aria-label={`撤回：${name}`} onChange={() => withdraw(kind)} />
          ) : (
            <span className="hint">未同意</span>
          )}
        </div>
      ))}
      <Note>关闭开关即撤回同意，立即停止处理。撤回不影响应聘；不再录制时可改用文字作答。结果出来后可以申请人工复核。</Note>
      <Button block onClick={onClose}>
        完成
      </Button>
    </Popup>
  );
}

async function eraseEverything(): Promise<void> {
  const content = "您的录像、转写、评分和联系方式会被删除，不能恢复，之后也无法再申请复核。";
  const sure = await Dialog.confirm({ title: "删除我的全部资料？", content, confirmText: "删除", cancelText: "保留" });
  if (!sure) return;
  try {
    await del("/api/my/data");
  } catch (error) {
    await Dialog.alert({ content: messageOf(error), confirmText: "知道了" });
    return;
  }
  await Dialog.alert({ content: "您的资料已删除。可以关闭页面了。", confirmText: "知道了" });
  location.assign("/");
}

async function leave(interviewId: string, reload: () => Promise<void>): Promise<void> {
  const sure = await Dialog.confirm({ title: "退出这次面试？", content: "退出后本次面试取消，不能恢复。", confirmText: "退出", cancelText: "留下" });
  if (!sure) return;
  try {
    await post(`/api/interviews/${interviewId}/withdraw`);
  } catch (error) {
    await Dialog.alert({ content: messageOf(error), confirmText: "知道了" });
  }
  await reload();
}
