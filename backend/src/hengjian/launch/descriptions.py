"""What each operation does in the office, written for people in ``docs/api``, a heading an operation."""

import re
from pathlib import Path

from hengjian.contracts.roles import GRANTS
from hengjian.launch.routes import Route

FOLDER = Path(__file__).resolve().parents[4] / "docs" / "api"
_ENTRY = re.compile(r"^## (\w+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def read_descriptions(folder: Path = FOLDER) -> dict[str, str]:
    """By operation. One that is described twice is a fault of whoever wrote it."""
    found: dict[str, str] = {}
    for file in sorted(folder.glob("*.md")):
        for operation, text in _ENTRY.findall(file.read_text()):
            if operation in found:
                raise ValueError(f"{file.name} describes {operation} a second time")
            found[operation] = text.strip()
    return found


def tell_callers(route: Route) -> str:
    """Who may call, as the code has it."""
    if route.is_public:
        return "Open to everybody."
    if route.permission is None:
        return "For whoever is signed in."
    roles = sorted(role for role, permissions in GRANTS.items() if route.permission in permissions)
    return f"Needs `{route.permission}`, held by: {', '.join(roles)}."
