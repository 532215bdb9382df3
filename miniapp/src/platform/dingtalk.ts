/** The DingTalk container around the page: what we ask of it, and two ways to reach it. */

export interface PickedMedia {
  blob: Blob;
  mimeType: string;
}

export interface DingTalkContainer {
  requestAuthCode(app: { corpId: string; clientId: string }): Promise<string>;
  /** Record a clip of at most `maxSeconds` with the platform's own camera page; null when the person backs out. */
  chooseMedia(options: { maxSeconds: number }): Promise<PickedMedia | null>;
  openLink(url: string): Promise<void>;
  closePage(): Promise<void>;
  setTitle(title: string): Promise<void>;
}

interface TempFile {
  tempFilePath: string;
  fileType?: string;
}

interface JsApiCallbacks<T> {
  onSuccess?: (result: T) => void;
  onFail?: (error: { errorCode?: number | string; errorMessage?: string }) => void;
  success?: (result: T) => void;
  fail?: (error: { errorCode?: number | string; errorMessage?: string }) => void;
}

/** The part of `dd` that we use; both the injected global and the npm package have this shape. */
interface JsApi {
  env?: { platform?: string };
  requestAuthCode(options: { corpId: string; clientId: string } & JsApiCallbacks<{ code: string }>): unknown;
  chooseMedia?(options: Record<string, unknown> & JsApiCallbacks<{ tempFiles: TempFile[] }>): unknown;
  openLink?(options: { url: string } & JsApiCallbacks<unknown>): unknown;
  closePage?(options: JsApiCallbacks<unknown>): unknown;
  setNavigationTitle?(options: { title: string } & JsApiCallbacks<unknown>): unknown;
}

declare global {
  interface Window {
    dd?: JsApi;
  }
}

const SCRIPT_TIMEOUT_MS = 8000;
const JSAPI_TIMEOUT_MS = 10000;
const USER_BACKED_OUT = new Set(["-1", "11"]); // chooseMedia: -1 cancel; older clients report 11

export class ContainerError extends Error {}

/** The container, or null when the page stands in an ordinary browser. */
export async function findContainer(jsapiUrl: string): Promise<DingTalkContainer | null> {
  if (jsapiUrl && !window.dd) await loadScript(jsapiUrl);
  // A script may define `dd` in any browser; its platform says whether DingTalk is around.
  if (window.dd) return window.dd.env?.platform === "notInDingTalk" ? null : new JsApiContainer(window.dd);
  if (!/DingTalk/i.test(navigator.userAgent)) return null;
  const bundled = await import("./bundledJsApi");
  return new JsApiContainer(bundled.jsapi as unknown as JsApi);
}

class JsApiContainer implements DingTalkContainer {
  constructor(private readonly dd: JsApi) {}

  async requestAuthCode(app: { corpId: string; clientId: string }): Promise<string> {
    const { code } = await asPromise<{ code: string }>((callbacks) => this.dd.requestAuthCode({ ...app, ...callbacks }));
    return code;
  }

  async chooseMedia({ maxSeconds }: { maxSeconds: number }): Promise<PickedMedia | null> {
    const choose = this.dd.chooseMedia;
    if (!choose) throw new ContainerError("chooseMedia is not offered by this client");
    const options = { count: 1, camera: "front", mediaType: "video", sourceType: ["camera"], maxDuration: maxSeconds };
    let picked: { tempFiles: TempFile[] };
    try {
      picked = await asPromise((callbacks) => choose.call(this.dd, { ...options, ...callbacks }), null);
    } catch (error) {
      if (error instanceof JsApiRefusal && USER_BACKED_OUT.has(error.errorCode)) return null;
      throw error;
    }
    const file = picked.tempFiles[0];
    if (!file) return null;
    const blob = await (await fetch(file.tempFilePath)).blob();
    return { blob, mimeType: blob.type || "video/mp4" };
  }

  async openLink(url: string): Promise<void> {
    if (this.dd.openLink) await asPromise((callbacks) => this.dd.openLink?.({ url, ...callbacks }));
    else window.open(url, "_blank", "noopener");
  }

  async closePage(): Promise<void> {
    if (this.dd.closePage) await asPromise((callbacks) => this.dd.closePage?.(callbacks));
  }

  async setTitle(title: string): Promise<void> {
    if (this.dd.setNavigationTitle) {
      await asPromise((callbacks) => this.dd.setNavigationTitle?.({ title, ...callbacks }));
    }
  }
}

class JsApiRefusal extends ContainerError {
  constructor(
    readonly errorCode: string,
    message: string,
  ) {
    super(message);
  }
}

function asPromise<T>(start: (callbacks: JsApiCallbacks<T>) => unknown, timeoutMs: number | null = JSAPI_TIMEOUT_MS): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    // A client that doesn't know an API may never call back.
    if (timeoutMs !== null) setTimeout(() => reject(new ContainerError("the client did not answer")), timeoutMs);
    const fail = (error: { errorCode?: number | string; errorMessage?: string }) =>
      reject(new JsApiRefusal(String(error?.errorCode ?? ""), error?.errorMessage ?? "refused"));
    const returned = start({ onSuccess: resolve, onFail: fail, success: resolve, fail });
    // The npm package also returns a promise, whose rejection nobody else would handle.
    if (returned instanceof Promise) returned.then(resolve as (value: unknown) => void, fail);
  });
}

function loadScript(url: string): Promise<void> {
  return new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => resolve(); // then the page is an ordinary browser page
    setTimeout(resolve, SCRIPT_TIMEOUT_MS);
    document.head.appendChild(script);
  });
}
