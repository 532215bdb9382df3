/** A fresh one-time link to this interview, opened in the phone's own browser. */

import { Button } from "antd-mobile";
import { post } from "../api/client";
import { useSession } from "../session/session";
import { useAction } from "../ui/useAction";

export function OtherBrowser({ interviewId }: { interviewId: string }) {
  const { container } = useSession();
  const move = useAction(async () => {
    const { url } = await post<{ url: string }>(`/api/interviews/${interviewId}/link`);
    if (container) await container.openLink(url);
    else window.open(url, "_blank", "noopener");
  });
  return (
    <Button block fill="outline" loading={move.busy} onClick={move.run}>
      在系统浏览器中打开
    </Button>
  );
}
