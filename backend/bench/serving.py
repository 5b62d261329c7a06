"""What the running server answers, beside a bare application on the same database and the same disk."""

import asyncio
import base64
import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from io import BytesIO
from uuid import uuid4

import httpx
import psutil
from joserfc.jwk import OKPKey
from PIL import Image
from rich.console import Console

from bench.filling import DEDUCTIONS, fill, list_statement
from bench.measuring import CONNECTIONS, Course, Line, Measured, compare, measure
from hengjian.contracts.roles import Role
from hengjian.kit.access.auth import sign_access_token
from hengjian.kit.settings import ServiceName
from hengjian.launch.address import free_port
from hengjian.launch.home import DATABASE
from hengjian.launch.postgres import EmbeddedPostgres, running_port
from tests.support.connection import Request
from tests.support.installation import Installation
from tests.support.posts import SUPERVISION, Post, write_deduction

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
def _floor(installation: Installation) -> Iterator[tuple[int, psutil.Process]]:
    """The bare application on a port of its own, on the same database under the same login."""
    settings = installation.home.settings(running_cluster(installation).url, DATABASE, demo=True)
    supervision, port = settings[ServiceName.SUPERVISION], free_port()
    order = {
        "port": port,
        "database_url": supervision.database_url,
        "pool_size": supervision.pool_size,
        "list_statement": list_statement(),
        "folder": str(installation.home.folder / "floor"),
    }
    process = subprocess.Popen([sys.executable, "-m", "bench.floor"], stdin=subprocess.PIPE)
    try:
        assert process.stdin is not None
        process.stdin.write(json.dumps(order).encode() + b"\n")
        process.stdin.flush()
        _wait_for(f"http://127.0.0.1:{port}/page?size=1")
        yield port, psutil.Process(process.pid)
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
    return [_record(write_deduction(), path, headers)]


def _record(post: Post, path: str, headers: dict[str, str]) -> Request:
    body = json.dumps(post.body).encode()
    return Request("POST", path, {**headers, "Idempotency-Key": post.key}, body, expected=201)


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
    """Announced and sent in one request, as what fits into one piece may be."""
    content = _photo()
    said = _tus_metadata(
        id=str(uuid4()), deduction_id=deduction, sha256=hashlib.sha256(content).hexdigest(), filename="a.jpg"
    )
    announced = {
        **headers,
        "Tus-Resumable": "1.0.0",
        "Upload-Length": str(len(content)),
        "Upload-Metadata": said,
        "Content-Type": "application/offset+octet-stream",
    }
    return [Request("POST", f"{SUPERVISION}/uploads", announced, content, expected=201)]


def _send_bare_photo(deduction: str) -> list[Request]:
    """One request that leaves a row, one whose bytes are hashed, decoded, written to disk and linked."""
    upload = str(uuid4())
    announced = {"Upload-Id": upload, "Deduction-Id": deduction}
    return [
        Request("POST", "/uploads", announced, expected=201),
        Request("PATCH", f"/uploads/{upload}", {}, _photo(), expected=204),
    ]


def _record_with_photo(headers: dict[str, str]) -> list[Request]:
    post = write_deduction()
    return [
        _record(post, f"{SUPERVISION}/deductions", headers),
        *_send_photo(str(post.body["id"]), headers),
    ]


def _record_bare_with_photo() -> list[Request]:
    post = write_deduction()
    return [_record(post, "/deductions", {}), *_send_bare_photo(str(post.body["id"]))]


def _walk_to(page_number: int, address: str, headers: dict[str, str]) -> str:
    """The path of that page of the list, found as a reader finds it: from link to link."""
    path = f"{SUPERVISION}/deductions"
    with httpx.Client(base_url=address, headers=headers) as client:
        for _ in range(page_number - 1):
            path = client.get(path).raise_for_status().json()["next"]
    return path


def _get(path: str, headers: dict[str, str], expected: int = 200) -> list[Request]:
    return [Request("GET", path, headers, expected=expected)]


CREATING = {1: "ratio 0.65", 4: "ratio 0.85", 16: "ratio 1.1", 50: "ratio 1.1"}
"""Aims by how many connections record at the same time."""


def measure_serving(installation: Installation, console: Console) -> list[Line]:
    asyncio.run(fill(owner_url(installation)))
    inspector, office = bearer(installation, Role.INSPECTOR), bearer(installation, Role.SUPERVISION_OFFICE)
    with _floor(installation) as (floor, floor_process):
        ours = installation.port

        def spent_here() -> float:
            return _seconds_of(installation.family())

        def spent_there() -> float:
            return _seconds_of([floor_process, *installation.family()[1:]])

        def here(draw_up: Callable[[], list[Request]]) -> Course:
            return Course(ours, draw_up, spent_here)

        def there(draw_up: Callable[[], list[Request]]) -> Course:
            return Course(floor, draw_up, spent_there)

        def run(*courses: Course, requests: int | None = None, connections: int = CONNECTIONS) -> list[Measured]:
            return asyncio.run(measure(courses, requests, connections))

        record = here(lambda: _create(f"{SUPERVISION}/deductions", inspector))
        lines = []
        for connections, aim in CREATING.items():
            console.print(f"creating deductions over {connections} connections")
            created = run(record, there(lambda: _create("/deductions", {})), connections=connections)
            lines.append(compare(f"create a deduction over {connections} / bare FastAPI and asyncpg", created, aim))
        single = run(record, there(lambda: _create("/rows", {})))
        lines.append(compare("create a deduction / a single insert", single, ""))
        console.print(f"creating {BATCH} at once")
        [batched] = run(here(lambda: _create_many(inspector)), requests=24)
        name = f"deductions by batches of {BATCH}"
        lines.append(Line(name, round(batched.rate * BATCH, 1), None, None, "a second", "4,000"))
        console.print("sending photos")
        deductions = _deductions(installation, inspector)
        sent = run(
            here(lambda: _send_photo(next(deductions), inspector)),
            there(lambda: _send_bare_photo(next(deductions))),
            requests=40,
        )
        lines.append(
            compare("send a photo of 300 kB / bytes, rows and a small copy by bare FastAPI", sent, "ratio 0.4")
        )
        recorded = run(here(lambda: _record_with_photo(inspector)), there(_record_bare_with_photo), requests=40)
        lines.append(compare("record a deduction with its photo / the same by bare FastAPI", recorded, "ratio 0.4"))
        console.print(f"listing 50 of {DEDUCTIONS}, and its page {PAGE_NUMBER}")
        far = _walk_to(PAGE_NUMBER, installation.address, office)
        first_page = here(lambda: _get(f"{SUPERVISION}/deductions", office))
        listed = run(first_page, there(lambda: _get("/deductions", {})), here(lambda: _get(far, office)))
        name = f"list 50 of {DEDUCTIONS} deductions / JSON of the database passed through"
        lines.append(compare(name, listed[:2], "ratio 0.9"))
        lines.append(
            compare(f"page {PAGE_NUMBER} of that list / its first page", [listed[2], listed[0]], "ratio over 0.5")
        )
        console.print("reading the bulletin")
        page = httpx.get(f"{installation.address}/bulletin/").raise_for_status()
        seen = {"If-None-Match": page.headers["etag"]}
        read = run(
            here(lambda: _get("/bulletin/", {})),
            there(lambda: _get(f"/page?size={len(page.content)}", {})),
        )
        lines.append(compare("bulletin page / a bare answer of its size", read, "ratio 0.8"))
        asked_again = run(
            here(lambda: _get("/bulletin/", seen, 304)),
            there(lambda: _get("/unchanged", seen, 304)),
        )
        lines.append(compare("bulletin page not changed since / a bare 304", asked_again, ""))
    return lines


def _seconds_of(processes: Sequence[psutil.Process]) -> float:
    """Processor seconds of web process and database; a backend that ended meanwhile counts no longer."""
    seconds = 0.0
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            seconds += times.user + times.system
    return seconds


def _deductions(installation: Installation, headers: dict[str, str]) -> Iterator[str]:
    """A deduction for each photo: a deduction takes only so many."""
    with httpx.Client(base_url=installation.address, headers=headers, timeout=60) as client:
        while True:
            posts = [write_deduction() for _ in range(1000)]
            batch = {"items": [post.body for post in posts]}
            keyed = {"Idempotency-Key": posts[0].key}
            client.post(f"{SUPERVISION}/deductions:batch", json=batch, headers=keyed).raise_for_status()
            yield from (str(post.body["id"]) for post in posts)
