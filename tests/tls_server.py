"""A real TLS server on the local machine, with its own certificate authority, that says whatever a test wants.

The server stands in for the whole internet: ``fetcher()`` gives a ``GuardedFetch`` whose name look-up and TCP connection
are replaced, and whose address check, TLS and HTTP are the real ones.
"""

import datetime as dt
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from credseal.net.guarded import GuardedFetch

PUBLIC = "93.184.216.34"
NAME = "uni.example"

Talk = Callable[[ssl.SSLSocket, bytes], None]


def says(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """A plain HTTP answer with the right length."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


class Authority:
    """A certificate authority that lives as long as the test session."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
        self._certificate = self._sign(self._name, self._key, [(x509.BasicConstraints(ca=True, path_length=0), True)])
        self.path = folder / "authority.pem"
        self.path.write_bytes(self._certificate.public_bytes(serialization.Encoding.PEM))

    def server_context(self, name: str, *, days: int = 1) -> ssl.SSLContext:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        certificate = self._sign(subject, key, [(x509.SubjectAlternativeName([x509.DNSName(name)]), False)], days=days)
        path = self.folder / f"{name}.{days}.pem"
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def _sign(self, subject, key, extensions, *, days: int = 1) -> x509.Certificate:
        now = dt.datetime.now(dt.UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=2))
            .not_valid_after(now + dt.timedelta(days=days))
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        )
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical=critical)
        return builder.sign(self._key, hashes.SHA256())


class TlsServer:
    """Answers each connection by one call of ``talk(connection, request)``; remembers requests and addresses."""

    def __init__(self, context: ssl.SSLContext, authorities: Path, talk: Talk | bytes) -> None:
        self._context = context
        self._authorities = authorities
        self._talk: Talk = (lambda connection, _: connection.sendall(talk)) if isinstance(talk, bytes) else talk
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self.requests: list[bytes] = []
        self.connected_to: list[tuple[str, int]] = []
        self.lookups: list[str] = []
        self.closing = threading.Event()
        self._run(self._accept)

    def fetcher(self, *, addresses: dict[str, list[str]] | None = None, **options) -> GuardedFetch:
        """A guarded fetch that finds every name in ``addresses`` and reaches this server at each address."""
        known = addresses or {NAME: [PUBLIC]}

        def resolve(host: str, port: int) -> list[str]:
            self.lookups.append(host)
            if host not in known:
                raise socket.gaierror(socket.EAI_NONAME, "unknown name")
            return known[host]

        return GuardedFetch(
            **{"authorities": self._authorities, "resolve": resolve, "connect": self._connect, **options}
        )

    def close(self) -> None:
        self.closing.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        for thread in self._threads:
            thread.join(5)

    def _connect(self, address: str, port: int, seconds: float) -> socket.socket:
        self.connected_to.append((address, port))
        return socket.create_connection(self._listener.getsockname(), timeout=seconds)

    def _run(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                plain, _ = self._listener.accept()
                plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._open.append(plain)
                self._run(lambda plain=plain: self._serve(plain))

    def _serve(self, plain: socket.socket) -> None:
        with suppress(OSError, ValueError), self._context.wrap_socket(plain, server_side=True) as secure:
            self._open.append(secure)
            request = b""
            while b"\r\n\r\n" not in request:
                part = secure.recv(65536)
                if not part:
                    return
                request += part
            self.requests.append(request)
            self._talk(secure, request)
            secure.unwrap()


@contextmanager
def serving(authority: Authority, talk: Talk | bytes, *, name: str = NAME, days: int = 1) -> Iterator[TlsServer]:
    server = TlsServer(authority.server_context(name, days=days), authority.path, talk)
    try:
        yield server
    finally:
        server.close()
