// The sandbox's admin API. Every failure becomes an Error with the server's own words.

async function request(method, path, body) {
  const response = await fetch(`/sandbox/api${path}`, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error || `HTTP ${response.status}`);
  return answer;
}

const id = encodeURIComponent;

export const api = {
  people: () => request("GET", "/people"),
  inbox: (userId) => request("GET", `/people/${id(userId)}/inbox`),
  read: (userId) => request("POST", `/people/${id(userId)}/read`),
  say: (userId, text) => request("POST", `/people/${id(userId)}/say`, { text }),
  loginCode: (userId) => request("POST", `/people/${id(userId)}/login-code`),
  press: (track, body) => request("POST", `/cards/${id(track)}/press`, body),
  forward: (track, fromUserId, toUserId) =>
    request("POST", `/cards/${id(track)}/forward`, { fromUserId, toUserId }),
  todos: (userId) => request("GET", `/todos?userId=${id(userId)}`),
  tick: (taskId, userId, done) => request("POST", `/todos/${id(taskId)}/tick`, { userId, done }),
  checkSignature: (body) => request("POST", "/jsapi-signature", body),
  faults: () => request("GET", "/faults"),
  setFaults: (changes) => request("PATCH", "/faults", changes),
  connections: () => request("GET", "/connections"),
  closeConnections: (how) => request("POST", "/connections/close", { how }),
  sendFrame: (kind) => request("POST", "/connections/frame", { kind }),
  clock: () => request("GET", "/clock"),
  advance: (seconds) => request("POST", "/clock/advance", { seconds }),
  quota: () => request("GET", "/quota"),
  setQuota: (changes) => request("PATCH", "/quota", changes),
  log: () => request("GET", "/log"),
  reset: () => request("POST", "/reset"),
};

export function follow(onChange) {
  const source = new EventSource("/sandbox/api/feed");
  // After a lost connection anything may have changed: everything is fetched again.
  source.onopen = () => onChange({ what: "everything", userId: "" });
  source.onmessage = (event) => onChange(JSON.parse(event.data));
}
