"""A real HTTP server on loopback over a database of its own, and a client that can be cut off anywhere."""

import http.client
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

TIMEOUT_S = 20.0


@contextmanager
def serve(app: Flask) -> Iterator[int]:
    """The port of a threaded server, for as long as the block runs."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    server.daemon_threads = True  # type: ignore[attr-defined]  # an open event stream must not keep us waiting
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass(frozen=True, slots=True)
class RawClient:
    port: int
    headers: Mapping[str, str]

    def ask(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> tuple[int, Mapping[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_S)
        extra = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body, headers={**self.headers, **extra})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, dict(answer.getheaders()), content

    def send_cut(self, path: str, *, offset: int, announced: int, sent: bytes) -> None:
        """A PATCH that announces more than it sends, then closes its side; returns when the server has let go."""
        lines = {
            **self.headers,
            "Host": "127.0.0.1",
            "Upload-Offset": str(offset),
            "Content-Type": "application/offset+octet-stream",
            "Content-Length": str(announced),
            "Connection": "close",
        }
        head = f"PATCH {path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items()) + "\r\n"
        with socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT_S) as connection:
            connection.sendall(head.encode() + sent)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):
                pass
