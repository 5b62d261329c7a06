"""Five processes behind nginx: the same addresses, the same refusals, and each process may die."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx
import psutil
import pytest

from hengjian.gateway import EXTRA_PREFIXES
from hengjian.kit.answers.security import NO_PAGE
from hengjian.kit.settings import ServiceName
from hengjian.launch.address import address_of, free_port
from hengjian.launch.apart import NGINX_TEMPLATE, find_nginx, write_nginx_config
from hengjian.launch.children import stop_children
from tests.launch.reference import SECURITY, ReferenceIsServed, write_reference
from tests.support.installation import (
    Installation,
    class_codes,
    enter_class,
    open_folder,
    open_installation,
    wait_until_gone,
)

pytestmark = pytest.mark.apart


@pytest.fixture(scope="module")
def web_dir() -> Iterator[Path]:
    with open_folder() as folder:
        (folder / "m").mkdir()
        (folder / "assets").mkdir()
        (folder / "index.html").write_text("office entry")
        (folder / "m" / "index.html").write_text("phone entry")
        (folder / "m" / "sw.js").write_text("worker")
        (folder / "m" / "manifest.webmanifest").write_text("{}")
        (folder / "assets" / "app-1.js").write_text("let wide = 1;" * 200)
        write_reference(folder)
        yield folder


@pytest.fixture(scope="module")
def installation(web_dir: Path) -> Iterator[Installation]:
    with open_installation() as made:
        made.start("--demo", "--apart", HENGJIAN_WEB_DIR=str(web_dir))
        yield made


@pytest.fixture
def client(installation: Installation) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=installation.address, timeout=30) as made:
        yield made


def processes(installation: Installation, *words: str) -> list[psutil.Process]:
    return [p for p in installation.family() if all(word in p.cmdline() for word in words)]


class TestFront:
    def test_five_processes_answer(self, installation: Installation, client: httpx.Client) -> None:
        for service in ServiceName:
            assert len(processes(installation, "serve", str(service))) == 1
            assert client.get(f"/api/v1/{service}/health").json()["status"] == "ok"
        assert set(client.get("/api/v1/health").json()["services"]) == set(ServiceName)

    @pytest.mark.parametrize("prefix", EXTRA_PREFIXES)
    def test_nginx_has_the_gateways_table(self, prefix: str) -> None:
        target = f"location = {prefix} {{ proxy_pass http://{EXTRA_PREFIXES[prefix]}; }}"
        assert target in NGINX_TEMPLATE.read_text()

    @pytest.mark.parametrize("service", ServiceName)
    def test_internal_routes_are_shut(self, service: ServiceName, client: httpx.Client) -> None:
        for path in ("internal", "internal/events", "internal/clock"):
            answer = client.post(f"/api/v1/{service}/{path}", json=[])
            assert answer.status_code == 404
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.json()["code"] == "not_found"

    def test_an_unknown_address_of_the_api_is_a_problem(self, client: httpx.Client) -> None:
        assert client.get("/api/v2/nothing").json()["code"] == "not_found"

    @pytest.mark.parametrize(("size", "code"), [(3_000_000, 413), (9_000_000, 413)])
    def test_a_body_too_large_is_a_problem(self, size: int, code: int, client: httpx.Client) -> None:
        answer = client.post("/api/v1/directory/session", content=b"x" * size)
        assert (answer.status_code, answer.json()["code"]) == (code, "body_too_large")

    def test_the_bulletin_is_public(self, client: httpx.Client) -> None:
        answer = client.get("/bulletin", follow_redirects=True)
        assert answer.status_code == 200
        assert str(answer.url) == f"{client.base_url}/bulletin/"


class TestWebFiles:
    @pytest.mark.parametrize(
        ("path", "content"),
        [("/", "office entry"), ("/units/T01", "office entry"), ("/m/", "phone entry"), ("/m/outbox", "phone entry")],
    )
    def test_addresses_of_the_app_get_their_entry(self, path: str, content: str, client: httpx.Client) -> None:
        answer = client.get(path)
        assert (answer.status_code, answer.text) == (200, content)
        assert answer.headers["cache-control"] == "no-cache"
        assert [len(answer.headers.get_list(name)) for name in SECURITY] == [1, 1, 1]

    def test_the_phone_page_is_led_into_the_scope_of_its_worker(self, client: httpx.Client) -> None:
        answer = client.get("/m")
        assert (answer.status_code, answer.headers["location"]) == (308, "/m/")

    @pytest.mark.parametrize(
        ("path", "media_type"),
        [("/m/sw.js", "javascript"), ("/m/manifest.webmanifest", "application/manifest+json")],
    )
    def test_worker_and_manifest_are_asked_for_anew_each_time(
        self, path: str, media_type: str, client: httpx.Client
    ) -> None:
        answer = client.get(path)
        assert answer.status_code == 200
        assert media_type in answer.headers["content-type"]
        assert answer.headers["cache-control"] == "no-cache"
        assert [len(answer.headers.get_list(name)) for name in SECURITY] == [1, 1, 1]

    def test_assets_are_packed_and_kept_for_ever(self, client: httpx.Client) -> None:
        answer = client.get("/assets/app-1.js")
        assert answer.headers["content-encoding"] == "gzip"
        assert "immutable" in answer.headers["cache-control"]

    @pytest.mark.parametrize("path", ["/assets/app-0.js", "/missing.js", "/m/missing.css"])
    def test_a_missing_file_is_missing(self, path: str, client: httpx.Client) -> None:
        answer = client.get(path)
        assert answer.status_code == 404
        assert "cache-control" not in answer.headers

    def test_answers_of_the_api_carry_each_header_once(self, client: httpx.Client) -> None:
        headers = client.get("/api/v1/health").headers
        assert [headers.get_list(name) for name in ("cache-control", "x-content-type-options")] == [
            ["no-store"],
            ["nosniff"],
        ]
        assert headers.get_list("content-security-policy") == [NO_PAGE]


class TestReference(ReferenceIsServed):
    pass


class TestStreams:
    def test_events_come_through_unbuffered_and_end_when_the_services_stop(
        self, installation: Installation, web_dir: Path
    ) -> None:
        office = installation.sign_in("appraisal_office")
        address = "/api/v1/appraisal/standings/stream"
        with office.stream("GET", address, headers={"Accept": "text/event-stream"}) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            lines = answer.iter_lines()
            assert next(lines) == ": standings"
            begun = time.monotonic()
            assert installation.stop() == 0
            assert time.monotonic() - begun < 15
            with suppress(httpx.RemoteProtocolError):  # nginx may go first
                assert not [line for line in lines if line.startswith("data")]
        installation.start("--demo", "--apart", HENGJIAN_WEB_DIR=str(web_dir))


class TestDeaths:
    def test_a_killed_service_lets_its_own_callers_wait_until_it_is_back(
        self, installation: Installation, client: httpx.Client
    ) -> None:
        administrator = installation.sign_in("administrator")
        assert enter_class(administrator, "before").status_code == 200
        [directory] = processes(installation, "serve", "directory")
        directory.kill()
        directory.wait()
        with ThreadPoolExecutor() as beside:
            waiting = beside.submit(client.get, "/api/v1/directory/health")
            assert httpx.get(f"{installation.address}/api/v1/targets/health").status_code == 200
            assert not waiting.done()
            assert waiting.result().json()["status"] == "ok"
        assert processes(installation, "serve", "directory") != [directory]
        assert "before" in class_codes(administrator)

    def test_nginx_tells_what_does_not_answer(self, web_dir: Path) -> None:
        port = free_port()
        with open_folder() as folder:
            ports = {name: free_port() for name in ServiceName}
            config = write_nginx_config(folder, port, ports, web_dir, is_secured=False)
            front = subprocess.Popen([find_nginx(), "-e", str(folder / "log"), "-c", str(config), "-g", "daemon off;"])
            try:
                with httpx.Client(base_url=address_of(port), transport=httpx.HTTPTransport(retries=8)) as client:
                    for path in [f"/api/v1/{name}/health" for name in ServiceName] + ["/bulletin/", "/seals/"]:
                        answer = client.get(path)
                        assert (answer.status_code, answer.json()["code"]) == (503, "peer_unavailable")
                    assert client.get("/").text == "office entry"
            finally:
                stop_children([front])

    def test_sigterm_leaves_nothing_running(self, installation: Installation) -> None:
        family = installation.family()
        assert len(family) > len(ServiceName) + 2
        assert installation.stop() == 0
        assert wait_until_gone(family) == []

    def test_children_do_not_outlive_a_killed_command(self, installation: Installation, web_dir: Path) -> None:
        installation.start("--demo", "--apart", HENGJIAN_WEB_DIR=str(web_dir))
        family = installation.family()
        os.kill(installation.process.pid, signal.SIGKILL)
        installation.process.wait()
        assert wait_until_gone(family) == []
        installation.start("--demo", "--apart", HENGJIAN_WEB_DIR=str(web_dir))
        assert "before" in class_codes(installation.sign_in("administrator"))
        assert installation.stop() == 0
