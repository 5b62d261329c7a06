"""Records called by code or name, as people write them; of two that may be meant none is taken."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from hengjian.kit.exchange.folding import fold
from hengjian.kit.problems.problems import FieldError

_NEAR = 0.6
_MOST_SUGGESTED = 3
_ORDINARY = ("人民政府", "办事处", "委员会")
"""What stands behind a unit's name on its seal, and is left out in speech."""


@dataclass(frozen=True)
class Unclear:
    """``likely`` are those that may be meant, best first, with their codes. ``is_shared``: all are called so."""

    said: str
    likely: Sequence[str]
    is_shared: bool

    def fault(self, pointer: str, unknown: FieldError) -> FieldError:
        """``unknown`` is what is said of one that nobody knows."""
        if self.is_shared:
            zh = f"“{self.said}”不止一个：{'、'.join(self.likely)}；请写代码。"
            en = f"More than one is called “{self.said}”: {', '.join(self.likely)}; write the code."
            return FieldError(pointer, "name_shared", zh, en)
        zh, en = unknown.zh, unknown.en
        if self.likely:
            zh += f"是否指：{'、'.join(self.likely)}？"
            en += f" Did you mean {', '.join(self.likely)}?"
        return FieldError(pointer, unknown.code, zh, en)


class Register:
    """``named``: code and name of each; one that has several names stands there several times."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        self._names: Mapping[tuple[str, str], str] = {(code, name): fold(name) for code, name in named}
        self._codes = {code for code, _ in self._names}
        self._called: dict[str, set[str]] = defaultdict(set)
        for (code, _), folded in self._names.items():
            self._called[folded].add(code)
            self._called[fold(code)].add(code)

    def find(self, said: str) -> str | Unclear:
        """The code, or who may be meant."""
        if said in self._codes:
            return said
        codes = self._called.get(fold(said), set())
        if len(codes) == 1:
            return next(iter(codes))
        shown = said[:80]
        if codes:
            likely = [f"{name}（{code}）" for code, name in sorted(self._names) if code in codes]
            return Unclear(shown, likely, is_shared=True)
        return Unclear(shown, self._suggest(fold(said)), is_shared=False)

    def _suggest(self, said: str) -> list[str]:
        scored = [(_nearness(said, folded, fold(code)), code, name) for (code, name), folded in self._names.items()]
        near = sorted((one for one in scored if one[0] >= _NEAR), key=lambda one: (-one[0], one[1]))
        return [f"{name}（{code}）" for _, code, name in near[:_MOST_SUGGESTED]]


def _nearness(said: str, name: str, code: str) -> float:
    """From 0 to 1. A short name has the signs of the long one in their order."""
    if not said:
        return 0
    plain = said.removeprefix("县")
    for ending in _ORDINARY:
        plain = plain.removesuffix(ending)
    if len(plain) > 1 and (plain in name or name.removeprefix("县") in plain):
        return 0.95
    if len(plain) > 1 and _is_within(plain, name):
        return 0.9
    return max(SequenceMatcher(None, said, name).ratio(), SequenceMatcher(None, said, code).ratio())


def _is_within(short: str, name: str) -> bool:
    signs = iter(name)
    return all(sign in signs for sign in short)
