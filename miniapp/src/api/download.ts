/** Fetch a file with the bearer token and hand it to the browser under a readable name. */

import { ApiError, bearer, renewToken } from "./client";

export async function download(path: string, name: string): Promise<void> {
  let response = await fetch(path, { headers: bearer() });
  if (response.status === 401 && (await renewToken())) response = await fetch(path, { headers: bearer() });
  if (!response.ok) {
    const body = (await response.json().catch(() => ({}))) as { error?: { code?: string; message?: string } };
    const code = body.error?.code ?? `HT${response.status}`;
    throw new ApiError(response.status, code, body.error?.message ?? `文件没有取到，请稍后再试。（${code}）`);
  }
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
