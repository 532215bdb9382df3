/** Where a contract's file is dropped, and how far it has come. */

import { Alert, Spin, Upload } from "antd";
import type { FileCheck, FileChecking } from "./useFileCheck";

const TAKEN = ".docx,.pdf,.html,.htm,.txt,.md,.rtf,.eml,.mht,.png,.jpg,.jpeg,.webp,.bmp,.tif,.tiff";
const UNDER_WAY: Record<"sending" | "reading", string> = { sending: "正在上传", reading: "正在读取（扫描件每页需几秒）" };

export function FileDrop({ checking }: { checking: FileChecking }) {
  return (
    <Upload.Dragger accept={TAKEN} maxCount={1} showUploadList={false} aria-label="合同文件" beforeUpload={(file) => (void checking.bring(file), false)}>
      <p className="resume-drop">把合同文件拖到这里，或点击选择</p>
      <p className="dim">Word（docx）、PDF、扫描件、照片、网页或文本</p>
      <p className="dim">10 MB 以内。加密保存，离开本页时删除，最迟一小时后自动删除</p>
    </Upload.Dragger>
  );
}

export function FileStanding({ check }: { check: FileCheck }) {
  if (check.step !== "over") {
    return (
      <p role="status" className="file-standing">
        <Spin size="small" /> {UNDER_WAY[check.step]}：{check.name}
      </p>
    );
  }
  if (check.fault) return <Alert type="error" title={check.name} description={check.fault} />;
  return (
    <>
      <p className="file-standing">
        已读取：{check.name}，{check.read?.report?.parts.length ?? 0} 段
      </p>
      {check.read?.notes.map((note) => (
        <Alert key={note} type="warning" title={note} />
      ))}
    </>
  );
}
