"""What cannot be started here is at least read: units, containers, clusters, and nginx for all of them."""

import re
import shlex
import subprocess
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from hengjian.kit.answers.security import ALWAYS, CONTENT_POLICY, NO_PAGE, TLS_ONLY
from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.launch.apart import NGINX_TEMPLATE, find_nginx, render_nginx_config, write_nginx_config
from tests.support.installation import HENGJIAN

INFRA = Path(__file__).parents[2] / "infra"
SERVICES = sorted(ServiceName)
TEMPLATE_NAMES = set(re.findall(r"\$\{(\w+)\}", NGINX_TEMPLATE.read_text()))


def can_run(arguments: list[str]) -> bool:
    """Does the command line know this command with these options?"""
    known = subprocess.run([*HENGJIAN, arguments[0], "--help"], capture_output=True, text=True, check=False)
    options = {word for word in arguments if word.startswith("--")}
    return known.returncode == 0 and all(option in known.stdout for option in options)


@pytest.mark.apart
class TestNginx:
    @pytest.mark.parametrize("is_secured", [True, False])
    def test_the_filled_template_is_valid(self, tmp_path: Path, *, is_secured: bool) -> None:
        ports = {service: 9001 + number for number, service in enumerate(SERVICES)}
        config = write_nginx_config(tmp_path / "nginx", 9000, ports, tmp_path, is_secured=is_secured)
        command = [find_nginx(), "-t", "-e", str(tmp_path / "error.log"), "-c", str(config)]
        checked = subprocess.run(command, capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        assert "warn" not in checked.stderr

    def test_browsers_are_told_what_one_process_tells_them(self) -> None:
        template = NGINX_TEMPLATE.read_text()
        for name, value in ALWAYS.items():
            assert f"add_header {name}" in template
            assert value in template, name
        assert f'set $no_page "{NO_PAGE}"' in template
        said = [set(re.findall(r"add_header (\S+)", block)) for block in template.split("location ")]
        told = {*ALWAYS, *TLS_ONLY, CONTENT_POLICY}
        assert [names for names in said if names and not told <= names] == []

    def test_a_forgotten_value_is_noticed(self) -> None:
        values = dict.fromkeys(TEMPLATE_NAMES - {"listen"}, "x")
        with pytest.raises(KeyError, match="listen"):
            render_nginx_config(values)


class TestSystemd:
    @pytest.mark.parametrize("file", sorted((INFRA / "systemd").rglob("*.*")), ids=lambda file: file.name)
    def test_every_unit_starts_a_command_that_exists(self, file: Path) -> None:
        if file.is_dir():
            return
        unit = ConfigParser(strict=False, interpolation=None, comment_prefixes=("#",))
        unit.optionxform = str  # type: ignore[assignment, method-assign]
        unit.read(file)
        words = shlex.split(unit["Service"]["ExecStart"])
        start = words.index("/opt/hengjian/.venv/bin/hengjian")
        assert can_run(words[start + 1 :])

    def test_the_one_process_reads_the_folder_that_the_guide_fills(self) -> None:
        unit = (INFRA / "systemd" / "hengjian.service").read_text()
        folder = re.search(r"^Environment=HENGJIAN_HOME=(\S+)$", unit, re.MULTILINE)
        guide = (INFRA.parent / "docs" / "guides" / "run-apart.md").read_text()
        assert folder is not None
        assert re.findall(r"export HENGJIAN_HOME=(\S+)", guide) == [folder[1]]

    def test_the_instance_is_named_after_the_service(self) -> None:
        content = (INFRA / "systemd" / "hengjian@.service").read_text()
        assert "serve %i --port ${PORT}" in content
        assert "EnvironmentFile=/etc/hengjian/%i.env" in content


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((INFRA / "compose" / "compose.yaml").read_text())
    return content


class TestCompose:
    def test_every_service_runs_as_itself(self, compose: dict[str, Any]) -> None:
        for name in SERVICES:
            service = compose["services"][name]
            assert service["command"][:2] == ["serve", name]
            assert service["env_file"][0]["path"] == f"environment/{name}.env"
            assert can_run(service["command"])

    def test_only_appraisal_is_handed_the_signing_key(self, compose: dict[str, Any]) -> None:
        holders = {name for name, service in compose["services"].items() if "signing_key" in str(service)}
        assert holders == {"appraisal"}

    def test_names_used_are_names_declared(self, compose: dict[str, Any]) -> None:
        services = compose["services"]
        for service in services.values():
            assert set(service.get("depends_on", ())) <= set(services)
            for volume in service.get("volumes", ()):
                source = volume.split(":")[0]
                assert source in compose["volumes"] or (INFRA / "compose" / source).exists(), source
            for secret in service.get("secrets", ()):
                assert (secret["source"] if isinstance(secret, dict) else secret) in compose["secrets"]

    def test_images_are_built_from_stages_that_exist(self, compose: dict[str, Any]) -> None:
        stages = set(re.findall(r"(?m)^FROM \S+ AS (\w+)$", (INFRA / "compose" / "Dockerfile").read_text()))
        for service in compose["services"].values():
            if "build" in service:
                assert service["build"]["target"] in stages
                assert (INFRA / "compose" / service["build"]["context"] / service["build"]["dockerfile"]).exists()

    def test_what_the_images_copy_exists(self) -> None:
        root = INFRA.parent
        for sources in re.findall(r"(?m)^COPY (?!--from)(.+) \S+$", (INFRA / "compose" / "Dockerfile").read_text()):
            for source in sources.split():
                assert (root / source).exists(), source

    def test_nginx_is_told_everything_that_the_template_asks_for(self, compose: dict[str, Any]) -> None:
        assert set(compose["services"]["web"]["environment"]) == TEMPLATE_NAMES


@pytest.fixture(scope="module")
def objects() -> list[dict[str, Any]]:
    return list(yaml.safe_load_all((INFRA / "kubernetes" / "hengjian.yaml").read_text()))


class TestKubernetes:
    @staticmethod
    def named(objects: list[dict[str, Any]], kind: str) -> dict[str, dict[str, Any]]:
        return {entry["metadata"]["name"]: entry for entry in objects if entry["kind"] == kind}

    def test_every_object_is_complete(self, objects: list[dict[str, Any]]) -> None:
        for entry in objects:
            assert entry["apiVersion"]
            assert entry["kind"] == "Namespace" or entry["metadata"]["namespace"] == "hengjian"

    def test_every_deployment_has_its_service(self, objects: list[dict[str, Any]]) -> None:
        deployments, services = self.named(objects, "Deployment"), self.named(objects, "Service")
        assert set(deployments) == set(services) == {*SERVICES, "web"}
        for name, deployment in deployments.items():
            labels = deployment["spec"]["template"]["metadata"]["labels"]
            assert labels == deployment["spec"]["selector"]["matchLabels"] == services[name]["spec"]["selector"]
            [container] = deployment["spec"]["template"]["spec"]["containers"]
            assert container["ports"][0]["containerPort"] == services[name]["spec"]["ports"][0]["port"]

    def test_every_service_runs_as_itself(self, objects: list[dict[str, Any]]) -> None:
        for name in SERVICES:
            [container] = self.named(objects, "Deployment")[name]["spec"]["template"]["spec"]["containers"]
            assert container["args"][:2] == ["serve", name]
            assert container["envFrom"] == [{"secretRef": {"name": f"hengjian-{name}"}}]
            assert can_run(container["args"])

    def test_nginx_is_told_everything_that_the_template_asks_for(self, objects: list[dict[str, Any]]) -> None:
        [container] = self.named(objects, "Deployment")["web"]["spec"]["template"]["spec"]["containers"]
        assert {entry["name"] for entry in container["env"]} == TEMPLATE_NAMES

    def test_only_appraisal_is_handed_the_signing_key(self, objects: list[dict[str, Any]]) -> None:
        holders = {
            name for name, entry in self.named(objects, "Deployment").items() if "hengjian-signing" in str(entry)
        }
        assert holders == {"appraisal"}


class TestEnvironment:
    """`hengjian environment` is how a service that runs apart gets its settings."""

    URL = "postgresql://admin:x@127.0.0.1:1/county"

    @staticmethod
    def run(service: ServiceName, home: Path, *options: str) -> str:
        arguments = ["environment", service, "--home", str(home), "--database-url", TestEnvironment.URL, *options]
        done = subprocess.run([*HENGJIAN, *arguments], capture_output=True, text=True, check=True)
        return done.stdout

    def test_a_shell_reads_back_what_was_printed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file = tmp_path / "directory.env"
        file.write_text(self.run(ServiceName.DIRECTORY, tmp_path, "--peer", "targets=http://targets:8000"))
        script = f'set -a; . "{file}"; env -0'
        read = subprocess.run(["sh", "-c", script], env={}, capture_output=True, text=True, check=True).stdout
        for entry in filter(None, read.split("\0")):
            name, _, value = entry.partition("=")
            if name.startswith("HENGJIAN_"):
                monkeypatch.setenv(name, value)
        settings = ServiceSettings(service=ServiceName.DIRECTORY)
        assert settings.peers == {ServiceName.TARGETS: "http://targets:8000"}
        assert "/county" in settings.database_url
        assert settings.token_private_key is not None
        assert settings.token_private_key.get_secret_value().startswith("-----BEGIN PRIVATE KEY-----\n")
        assert not settings.demo

    def test_a_file_a_variable(self, tmp_path: Path) -> None:
        folder = tmp_path / "targets"
        assert self.run(ServiceName.TARGETS, tmp_path, "--folder", str(folder)) == ""
        assert (folder / "HENGJIAN_SERVICE").read_text() == "targets"
        assert not (folder / "HENGJIAN_TOKEN_PRIVATE_KEY").exists()
        assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}
