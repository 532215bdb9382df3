// A stand-in for DingTalk's `dd` object, for H5 pages opened inside the sandbox's client page.
// Load it before the page's own script: <script src="http://127.0.0.1:8701/sandbox/dd.js"></script>
// Outside the sandbox (no parent, no opener) dd.env.platform is "notInDingTalk", as in any browser.

(() => {
  const CHANNEL = "dingtalk-sandbox";
  const container = window.parent !== window ? window.parent : window.opener;
  const isLoopback = (host) => host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
  const waiting = new Map();
  let lastId = 0;
  let onError = () => {};

  window.addEventListener("message", ({ data, source, origin }) => {
    if (source !== container || data?.channel !== CHANNEL || !isLoopback(new URL(origin).hostname)) return;
    const call = waiting.get(data.id);
    if (!call) return;
    waiting.delete(data.id);
    if (data.error) call.reject({ errorCode: "3", errorMessage: data.error });
    else call.resolve(data.result ?? {});
  });

  // The request carries no secret, and the container's origin may be another loopback name: hence "*".
  function ask(method, args) {
    if (!container) return Promise.reject({ errorCode: "1", errorMessage: "not in DingTalk" });
    return new Promise((resolve, reject) => {
      const id = `${Date.now()}-${(lastId += 1)}`;
      waiting.set(id, { resolve, reject });
      container.postMessage({ channel: CHANNEL, id, method, args }, "*");
    });
  }

  // DingTalk's calls take callbacks of two generations of names, and newer ones return a promise.
  function withCallbacks(options, promise) {
    const { onSuccess, success, onFail, fail, complete } = options ?? {};
    promise.then(
      (result) => (onSuccess?.(result), success?.(result), complete?.(result)),
      (error) => (onFail?.(error), fail?.(error), complete?.(error)),
    );
    return promise;
  }

  // A caller that passed onFail isn't also given an unhandled rejection.
  const call = (method, pick) => (options = {}) => {
    const promise = withCallbacks(options, ask(method, pick ? pick(options) : options));
    if (options.onFail || options.fail) promise.catch(() => {});
    return promise;
  };

  const requestAuthCode = call("requestAuthCode", ({ corpId, clientId }) => ({ corpId, clientId }));
  const toast = call("toast", ({ text, content }) => ({ text: text ?? content }));

  const ACCEPT = { image: "image/*", video: "video/*", mix: "image/*,video/*" };

  function chooseMedia(options = {}) {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = ACCEPT[[options.mediaType].flat()[0] ?? "mix"] ?? ACCEPT.mix;
    input.multiple = (options.count ?? 1) > 1;
    if (options.camera) input.capture = options.camera === "front" ? "user" : "environment";
    const chosen = new Promise((resolve, reject) => {
      input.addEventListener("cancel", () => reject({ errorCode: "-1", errorMessage: "cancel" }));
      input.addEventListener("change", () => resolve({
        tempFiles: [...input.files].slice(0, options.count ?? 1).map((file) => ({
          tempFilePath: URL.createObjectURL(file),
          size: file.size,
          fileType: file.type.startsWith("video") ? "video" : "image",
        })),
      }));
    });
    input.click();
    return quiet(options, withCallbacks(options, chosen));
  }

  function uploadFile(options = {}) {
    const sent = (async () => {
      const blob = await (await fetch(options.filePath)).blob();
      const form = new FormData();
      for (const [key, value] of Object.entries(options.formData ?? {})) form.append(key, value);
      form.append(options.fileName || "file", blob, options.fileName || "file");
      const response = await fetch(options.url, { method: "POST", headers: options.header ?? {}, body: form });
      return { statusCode: response.status, data: await response.text(), header: Object.fromEntries(response.headers) };
    })();
    return quiet(options, withCallbacks(options, sent));
  }

  function quiet(options, promise) {
    if (options.onFail || options.fail) promise.catch(() => {});
    return promise;
  }

  // Known at once, since pages read it before anything has answered.
  const platform = !container ? "notInDingTalk" : window.parent !== window ? "android" : "pc";

  window.dd = {
    sandbox: true,
    version: "7.6.0",
    env: { platform, version: "7.6.0", appType: "WEB" },
    ready: (then) => void (container ? ask("hello").then(() => then()) : null),
    error: (then) => void (onError = then),
    config: (options) => void ask("config", { ...options, url: location.href.split("#")[0] }).catch((e) => onError({ errorCode: "52013", ...e })),
    requestAuthCode,
    getAuthCode: (options = {}) => requestAuthCode({ ...options, success: ({ code }) => options.success?.({ authCode: code, code }) }),
    openLink: call("openLink", ({ url }) => ({ url: new URL(url, location.href).href })),
    closePage: call("closePage"),
    setNavigationTitle: call("setNavigationTitle", ({ title }) => ({ title })),
    showToast: toast,
    chooseMedia,
    uploadFile,
    getNetworkType: (options = {}) => withCallbacks(options, Promise.resolve({ result: "wifi", networkType: "wifi" })),
    runtime: { permission: { requestAuthCode } },
    device: { notification: { toast } },
    biz: {
      navigation: { setTitle: call("setNavigationTitle", ({ title }) => ({ title })), close: call("closePage") },
      util: { openLink: call("openLink", ({ url }) => ({ url: new URL(url, location.href).href })) },
    },
  };
})();
