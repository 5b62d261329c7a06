"""A table as its cells: whatever program wrote the file, and whatever the file says of itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

Value = str | int | float | bool | datetime | date | time | timedelta


@dataclass(frozen=True, slots=True)
class Cell:
    """``value`` is None where a formula's result was not kept. ``is_percent``: a number shown a hundred times as large,
    with a percent sign. ``is_spread``: the value stands in another cell of the same merged block."""

    value: Value | None
    is_formula: bool = False
    is_error: bool = False
    is_percent: bool = False
    is_spread: bool = False

    @property
    def is_blank(self) -> bool:
        if isinstance(self.value, str):
            return not self.value.strip()
        return self.value is None and not self.is_formula


@dataclass(frozen=True, slots=True)
class Line:
    """A row with something in it: its number from 1, its cells by column from 0."""

    number: int
    cells: Mapping[int, Cell]
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Merged cells; rows from 1, columns from 0, both ends belong to it."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True)
class Grid:
    """One sheet. Rows without anything are left out."""

    title: str
    lines: Sequence[Line]
    is_hidden: bool = False


def make_grid(title: str, lines: Iterable[Line], blocks: Sequence[Block], *, is_hidden: bool = False) -> Grid:
    """With the value of each merged block in all its cells, so that a row is whole without its neighbours."""
    kept = {line.number: line for line in lines}
    for block in blocks:
        corner = kept.get(block.first_row)
        value = corner.cells.get(block.first_column) if corner else None
        if value is not None:
            _spread(kept, block, replace(value, is_spread=True))
    return Grid(title, [kept[number] for number in sorted(kept)], is_hidden)


def _spread(lines: dict[int, Line], block: Block, value: Cell) -> None:
    """Only over rows that hold something of their own: a merged block alone makes no row."""
    for number in _numbers(lines, block):
        line = lines[number]
        places = range(block.first_column, block.last_column + 1)
        lacking = {place: value for place in places if place not in line.cells or line.cells[place].is_blank}
        lines[number] = replace(line, cells={**line.cells, **lacking})


def _numbers(lines: Mapping[int, Line], block: Block) -> Iterator[int]:
    if block.last_row - block.first_row < len(lines):
        return (number for number in range(block.first_row, block.last_row + 1) if number in lines)
    return (number for number in list(lines) if block.first_row <= number <= block.last_row)
