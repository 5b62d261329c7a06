"""Which writing operations the web app calls, read from its source: the doors through which a person acts."""

import re
from collections.abc import Iterator
from pathlib import Path

WRITING = ("DELETE", "PATCH", "POST", "PUT")

_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
_ADDRESS = r"(\"/api/v1/[^\"]+\"|`(?:\$\{location\.origin\})?/api/v1/[^`]+`)"
_NAMED = re.compile(rf"\bconst (\w+) = {_ADDRESS}")
_CALLED = re.compile(rf"\.({'|'.join(WRITING)})\(\s*(?:{_ADDRESS}|([A-Z_]+)\b)")
_FETCHED = re.compile(rf"\bfetch\(\s*{_ADDRESS},\s*{{\s*method: \"({'|'.join(WRITING)})\"")
_UPLOADED = re.compile(rf"\bendpoint: {_ADDRESS}")
_OPEN_PART = re.compile(r"\$\{[^}]*\}")


def calls_of(source: str) -> Iterator[tuple[str, str]]:
    """Method and address of each call; the parts that are computed when it is made stand as ``*``."""
    text = _COMMENT.sub("", source)
    named = dict(_NAMED.findall(text))
    for method, address, name in _CALLED.findall(text):
        if address or name in named:
            yield method, _plain(address or named[name])
    for address, method in _FETCHED.findall(text):
        yield method, _plain(address)
    for address in _UPLOADED.findall(text):
        # The client of the tus protocol announces a file at this address and sends its pieces to the one it is given.
        yield "POST", _plain(address)
        yield "PATCH", f"{_plain(address)}/{{upload_id}}"


def is_called(operation: tuple[str, str], calls: set[tuple[str, str]]) -> bool:
    method, path = operation
    return operation in calls or any(
        method == how and "*" in address and re.fullmatch(re.escape(address).replace(r"\*", "[a-z-]+"), path)
        for how, address in calls
    )


def calls_of_app(folder: Path) -> set[tuple[str, str]]:
    """The calls of all that is shipped: neither tests nor what is generated from the contract."""
    files = [
        file
        for file in folder.rglob("*.ts*")
        if ".test." not in file.name and not {"generated", "test"} & set(file.relative_to(folder).parts)
    ]
    return {call for file in files for call in calls_of(file.read_text())}


def _plain(address: str) -> str:
    return _OPEN_PART.sub("*", address[1:-1].removeprefix("${location.origin}"))
