/** A text area with a real label: antd-mobile puts an aria-label on the wrapper, where no screen reader looks. */

import { TextArea, type TextAreaProps } from "antd-mobile";
import { useId } from "react";

export function LongText({ label, ...props }: TextAreaProps & { label: string }) {
  const id = useId();
  return (
    <div className="long-text">
      <label className="unseen" htmlFor={id}>
        {label}
      </label>
      <TextArea id={id} {...props} />
    </div>
  );
}
