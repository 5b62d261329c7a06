"""What holds in both run modes for the contract and the page that shows it."""

from pathlib import Path

import httpx
import pytest

from hengjian.kit.settings import ServiceName
from hengjian.web import MACHINE_ADDRESSES

CONTRACT = '{"openapi": "3.1.0", "paths": {' + ", ".join(f'"/{number}": {{}}' for number in range(200)) + "}}"
SECURITY = ("content-security-policy", "x-content-type-options", "referrer-policy")


def write_reference(web_dir: Path) -> None:
    """As the build of the web app leaves them."""
    (web_dir / "api" / "docs").mkdir(parents=True)
    (web_dir / "api" / "docs" / "index.html").write_text("reference entry")
    (web_dir / "api" / "v1").mkdir()
    (web_dir / "api" / "v1" / "openapi.json").write_text(CONTRACT)


class ReferenceIsServed:
    """``client`` asks an installation whose web folder has been given :func:`write_reference`."""

    @pytest.mark.parametrize(
        ("path", "media_type", "content"),
        [("/api/docs", "text/html", "reference entry"), ("/api/v1/openapi.json", "application/json", CONTRACT)],
    )
    def test_page_and_contract_need_nobody_signed_in(
        self, path: str, media_type: str, content: str, client: httpx.Client
    ) -> None:
        answer = client.get(path)
        assert (answer.status_code, answer.text) == (200, content)
        assert answer.headers["content-type"].split(";")[0] == media_type
        assert answer.headers["cache-control"] == "no-cache"
        assert [len(answer.headers.get_list(name)) for name in SECURITY] == [1, 1, 1]

    def test_no_script_stands_in_a_page(self, client: httpx.Client) -> None:
        policy = client.get("/api/docs").headers["content-security-policy"]
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert rules["default-src"] == "'self'"
        assert rules.get("script-src", "'self'") == "'self'"

    @pytest.mark.parametrize("packing", ["gzip", "identity"])
    def test_what_is_known_already_is_not_sent_again(self, packing: str, client: httpx.Client) -> None:
        headers = {"Accept-Encoding": packing}
        first = client.get("/api/v1/openapi.json", headers=headers)
        again = client.get("/api/v1/openapi.json", headers={**headers, "If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        changed = client.get("/api/v1/openapi.json", headers={**headers, "If-None-Match": '"another"'})
        assert changed.status_code == 200

    def test_the_contract_travels_packed(self, client: httpx.Client) -> None:
        answer = client.get("/api/v1/openapi.json", headers={"Accept-Encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip"
        assert "accept-encoding" in answer.headers["vary"].lower()
        assert answer.text == CONTRACT

    @pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
    def test_no_machine_takes_a_page_for_an_answer(self, method: str, client: httpx.Client) -> None:
        for place in (*MACHINE_ADDRESSES, "/api/v1", *(f"/api/v1/{service}" for service in ServiceName)):
            for address in (place, f"{place}/", f"{place}/nothing", f"{place}/nothing/at.all", f"{place}?query=up"):
                answer = client.request(method, address, headers={"Accept": "text/html"})
                told = (answer.status_code, answer.headers["content-type"])
                assert told == (404, "application/problem+json"), address
                assert [len(answer.headers.get_list(name)) for name in SECURITY] == [1, 1, 1], address
                if method != "HEAD":
                    assert (answer.json()["code"], answer.json()["status"]) == ("not_found", 404), address

    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("GET", "/api/docs/"),
            ("GET", "/api/docs/index.html"),
            ("GET", "/api/v1"),
            ("GET", "/api/v1/openapi.yaml"),
            ("GET", "/api/v1/nothing"),
            ("GET", "/api/v2/targets"),
            ("POST", "/api/docs"),
            ("POST", "/api/v1/openapi.json"),
            ("DELETE", "/api/v1/nothing"),
        ],
    )
    def test_an_unknown_address_below_api_is_a_problem(self, method: str, path: str, client: httpx.Client) -> None:
        answer = client.request(method, path)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["code"] == "not_found"
