/** The fields of one résumé, each to be corrected; what was read stays noted under it. */

import { App as AntApp, Button, Card, Input, Select, Space, Tag } from "antd";
import { type ReactNode, useState } from "react";
import { messageOf, put } from "../../api/client";
import type { CorrectedField, ResumeFields } from "../../api/types";
import { shortTime } from "../../wording/time";

interface FieldsCardProps {
  resume: ResumeFields;
  reload: () => Promise<void>;
}

type Saver = (field: CorrectedField, value: unknown) => Promise<boolean>;

export function FieldsCard({ resume, reload }: FieldsCardProps) {
  const { message } = AntApp.useApp();
  const save: Saver = async (field, value) => {
    try {
      await put(`/api/resumes/${resume.resume_id}/fields`, { field, value });
      await reload();
      void message.success("已更正，相关匹配会重新计算");
      return true;
    } catch (error) {
      void message.error(messageOf(error));
      return false;
    }
  };
  const shared = { resume, save };
  return (
    <Card size="small" title="简历内容" extra={<small className="dim">点“更正”修改；原读出的内容会保留</small>}>
      <TextField {...shared} field="name" label="姓名" value={resume.name} />
      <TextField {...shared} field="phone" label="手机" value={resume.phone} />
      <TextField {...shared} field="email" label="邮箱" value={resume.email} />
      <TextField {...shared} field="expected_city" label="期望城市" value={resume.expected_city} />
      <Row label="学历与年限">
        {resume.degree || "未写明"} · {resume.years === null ? "年限不详" : `${Number(resume.years.toFixed(1))} 年工作经历`}
      </Row>
      <ListField {...shared} field="skills" label="技能" value={resume.skills} />
      <ListField {...shared} field="certificates" label="证书" value={resume.certificates} />
      <EntryField {...shared} field="work" label="工作经历" keys={WORK_KEYS} value={resume.work} />
      <EntryField {...shared} field="education" label="教育经历" keys={EDUCATION_KEYS} value={resume.education} />
    </Card>
  );
}

interface EntryKey {
  label: string;
  hint?: string;
  choices?: readonly string[];
}

const WORK_KEYS: Record<string, EntryKey> = {
  company: { label: "单位" },
  title: { label: "职位" },
  start: { label: "开始", hint: "2020-03" },
  end: { label: "结束", hint: "2022-06 或 至今" },
  type: { label: "性质", choices: ["全职", "实习"] },
};
const EDUCATION_KEYS: Record<string, EntryKey> = {
  school: { label: "学校" },
  major: { label: "专业" },
  start: { label: "入学", hint: "2016-09" },
  end: { label: "毕业", hint: "2020-06" },
  degree: { label: "学历", choices: ["博士", "硕士", "本科", "大专", "高中"] },
};

function Row({ label, note, action, children }: { label: string; note?: ReactNode; action?: ReactNode; children: ReactNode }) {
  return (
    <div className="field-row">
      <span className="field-label">{label}</span>
      <div className="field-value">
        {children}
        {note}
      </div>
      {action}
    </div>
  );
}

function Corrected({ resume, field }: { resume: ResumeFields; field: CorrectedField }) {
  const note = resume.corrections.find((one) => one.field === field);
  if (!note) return null;
  return (
    <p className="dim field-note">
      {note.corrected_by} 于 {shortTime(note.corrected_at)} 更正；原读作：{note.original || "（空）"}
    </p>
  );
}

interface FieldProps<T> {
  resume: ResumeFields;
  save: Saver;
  field: CorrectedField;
  label: string;
  value: T;
}

function Editing({ onSave, onClose, children }: { onSave: () => Promise<boolean>; onClose: () => void; children: ReactNode }) {
  return (
    <Space direction="vertical" className="full">
      {children}
      <Space>
        <Button size="small" type="primary" onClick={() => void onSave().then((done) => done && onClose())}>
          保存
        </Button>
        <Button size="small" onClick={onClose}>
          取消
        </Button>
      </Space>
    </Space>
  );
}

function Edit({ onClick, label }: { onClick: () => void; label: string }) {
  return (
    <Button size="small" type="link" aria-label={`更正${label}`} onClick={onClick}>
      更正
    </Button>
  );
}

function TextField({ resume, save, field, label, value }: FieldProps<string>) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Row label={label} note={<Corrected resume={resume} field={field} />} action={typed === null && <Edit label={label} onClick={() => setTyped(value)} />}>
      {typed === null ? (
        value || <span className="dim">未写明</span>
      ) : (
        <Editing onSave={() => save(field, typed.trim())} onClose={() => setTyped(null)}>
          <Input autoFocus aria-label={label} value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Editing>
      )}
    </Row>
  );
}

function ListField({ resume, save, field, label, value }: FieldProps<string[]>) {
  const [typed, setTyped] = useState<string[] | null>(null);
  return (
    <Row label={label} note={<Corrected resume={resume} field={field} />} action={typed === null && <Edit label={label} onClick={() => setTyped(value)} />}>
      {typed === null ? (
        value.length ? <span className="chips">{value.map((name) => <Tag key={name}>{name}</Tag>)}</span> : <span className="dim">未写明</span>
      ) : (
        <Editing onSave={() => save(field, typed)} onClose={() => setTyped(null)}>
          <Select autoFocus mode="tags" open={false} className="full" aria-label={label} placeholder="输入后按回车" tokenSeparators={["、", "，", ","]} value={typed} onChange={setTyped} />
        </Editing>
      )}
    </Row>
  );
}

type Entry = Record<string, string>;

interface EntryFieldProps extends Omit<FieldProps<never>, "value"> {
  value: readonly object[];
  keys: Record<string, EntryKey>;
}

function EntryField({ resume, save, field, label, keys, value }: EntryFieldProps) {
  const [typed, setTyped] = useState<Entry[] | null>(null);
  const entries = value as readonly Entry[];
  const change = (at: number, key: string, text: string) => setTyped((typed ?? []).map((entry, index) => (index === at ? { ...entry, [key]: text } : entry)));
  const blank = Object.fromEntries(Object.keys(keys).map((key) => [key, ""]));
  return (
    <Row label={label} note={<Corrected resume={resume} field={field} />} action={typed === null && <Edit label={label} onClick={() => setTyped(entries.map((entry) => ({ ...entry })))} />}>
      {typed === null ? (
        entries.length ? (
          entries.map((entry) => (
            <p key={JSON.stringify(entry)} className="entry-line">
              {Object.keys(keys)
                .filter((key) => !["start", "end"].includes(key))
                .map((key) => entry[key])
                .filter(Boolean)
                .join(" · ")}{" "}
              <span className="dim entry-months">{[entry.start, entry.end].filter(Boolean).join(" – ")}</span>
            </p>
          ))
        ) : (
          <span className="dim">未写明</span>
        )
      ) : (
        <Editing onSave={() => save(field, typed)} onClose={() => setTyped(null)}>
          {typed.map((entry, at) => (
            <fieldset key={at} className="entry-form">
              <legend className="unseen">{`${label} ${at + 1}`}</legend>
              {Object.entries(keys).map(([key, { label: name, hint, choices }]) => (
                <label key={key}>
                  <span className="dim">{name}</span>
                  {choices ? (
                    <Select aria-label={name} value={entry[key] || null} onChange={(chosen) => change(at, key, chosen ?? "")} options={choices.map((choice) => ({ value: choice, label: choice }))} />
                  ) : (
                    <Input placeholder={hint} value={entry[key]} onChange={(event) => change(at, key, event.target.value)} />
                  )}
                </label>
              ))}
              <Button size="small" aria-label={`删除${label} ${at + 1}`} onClick={() => setTyped(typed.filter((_, index) => index !== at))}>
                删除这段
              </Button>
            </fieldset>
          ))}
          <Button size="small" onClick={() => setTyped([...typed, blank])}>
            添加一段
          </Button>
        </Editing>
      )}
    </Row>
  );
}
