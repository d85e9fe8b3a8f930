"""A server on loopback that speaks HTTP/2 over TLS, for one page: what GOV.UK and most party sites speak."""

import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived
from h2.exceptions import ProtocolError


class Http2:
    """Answers every request with the same body, and remembers the pseudo-headers it was sent."""

    def __init__(self, certificate: Path, body: bytes, headers: Sequence[tuple[str, str]] = ()) -> None:
        self.asked: list[dict[str, str]] = []
        self.connections = 0
        self._answer = (body, tuple(headers))
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(certificate)
        self._tls.set_alpn_protocols(["h2"])
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"https://localhost:{self._listening.getsockname()[1]}{path}"

    def close(self) -> None:
        """Stop listening."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                plain, _ = self._listening.accept()
                self.connections += 1
                with suppress(OSError, ProtocolError), self._tls.wrap_socket(plain, server_side=True) as secure:
                    self._talk(secure)

    def _talk(self, secure: ssl.SSLSocket) -> None:
        connection = H2Connection(H2Configuration(client_side=False, header_encoding="utf-8"))
        connection.initiate_connection()
        secure.sendall(connection.data_to_send())
        while data := secure.recv(65_536):
            for event in connection.receive_data(data):
                if isinstance(event, RequestReceived):
                    self._send(connection, event)
            secure.sendall(connection.data_to_send())

    def _send(self, connection: H2Connection, event: RequestReceived) -> None:
        asked = {str(name): str(value) for name, value in event.headers}
        self.asked.append(asked)
        if asked[":path"] == "/robots.txt":
            connection.send_headers(event.stream_id, [(":status", "404")], end_stream=True)
            return
        body, headers = self._answer
        connection.send_headers(event.stream_id, [(":status", "200"), *headers])
        connection.send_data(event.stream_id, body, end_stream=True)


@contextmanager
def serving_http2(certificate: Path, body: bytes, headers: Sequence[tuple[str, str]] = ()) -> Iterator[Http2]:
    """A server that runs while the block does."""
    site = Http2(certificate, body, headers)
    try:
        yield site
    finally:
        site.close()
