"""What a cell names, by code or by name; words of a choice."""

from collections.abc import Iterable, Mapping
from typing import Any

from hengjian.kit.exchange.cells import Kind, UnfitCellError, read_text
from hengjian.kit.exchange.columns import Pair
from hengjian.kit.problems.problems import FieldError
from hengjian.kit.texts import comparable_name

YES_OR_NO: Mapping[str, Pair] = {"true": ("是", "yes"), "false": ("否", "no")}


class Codes:
    """Records that a cell may name by their code or by their name; of two with one name none is guessed."""

    def __init__(self, records: Iterable[tuple[str, str]]) -> None:
        self._codes: set[str] = set()
        self._by_name: dict[str, list[str]] = {}
        for code, name in records:
            self._codes.add(code)
            self._by_name.setdefault(comparable_name(name), []).append(code)

    def find(self, key: str, said: str) -> str | FieldError:
        """The code, or what is wrong with the cell of that column."""
        if said in self._codes:
            return said
        named = self._by_name.get(comparable_name(said), [])
        if len(named) == 1:
            return named[0]
        if named:
            codes = "、".join(named)
            zh, en = (
                f"“{said[:80]}”有多个：{codes}，请写代码。",
                f"“{said[:80]}” names several: {codes}; write the code.",
            )
            return FieldError(f"/{key}", "name_of_several", zh, en)
        return FieldError(f"/{key}", "not_found", f"没有“{said[:80]}”。", f"There is no “{said[:80]}”.")


def choice_of(words: Mapping[str, Pair]) -> Kind:
    """A cell that holds one of a few values, by its word in either language or by the value itself."""
    values = {word.casefold(): value for value, pair in words.items() for word in (*pair, value)}

    def read(cell: Any) -> str:
        said = str(cell).strip() if isinstance(cell, bool) else read_text(cell)
        if said.casefold() not in values:
            zh, en = "、".join(pair[0] for pair in words.values()), ", ".join(pair[1] for pair in words.values())
            raise UnfitCellError("not_among_choices", f"应为：{zh}。", f"This must be one of: {en}.")
        return values[said.casefold()]

    return Kind(read)
