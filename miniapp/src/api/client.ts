/** Calls to the API: bearer token, one silent renewal on 401, errors with the API's own Chinese text. */

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Where the token comes from. `renew` signs in again silently; false when a person has to act. */
export interface TokenSource {
  token(): string | null;
  renew(): Promise<boolean>;
}

type Method = "GET" | "POST" | "PUT" | "DELETE";

const NOBODY: TokenSource = { token: () => null, renew: async () => false };
const RETRY_DELAYS_MS = [400, 1200];
const LONGEST_ASKED_WAIT_S = 60;

let tokens: TokenSource = NOBODY;

export function setTokenSource(source: TokenSource): void {
  tokens = source;
}

export function bearer(): Record<string, string> {
  const token = tokens.token();
  return token ? { Authorization: `Bearer ${token}` } : {};
}

export function renewToken(): Promise<boolean> {
  return tokens.renew();
}

export function get<T>(path: string): Promise<T> {
  return call<T>("GET", path);
}

export function post<T>(path: string, body: unknown = {}): Promise<T> {
  return call<T>("POST", path, body);
}

export function del<T>(path: string): Promise<T> {
  return call<T>("DELETE", path);
}

export function put<T>(path: string, body: unknown): Promise<T> {
  return call<T>("PUT", path, body);
}

/** Send a file as it is. For routes where sending it twice changes nothing. */
export async function sendFile<T>(path: string, file: Blob): Promise<T> {
  const response = await raw("POST", path, file);
  return (await response.json()) as T;
}

/** Fetch a file with the session's rights and let the browser save it. */
export async function download(path: string, name: string): Promise<void> {
  const response = await raw("GET", path);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function raw(method: Method, path: string, body?: Blob): Promise<Response> {
  const ask = () => fetch(path, { method, headers: { ...bearer(), ...(body && { "Content-Type": "application/octet-stream" }) }, body });
  let response: Response;
  try {
    response = await ask();
    if (response.status === 401 && (await tokens.renew())) response = await ask();
  } catch {
    throw new ApiError(0, "NW001", "网络连接不上，请检查网络后再试。（NW001）");
  }
  if (!response.ok) throw await readError(response);
  return response;
}

async function call<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const key = method === "GET" ? null : newKey();
  let response = await send(method, path, body, key);
  if (response.status === 401 && (await tokens.renew())) response = await send(method, path, body, key);
  if (response.status === 429 && (await waitAsAsked(response))) response = await send(method, path, body, key);
  if (!response.ok) throw await readError(response);
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

async function send(method: Method, path: string, body: unknown, key: string | null): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json", ...bearer() };
  if (key) headers["Idempotency-Key"] = key;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  // A page that is being left may still take back what it had brought.
  const keepalive = method === "DELETE";
  const init: RequestInit = { method, headers, keepalive, body: body === undefined ? undefined : JSON.stringify(body) };
  // The Idempotency-Key makes repeating a lost write as safe as repeating a read.
  for (const delay of RETRY_DELAYS_MS) {
    try {
      return await fetch(path, init);
    } catch {
      await new Promise((wake) => setTimeout(wake, delay));
    }
  }
  try {
    return await fetch(path, init);
  } catch {
    throw new ApiError(0, "NW001", "网络连接不上，请检查网络后再试。（NW001）");
  }
}

/** Wait as long as the server says, up to a minute; false when it doesn't say or asks for more. */
async function waitAsAsked(response: Response): Promise<boolean> {
  const seconds = Number(response.headers.get("Retry-After") ?? "");
  if (!(seconds > 0) || seconds > LONGEST_ASKED_WAIT_S) return false;
  await new Promise((wake) => setTimeout(wake, seconds * 1000));
  return true;
}

interface ErrorBody {
  error?: { code?: string; message?: string };
}

async function readError(response: Response): Promise<ApiError> {
  let body: ErrorBody;
  try {
    body = (await response.json()) as ErrorBody;
  } catch {
    body = {};
  }
  const code = body.error?.code ?? `HT${response.status}`;
  const message = body.error?.message ?? `服务暂时没有响应，请稍后再试。（${code}）`;
  return new ApiError(response.status, code, message);
}

/** A random key. crypto.randomUUID is missing where the page is served without TLS. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function messageOf(error: unknown): string {
  return error instanceof ApiError ? error.message : "页面出了点问题，请刷新后再试。（UI500）";
}
