"""Certificates for the outlets that speak TLS, made at start by the openssl command."""

import shutil
import ssl
import subprocess
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

_CONFIG = """
[ca]
default_ca = menu
[menu]
database = {folder}/index.txt
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
copy_extensions = none
[any]
commonName = supplied
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
[site]
basicConstraints = CA:FALSE
subjectAltName = {name}
[req]
distinguished_name = subject
[subject]
"""
_DAY = timedelta(days=1)


class Certificates:
    """An authority of our own and what it signs; `authority` is the file that a client may be told to trust."""

    def __init__(self) -> None:
        self._made = tempfile.TemporaryDirectory(prefix="menu-tls-")
        self._folder = Path(self._made.name)
        (self._folder / "index.txt").touch()
        self.authority = self._self_signed("authority", "IP:127.0.0.1", "authority")

    def context(self, fault: str, address: str) -> ssl.SSLContext:
        """What a server at an address needs for a fault: trusted (none), self_signed, expired or wrong_name."""
        name = "DNS:elsewhere.example" if fault == "wrong_name" else f"IP:{address}"
        stem = f"{fault}-{address}"
        if fault == "self_signed":
            certificate = self._self_signed(stem, name, "site")
        else:
            certificate = self._signed(stem, name, expired=fault == "expired")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, self._key(stem))
        return context

    def discard(self) -> None:
        """Delete all keys and certificates."""
        self._made.cleanup()

    def _self_signed(self, stem: str, name: str, extensions: str) -> Path:
        made = self._folder / f"{stem}.pem"
        self._request(stem, name, "-x509", "-days", "2", "-extensions", extensions, "-out", str(made))
        return made

    def _signed(self, stem: str, name: str, *, expired: bool) -> Path:
        request, made = self._folder / f"{stem}.csr", self._folder / f"{stem}.pem"
        self._request(stem, name, "-out", str(request))
        end = datetime.now(UTC) + (-_DAY if expired else _DAY)
        span = ("-startdate", _written(end - 2 * _DAY), "-enddate", _written(end))
        paths = ("-cert", str(self.authority), "-keyfile", str(self._key("authority")), "-outdir", str(self._folder))
        files = ("-in", str(request), "-out", str(made), "-config", str(self._config(stem, name)))
        _openssl("ca", "-batch", "-notext", "-extensions", "site", *span, *paths, *files)
        return made

    def _request(self, stem: str, name: str, *more: str) -> None:
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(self._key(stem)))
        _openssl("req", "-new", *key, "-subj", f"/CN={stem}", "-config", str(self._config(stem, name)), *more)

    def _config(self, stem: str, name: str) -> Path:
        file = self._folder / f"{stem}.cnf"
        file.write_text(_CONFIG.format(folder=self._folder, name=name), "utf-8")
        return file

    def _key(self, stem: str) -> Path:
        return self._folder / f"{stem}.key"


def has_openssl() -> bool:
    """Whether certificates can be made here."""
    return shutil.which("openssl") is not None


def _openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True, timeout=30)


def _written(moment: datetime) -> str:
    return moment.strftime("%Y%m%d%H%M%SZ")
