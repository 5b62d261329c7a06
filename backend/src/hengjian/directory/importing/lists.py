"""A list of the directory as a workbook, out and in: the same rows as its batch, read by another reader."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from hengjian.directory.importing.schemas import ImportedEntry, ListImport
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.exchange.annotations import GOOD, SAME, UNFIT, Fate, RowFates, annotate_workbook
from hengjian.kit.exchange.batches import MAX_ROWS, Batch, BatchOutcome, RowOutcome, read_problem
from hengjian.kit.exchange.columns import SheetForm
from hengjian.kit.exchange.sheet_writer import ChoiceList, Row, refuse_oversized, write_template
from hengjian.kit.exchange.sheets import SheetRow, find_repeats, read_sheet
from hengjian.kit.exchange.workbooks import name_handed_back
from hengjian.kit.language import current_language
from hengjian.kit.problems.problems import FieldError, InvalidInput
from hengjian.kit.queueing.running import JobRun, Made

Entry = TypeVar("Entry", bound=BaseModel)
Judge = Callable[[SheetRow], Entry | list[FieldError]]
Lists = Mapping[str, ChoiceList]

_SAME = Fate(("没有变化", "unchanged"), SAME)
_FATES = RowFates(
    done={
        "created": Fate(("已录入", "entered"), GOOD),
        "updated": Fate(("已更新", "updated"), GOOD),
        "unchanged": _SAME,
        "refused": Fate(("未录入", "not entered"), UNFIT),
    },
    preview={
        "created": Fate(("可以录入", "can be entered"), GOOD),
        "updated": Fate(("可以更新", "can be updated"), GOOD),
        "unchanged": _SAME,
        "refused": Fate(("不能录入", "cannot be entered"), UNFIT),
    },
)


@dataclass(frozen=True)
class SheetList(Generic[Entry]):
    """``prepare`` looks up what the cells may name and answers with the judge of a row; ``enter`` is the batch. The
    form has a column ``code``, by which a record is known, and a column ``name``."""

    form: SheetForm
    prepare: Callable[[AnySession], Awaitable[Judge[Entry]]]
    enter: Callable[[WriteSession, Batch[Entry]], Awaitable[BatchOutcome]]
    batch: type[Batch[Entry]]

    async def run(self, job: JobRun) -> None:
        """All in one transaction. Each row stands for itself: what is good is entered, and the same file again enters
        what was refused."""
        rows = (await asyncio.to_thread(read_sheet, job.file, self.form)).rows
        await job.expect(len(rows))
        async with job.transaction() as session:
            outcome = await self._enter_rows(session, rows, dry_run=bool(job.parameters["dry_run"]))
            await job.keep_rows(session, outcome.items)
            language = current_language.get()
            back = await asyncio.to_thread(annotate_workbook, job.file, self.form, _FATES, outcome, language)
            await job.end(session, Made(back, name_handed_back(job.file_name, f"{self.form.title[0]}.xlsx")))

    async def _enter_rows(self, session: WriteSession, rows: Sequence[SheetRow], *, dry_run: bool) -> ListImport:
        judge = await self.prepare(session)
        repeats = find_repeats((row.number, row.values["code"]) for row in rows if "code" in row.values)
        read = [[_twice(repeats[row.number])] if row.number in repeats else judge(row) for row in rows]
        entries = [entry for entry in read if not isinstance(entry, list)]
        judged = iter(await self._enter(session, entries, dry_run=dry_run))
        return ListImport(items=[self._tell(*pair, judged) for pair in zip(rows, read, strict=True)], dry_run=dry_run)

    async def _enter(self, session: WriteSession, entries: Sequence[Entry], *, dry_run: bool) -> list[RowOutcome]:
        outcomes: list[RowOutcome] = []
        for start in range(0, len(entries), MAX_ROWS):
            batch = self.batch(items=list(entries[start : start + MAX_ROWS]), dry_run=dry_run, all_or_nothing=False)
            outcomes += (await self.enter(session, batch)).items
        return outcomes

    def _tell(self, row: SheetRow, entry: Entry | list[FieldError], judged: Iterator[RowOutcome]) -> ImportedEntry:
        if isinstance(entry, list):
            status, errors = "refused", read_problem(InvalidInput(entry))
        else:
            outcome = next(judged)
            status, errors = outcome.status, outcome.errors
        return ImportedEntry(
            row=row.number,
            code=row.said("code", 120),
            name=row.said("name", 120),
            status=status,
            errors=errors,
            columns=self.form.headings_of(errors, current_language.get()),
            notes=row.notes(self.form),
        )

    async def offer(self, lists: Lists, rows: Sequence[Row] = ()) -> bytes:
        """The workbook to fill in: empty, or with what is there already."""
        refuse_oversized(self.form, rows)
        return await asyncio.to_thread(write_template, self.form, lists, current_language.get(), rows)


def _twice(number: int) -> FieldError:
    zh, en = f"第 {number} 行已有同一代码。", f"Row {number} has this code already."
    return FieldError("/code", "code_twice_in_file", zh, en)
