/** Ask for one line of reason before something is done. */

import { Input } from "antd";
import type { HookAPI } from "antd/es/modal/useModal";

export function askForLine(modal: HookAPI, title: string, then: (line: string) => void): void {
  let line = "";
  modal.confirm({
    title,
    icon: null,
    content: (
      <Input.TextArea
        rows={3}
        maxLength={500}
        autoFocus
        aria-label={title}
        onChange={(event) => {
          line = event.target.value;
        }}
      />
    ),
    okText: "确定",
    cancelText: "取消",
    onOk: () => (line.trim().length >= 2 ? then(line.trim()) : Promise.reject(new Error("too short"))),
  });
}
