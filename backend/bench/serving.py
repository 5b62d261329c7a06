"""What the running server answers, beside a bare application on the same database and the same disk."""

import asyncio
import base64
import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from uuid import uuid4

import httpx
from joserfc.jwk import OKPKey
from PIL import Image
from rich.console import Console

from bench.filling import DEDUCTIONS, fill, overhear_list_statement
from bench.measuring import Course, Line, compare, measure_rates
from hengjian.contracts.roles import Role
from hengjian.kit.edge.auth import sign_access_token
from hengjian.kit.settings import ServiceName
from hengjian.launch.home import DATABASE
from hengjian.launch.postgres import EmbeddedPostgres, free_port, running_port
from tests.support.connection import Request
from tests.support.installation import Installation
from tests.support.posts import SUPERVISION, write_deduction

BATCH = 100
PAGE_NUMBER = 1000


def running_cluster(installation: Installation) -> EmbeddedPostgres:
    cluster = EmbeddedPostgres(installation.home.cluster, installation.home.secrets()["superuser_password"])
    cluster.port = running_port(cluster) or 0
    return cluster


def owner_url(installation: Installation) -> str:
    return installation.home.owner_url(running_cluster(installation).url, DATABASE)


def bearer(installation: Installation, role: Role) -> dict[str, str]:
    key = OKPKey.import_key(installation.home.secrets()["token_private_key"])
    person = {"kind": "person", "sub": str(uuid4()), "name": str(role), "roles": [str(role)], "csrf": ""}
    claims = {**person, "units": ["*"], "unit": None, "cadre": None}
    return {"Authorization": f"Bearer {sign_access_token(key, claims, seconds=3600)}"}


@contextmanager
def _floor(installation: Installation) -> Iterator[int]:
    """The bare application on a port of its own, on the same database under the same login."""
    settings = installation.home.settings(running_cluster(installation).url, DATABASE, demo=True)
    supervision, port = settings[ServiceName.SUPERVISION], free_port()
    order = {
        "port": port,
        "database_url": supervision.database_url,
        "pool_size": supervision.pool_size,
        "list_statement": asyncio.run(overhear_list_statement()),
        "folder": str(installation.home.folder / "floor"),
    }
    process = subprocess.Popen([sys.executable, "-m", "bench.floor"], stdin=subprocess.PIPE)
    try:
        assert process.stdin is not None
        process.stdin.write(json.dumps(order).encode() + b"\n")
        process.stdin.flush()
        _wait_for(f"http://127.0.0.1:{port}/page?size=1")
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            httpx.get(address, timeout=5).raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


def _create(path: str, headers: dict[str, str]) -> list[Request]:
    post = write_deduction()
    body = json.dumps(post.body).encode()
    return [Request("POST", path, {**headers, "Idempotency-Key": post.key}, body, expected=201)]


def _create_many(headers: dict[str, str]) -> list[Request]:
    posts = [write_deduction() for _ in range(BATCH)]
    body = json.dumps({"items": [post.body for post in posts]}).encode()
    keyed = {**headers, "Idempotency-Key": posts[0].key}
    return [Request("POST", f"{SUPERVISION}/deductions:batch", keyed, body)]


@cache
def _picture() -> bytes:
    """As heavy as a phone's after compression."""
    drawn = BytesIO()
    Image.effect_noise((900, 620), 60).save(drawn, "JPEG", quality=72)
    return drawn.getvalue()


def _photo() -> bytes:
    """Bytes behind the end of the picture make each a file of its own."""
    return _picture() + uuid4().bytes


def _tus_metadata(**said: str) -> str:
    return ",".join(f"{name} {base64.b64encode(text.encode()).decode()}" for name, text in said.items())


def _send_photo(deduction: str, headers: dict[str, str]) -> list[Request]:
    """Announced, then sent in one piece, as a phone does."""
    content, upload = _photo(), str(uuid4())
    said = _tus_metadata(
        id=upload, deduction_id=deduction, sha256=hashlib.sha256(content).hexdigest(), filename="a.jpg"
    )
    spoken = {**headers, "Tus-Resumable": "1.0.0"}
    announced = {**spoken, "Upload-Length": str(len(content)), "Upload-Metadata": said}
    piece = {**spoken, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    return [
        Request("POST", f"{SUPERVISION}/uploads", announced, expected=201),
        Request("PATCH", f"{SUPERVISION}/uploads/{upload}", piece, content, expected=204),
    ]


def _send_bare_photo(deduction: str) -> list[Request]:
    """Two requests as well: one that leaves a row, one whose bytes are hashed, written to disk and linked."""
    upload = str(uuid4())
    announced = {"Upload-Id": upload, "Deduction-Id": deduction}
    return [
        Request("POST", "/uploads", announced, expected=201),
        Request("PATCH", f"/uploads/{upload}", {}, _photo(), expected=204),
    ]


def _walk_to(page_number: int, address: str, headers: dict[str, str]) -> str:
    """The path of that page of the list, found as a reader finds it: from link to link."""
    path = f"{SUPERVISION}/deductions"
    with httpx.Client(base_url=address, headers=headers) as client:
        for _ in range(page_number - 1):
            path = client.get(path).raise_for_status().json()["next"]
    return path


def _get(path: str, headers: dict[str, str], expected: int = 200) -> list[Request]:
    return [Request("GET", path, headers, expected=expected)]


def measure_serving(installation: Installation, console: Console) -> list[Line]:
    asyncio.run(fill(owner_url(installation)))
    inspector, office = bearer(installation, Role.INSPECTOR), bearer(installation, Role.SUPERVISION_OFFICE)
    with _floor(installation) as floor:
        ours = installation.port

        def rates(*courses: Course, requests: int | None = None) -> list[float]:
            return asyncio.run(measure_rates(courses, requests))

        console.print("creating deductions")
        created = rates(
            Course(ours, lambda: _create(f"{SUPERVISION}/deductions", inspector)),
            Course(floor, lambda: _create("/deductions", {})),
            Course(floor, lambda: _create("/rows", {})),
        )
        console.print(f"creating {BATCH} at once")
        batched = rates(
            Course(ours, lambda: _create_many(inspector)),
            Course(ours, lambda: _create(f"{SUPERVISION}/deductions", inspector)),
            requests=24,
        )
        console.print("sending photos")
        deductions = _deductions(installation, inspector)
        sent = rates(
            Course(ours, lambda: _send_photo(next(deductions), inspector)),
            Course(floor, lambda: _send_bare_photo(next(deductions))),
            requests=40,
        )
        console.print(f"listing 50 of {DEDUCTIONS}, and its page {PAGE_NUMBER}")
        far = _walk_to(PAGE_NUMBER, installation.address, office)
        listed = rates(
            Course(ours, lambda: _get(f"{SUPERVISION}/deductions", office)),
            Course(floor, lambda: _get("/deductions", {})),
            Course(ours, lambda: _get(far, office)),
        )
        console.print("reading the bulletin")
        page = httpx.get(f"{installation.address}/bulletin/").raise_for_status()
        seen = {"If-None-Match": page.headers["etag"]}
        read = rates(
            Course(ours, lambda: _get("/bulletin/", {})),
            Course(floor, lambda: _get(f"/page?size={len(page.content)}", {})),
        )
        asked_again = rates(
            Course(ours, lambda: _get("/bulletin/", seen, 304)),
            Course(floor, lambda: _get("/unchanged", seen, 304)),
        )
    return [
        compare("create a deduction / the same rows by bare FastAPI and asyncpg", created[:2], "ratio 0.7"),
        compare("create a deduction / a single insert", [created[0], created[2]], ""),
        compare(f"deductions by batches of {BATCH} / one by one", [batched[0] * BATCH, batched[1]], "ratio 10"),
        compare("send a photo of 300 kB / the bytes and rows by bare FastAPI", sent, ""),
        compare(f"list 50 of {DEDUCTIONS} deductions / the same SQL passed through", listed[:2], "ratio 0.6"),
        compare(f"page {PAGE_NUMBER} of that list / its first page", [listed[2], listed[0]], "ratio over 0.5"),
        compare("bulletin page / a bare answer of its size", read, "ratio 0.8"),
        compare("bulletin page not changed since / a bare 304", asked_again, ""),
    ]


def _deductions(installation: Installation, headers: dict[str, str]) -> Iterator[str]:
    """A deduction for each photo: a deduction takes only so many."""
    with httpx.Client(base_url=installation.address, headers=headers, timeout=60) as client:
        while True:
            posts = [write_deduction() for _ in range(1000)]
            batch = {"items": [post.body for post in posts]}
            keyed = {"Idempotency-Key": posts[0].key}
            client.post(f"{SUPERVISION}/deductions:batch", json=batch, headers=keyed).raise_for_status()
            yield from (str(post.body["id"]) for post in posts)
