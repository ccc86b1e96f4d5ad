"""A web server for tests, that answers well or badly, as told."""

import http.server
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

type Handler = Callable[[http.server.BaseHTTPRequestHandler], None]


class Site(http.server.ThreadingHTTPServer):
    """Answers each path with what `pages` holds for it; keeps the requests in `asked`."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, pages: dict[str, Handler], certificate: str = "") -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.pages = pages
        self.asked: list[http.server.BaseHTTPRequestHandler] = []
        self.address = f"127.0.0.1:{self.server_port}"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True)

    def url(self, path: str = "/", scheme: str = "http") -> str:
        """The address of a page."""
        return f"{scheme}://{self.address}{path}"

    def handle_error(self, *_arguments) -> None:
        """Visitors who hang up are nothing to tell of."""


class Conversation(http.server.BaseHTTPRequestHandler):
    """One connection."""

    server: Site

    def do_GET(self) -> None:
        """Answer with the page, whatever its query."""
        self.said = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.asked.append(self)
        page = self.server.pages.get(self.path.partition("?")[0])
        (page or answer(status=404))(self)

    do_POST = do_GET

    def log_message(self, *_arguments) -> None:
        """Say nothing."""


def answer(body: bytes | str = b"", *, status: int = 200, kind: str = "text/plain", **headers: str) -> Handler:
    """A page; underscores in names of headers are hyphens."""
    content = body.encode() if isinstance(body, str) else body

    def handle(conversation: http.server.BaseHTTPRequestHandler) -> None:
        conversation.send_response(status)
        said = {"content_type": kind, "content_length": str(len(content)), **headers}
        for name, value in said.items():
            conversation.send_header(name.replace("_", "-"), value)
        conversation.end_headers()
        conversation.wfile.write(content)

    return handle


def redirect(to: str, status: int = 302) -> Handler:
    """A page that sends its visitors elsewhere."""
    return answer(status=status, location=to)


@contextmanager
def running[Server: socketserver.BaseServer](server: Server) -> Iterator[Server]:
    """Let a server answer during the block. One that was closed and not stopped would turn in circles ever after."""
    with server:
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


@contextmanager
def site(settings, pages: dict[str, Handler], certificate: str = "") -> Iterator[Site]:
    """Run a web server, as one whoever runs Parvis has named as safe."""
    with running(Site(pages, certificate)) as server:
        settings.FETCH_ALSO = settings.FETCH_ALSO | {server.address, f"localhost:{server.server_port}"}
        yield server
