"""Marks: how far somebody has followed a list.

A mark is the number of a change, together with what it can be asked of: this database as it has run since it was last
restored, and the list as this caller sees it by these filters. With other rights or other filters records come into the
list, and leave it, without having changed, so whoever has them begins again.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

import orjson

from hengjian.kit.access.auth import Principal
from hengjian.kit.problems.problems import Problem

START = "start"
_FORM = rf"({START}\.)?[0-9a-f]{{16}}\.[0-9]{{1,18}}\.[0-9a-f]{{16}}"
FORM = rf"^({START}|{_FORM})$"
"""What may be asked for: the word, a mark, or a mark that is carried through the pages of a beginning."""


class MarkGone(Problem):
    """Whoever hears it reads everything again: what lay behind the mark cannot be told."""

    status, code = 410, "mark_gone"
    zh = "该变更标记已失效：数据库恢复过、标记超过 90 天，或权限、筛选条件已变。请以 changed_after=start 重新读取全部。"
    en = (
        "This mark holds no longer: the database was restored, the mark is older than 90 days, or your rights or the "
        "filters are others. Begin again with changed_after=start."
    )


@dataclass(frozen=True)
class Progress:
    """How far the changes of a database are numbered, and up to where they may be forgotten."""

    incarnation: str
    last_number: int
    swept_number: int


@dataclass(frozen=True)
class Mark:
    incarnation: str
    number: int
    list_digest: str

    def __str__(self) -> str:
        return f"{self.incarnation}.{self.number}.{self.list_digest}"

    def check(self, progress: Progress, list_digest: str) -> None:
        is_ours = self.incarnation == progress.incarnation and self.list_digest == list_digest
        if not is_ours or not progress.swept_number <= self.number <= progress.last_number:
            raise MarkGone


@dataclass(frozen=True)
class Asked:
    """``mark`` is None where somebody begins; where ``is_beginning`` they still read what stood at the mark."""

    mark: Mark | None
    is_beginning: bool


def read_mark(text: str) -> Asked:
    """``text`` has the form of :data:`FORM`."""
    if text == START:
        return Asked(None, True)
    assert re.fullmatch(_FORM, text), "the route's parameter has the form"
    incarnation, number, list_digest = text.removeprefix(f"{START}.").split(".")
    return Asked(Mark(incarnation, int(number), list_digest), text.startswith(START))


def digest_of_list(path: str, filters: Collection[tuple[str, str]], principal: Principal | None) -> str:
    """The same as long as the same caller may see the same of the same list."""
    asked: list[object] = [path, sorted(filters)]
    if principal is not None:
        asked += [principal.kind, principal.subject, sorted(principal.roles), sorted(principal.permissions)]
        asked += [sorted(principal.county_permissions), principal.unit_code, principal.person_code]
    return sha256(orjson.dumps(asked)).hexdigest()[:16]
