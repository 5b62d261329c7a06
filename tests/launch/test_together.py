"""One process serves the web app and, with it, the contract and the page that shows it."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.launch.reference import ReferenceIsServed, write_reference
from tests.support.installation import Installation, open_folder, open_installation


@pytest.fixture(scope="module")
def web_dir() -> Iterator[Path]:
    with open_folder() as folder:
        write_reference(folder)
        packed = folder / "api" / "v1" / "openapi.json.gz"
        packed.write_bytes(gzip.compress((folder / "api" / "v1" / "openapi.json").read_bytes()))
        yield folder


@pytest.fixture(scope="module")
def installation(web_dir: Path) -> Iterator[Installation]:
    with open_installation() as made:
        made.start(HENGJIAN_WEB_DIR=str(web_dir))
        yield made


@pytest.fixture
def client(installation: Installation) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=installation.address, timeout=30) as made:
        yield made


class TestReference(ReferenceIsServed):
    def test_without_the_web_app_it_is_missing(self) -> None:
        with open_installation() as made:
            made.start(HENGJIAN_WEB_DIR=str(made.home.folder / "none"))
            answer = httpx.get(f"{made.address}/api/docs", timeout=30)
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
