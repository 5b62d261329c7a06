"""Backups of an installation, taken and restored as somebody at the terminal does."""

import subprocess
from pathlib import Path

from tests.support.installation import Installation

PASSPHRASE = "seven lanterns beneath quiet gravel"


def passphrase_file(folder: Path, text: str = PASSPHRASE) -> dict[str, str]:
    file = folder / f"passphrase-{len(text)}"
    file.write_text(text + "\n")
    file.chmod(0o600)
    return {"HENGJIAN_BACKUP_PASSPHRASE_FILE": str(file)}


class Backups:
    """An installation, and the folder of its backups."""

    def __init__(self, installation: Installation, folder: Path) -> None:
        self.installation = installation
        self.folder, self.secret = folder / "backups", passphrase_file(folder)

    def back_up(self, **environment: str) -> "subprocess.CompletedProcess[str]":
        return self.installation.run("backup", str(self.folder), **(self.secret | environment))

    def restore_into(self, other: Installation, **environment: str) -> "subprocess.CompletedProcess[str]":
        arguments = ("restore", str(self.folder), "--home", str(other.home.folder))
        return other.run(*arguments, **(self.secret | environment))

    @property
    def moments(self) -> list[str]:
        return sorted(file.name for file in (self.folder / "moments").iterdir())

    def start_restored(self, other: Installation) -> None:
        """What a demo prints is no part of a backup; the passwords stand as they were."""
        other.home.demo_file.write_bytes(self.installation.home.demo_file.read_bytes())
        other.start("--demo")
