"""Whatever a rehearsal hands out says so: by its name, and a workbook on every printed page and on a last sheet."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from openpyxl import load_workbook

from hengjian.kit.exchange.attachments import attach, disposition
from hengjian.kit.exchange.sheet_writer import new_book
from hengjian.kit.exchange.workbooks import save_workbook
from hengjian.kit.rehearsing import MARK, SENTENCE, set_rehearsing


@pytest.fixture
def rehearsal() -> Iterator[None]:
    set_rehearsing(True)
    try:
        yield
    finally:
        set_rehearsing(False)


def _written() -> bytes:
    book, sheet = new_book("单位")
    sheet["A1"] = "名称"
    return save_workbook(book)


@pytest.mark.usefixtures("rehearsal")
def test_a_workbook_of_a_rehearsal_is_marked_and_its_rows_stay_where_they_are() -> None:
    book = load_workbook(BytesIO(_written()))
    assert book.sheetnames == ["单位", MARK]
    assert book["单位"]["A1"].value == "名称"
    head = book["单位"].oddHeader
    assert head is not None
    assert head.center.text == SENTENCE
    assert book[MARK]["A1"].value == SENTENCE


@pytest.mark.usefixtures("rehearsal")
def test_a_file_of_a_rehearsal_is_called_so() -> None:
    assert "%E6%BC%94%E7%BB%83-a.json" in disposition("a.json")
    assert "%E6%BC%94%E7%BB%83-b.xlsx" in attach(b"", "b.xlsx").headers["Content-Disposition"]


def test_elsewhere_nothing_is_marked() -> None:
    assert load_workbook(BytesIO(_written())).sheetnames == ["单位"]
    assert "%E6%BC%94" not in disposition("a.json")
