"""A mail server for tests, that takes mail, refuses it, or hangs up, as told."""

import datetime
import socketserver
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from parvis.core.tests.web import running


class Sink(socketserver.ThreadingTCPServer):
    """Keeps what it is sent in `messages`. `answers` maps a command to its answer; an empty answer hangs up, once."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, **answers: str) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.answers = answers
        self.messages: list[EmailMessage] = []
        self.connections = 0

    def answer(self, command: str, usual: str) -> str:
        """What to say to `command`; saying nothing happens once, then the server is well again."""
        said = self.answers.get(command, usual)
        if not said:
            del self.answers[command]
        return said


class Conversation(socketserver.StreamRequestHandler):
    """One connection."""

    server: Sink

    def handle(self) -> None:
        """Talk until one side hangs up."""
        self.server.connections += 1
        going = self.say("connect", "220 sink")
        while going and (line := self.rfile.readline()):
            command = line.decode().split(" ", 1)[0].strip().lower()
            if command == "data":
                going = self.say("data", "354 go on") and self.take()
            elif command == "quit":
                going = self.say("quit", "221 bye") and False
            else:
                going = self.say(command, "250 ok")

    def say(self, command: str, usual: str) -> bool:
        answer = self.server.answer(command, usual)
        if answer:
            self.wfile.write(answer.encode() + b"\r\n")
        return bool(answer)

    def take(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) and line != b".\r\n":
            if self.server.answers.get("middle") == "":
                return self.say("middle", "")
            lines.append(line[1:] if line.startswith(b"..") else line)
        answer = self.server.answer("dot", "250 taken")
        # Taken before it is said: whoever hangs up now has the message, and the sender does not know.
        if answer[:1] in ("2", ""):
            self.server.messages.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self.wfile.write((answer + "\r\n").encode() if answer else b"")
        return bool(answer)


class UntrustedSink(Sink):
    """Speaks TLS, with a certificate nobody vouches for."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(self_signed(folder / "certificate.pem"))

    def finish_request(self, request, client_address) -> None:
        """Greet by TLS first."""
        with suppress(ssl.SSLError, OSError):
            super().finish_request(self.context.wrap_socket(request, server_side=True), client_address)


def self_signed(path: Path) -> Path:
    """Write a certificate of nobody for localhost, with its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name.from_rfc4514_string("CN=localhost")
    today = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(today).not_valid_after(today + datetime.timedelta(days=1))
    certificate = builder.sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    clear = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path.write_bytes(key.private_bytes(pem, *clear) + certificate.public_bytes(pem))
    return path


@contextmanager
def smtp_server(settings, **answers: str) -> Iterator[Sink]:
    """Run a mail server, and have mail go there."""
    with running(Sink(**answers)) as sink:
        host, port = sink.server_address
        settings.MAILERS = {
            "default": {
                "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "OPTIONS": {"host": host, "port": port, "timeout": 5},
            }
        }
        yield sink
