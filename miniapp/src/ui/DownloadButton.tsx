/** Asks for a file's ten-minute address and opens it: a download can send no Authorization header. */

import { Button } from "antd-mobile";
import { post } from "../api/client";
import type { FileAddress } from "../api/types";
import { useAction } from "./useAction";

export function DownloadButton({ path, body = {}, children }: { path: string; body?: unknown; children: string }) {
  const download = useAction(async () => {
    const { url } = await post<FileAddress>(path, body);
    window.location.assign(url);
  });
  return (
    <Button size="small" fill="outline" color="primary" loading={download.busy} onClick={download.run}>
      {children}
    </Button>
  );
}
