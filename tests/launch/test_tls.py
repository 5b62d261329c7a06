"""One process beyond this machine: by TLS, or not at all."""

import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.installation import PATIENCE_SECONDS, Installation, open_installation


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    with open_installation() as made:
        yield made


def write_certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """Signed by itself, for this machine."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    files = folder / f"{name}.pem", folder / f"{name}-key.pem"
    files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(key.private_bytes(*form))
    return files


class TestRefusals:
    def test_beyond_this_machine_without_a_certificate(self, installation: Installation) -> None:
        done = installation.run("up", "--port", str(installation.port), "--host", "0.0.0.0")
        assert done.returncode == 1
        assert "only with TLS" in done.stderr

    def test_a_certificate_with_the_key_of_another(self, installation: Installation, tmp_path: Path) -> None:
        certificate, _ = write_certificate(tmp_path, "one")
        _, key = write_certificate(tmp_path, "other")
        options = ("--certificate", str(certificate), "--certificate-key", str(key))
        done = installation.run("up", "--port", str(installation.port), *options)
        assert (done.returncode, "cannot be used" in done.stderr) == (1, True)
        assert "Traceback" not in done.stderr

    @pytest.mark.parametrize(("more", "said"), [(["--apart"], "one process"), (["--demo"], "--no-simulate")])
    def test_what_does_not_go_together(
        self, installation: Installation, tmp_path: Path, more: list[str], said: str
    ) -> None:
        certificate, key = write_certificate(tmp_path, "one")
        options = ("--certificate", str(certificate), "--certificate-key", str(key), *more)
        done = installation.run("up", "--port", str(installation.port), *options)
        assert (done.returncode, said in done.stderr) == (1, True)


def test_a_real_county_is_served_over_tls(installation: Installation, tmp_path: Path) -> None:
    given = installation.create_administrators(system="first", security="keeper")
    certificate, key = write_certificate(tmp_path, "one")
    process = installation.launch("--host", "0.0.0.0", "--certificate", str(certificate), "--certificate-key", str(key))
    address = f"https://127.0.0.1:{installation.port}"
    end = time.monotonic() + PATIENCE_SECONDS
    with httpx.Client(base_url=address, verify=ssl.create_default_context(cafile=certificate), timeout=30) as browser:
        while True:
            assert process.poll() is None and time.monotonic() < end, installation.output.read_text()
            try:
                if browser.get("/api/v1/health").status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.2)
        entry = {"username": "keeper", "password": given["keeper"]}
        signed_in = browser.post("/api/v1/directory/session", json=entry)
        assert signed_in.status_code == 201
        assert all("Secure" in cookie for cookie in signed_in.headers.get_list("set-cookie"))
        assert signed_in.headers["strict-transport-security"] == "max-age=31536000"
        assert browser.get("/api/v1/directory/session").json()["username"] == "keeper"
    with pytest.raises(httpx.TransportError):
        httpx.get(f"http://127.0.0.1:{installation.port}/api/v1/health", timeout=10)
    assert address in installation.output.read_text()
    assert installation.stop() == 0
