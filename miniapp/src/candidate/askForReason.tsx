/** A dialog that asks for a few words before something that can't be taken back. */

import { Dialog } from "antd-mobile";
import { LongText } from "../ui/LongText";

interface Asking {
  title: string;
  hint: string;
  confirmText: string;
}

const REASON_LONGEST = 500;

/** The words, "" when there were none, null when the person stepped back. */
export function askForReason({ title, hint, confirmText }: Asking): Promise<string | null> {
  let words = "";
  return new Promise((resolve) => {
    const dialog = Dialog.show({
      title,
      content: (
        <div className="dialog-form">
          <p>{hint}</p>
          <LongText
            label="原因（可不填）"
            placeholder="原因（可不填）"
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
              resolve(words.trim());
              dialog.close();
            },
          },
        ],
      ],
    });
  });
}
