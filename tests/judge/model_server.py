"""A stand-in for an OpenAI-compatible server: it answers what the test queued and remembers what it was asked."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


class ModelServer:
    """POST /v1/chat/completions as documented at platform.openai.com/docs/api-reference/chat.

    Refuses what a real server refuses: a wrong key (401), an unknown model (404), a body without messages (400).
    """

    def __init__(self, *, model: str = "qwen-judge", key: str = "k") -> None:
        self.model, self.key = model, key
        self.asked: list[dict] = []
        self.answers: list[str] = []
        self.broken_status: int | None = None

    def will_say(self, *contents: object) -> None:
        self.answers += [c if isinstance(c, str) else json.dumps(c, ensure_ascii=False) for c in contents]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Self:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status, reply = outer.reply(self.path, self.headers.get("Authorization"), body)
                data = json.dumps(reply).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def reply(self, path: str, authorization: str | None, body: dict) -> tuple[int, dict]:
        if self.broken_status is not None:
            return self.broken_status, {"error": {"message": "broken"}}
        if authorization != f"Bearer {self.key}":
            return 401, {"error": {"message": "Incorrect API key provided", "type": "invalid_request_error"}}
        if path != "/v1/chat/completions" or body.get("model") != self.model:
            return 404, {"error": {"message": "The model does not exist", "code": "model_not_found"}}
        if not body.get("messages"):
            return 400, {"error": {"message": "'messages' is required"}}
        self.asked.append(body)
        message = {"role": "assistant", "content": self.answers.pop(0)}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        return 200, {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "model": self.model,
            "choices": [choice],
        }
