/** A dialog that asks for a few words before something that can't be taken back. */

import { Dialog, TextArea } from "antd-mobile";

interface Asking {
  title: string;
  hint: string;
  confirmText: string;
  required: boolean;
}

const REASON_LONGEST = 500;

/** The words, "" when none were needed, null when the person stepped back. */
export function askForReason({ title, hint, confirmText, required }: Asking): Promise<string | null> {
  let words = "";
  return new Promise((resolve) => {
    const dialog = Dialog.show({
      title,
      content: (
        <div className="dialog-form">
          <p>{hint}</p>
          <TextArea
            aria-label={required ? "原因（必填）" : "原因（可不填）"}
            placeholder={required ? "请填写原因" : "原因（可不填）"}
            rows={3}
            maxLength={REASON_LONGEST}
            onChange={(text) => {
              words = text;
            }}
          />
        </div>
      ),
      closeOnMaskClick: true,
      onClose: () => resolve(null),
      actions: [
        [
          { key: "back", text: "再想想", onClick: () => dialog.close() },
          {
            key: "go",
            text: confirmText,
            bold: true,
            onClick: () => {
              if (required && words.trim() === "") return;
              resolve(words.trim());
              dialog.close();
            },
          },
        ],
      ],
    });
  });
}
