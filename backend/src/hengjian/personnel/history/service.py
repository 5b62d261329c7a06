from hengjian.kit.data.database import WriteSession
from hengjian.kit.exchange.batches import Applied, Batch, BatchOutcome, apply_batch
from hengjian.personnel.copies import repository as copies
from hengjian.personnel.history import repository
from hengjian.personnel.history.errors import TierOrGrade, UnknownCadre, YearHasResult
from hengjian.personnel.history.schemas import HistoryRow
from hengjian.personnel.models import Cadre, CadreGrade, UnitTier
from hengjian.personnel.postings import posting_of_year
from hengjian.personnel.terms import Grade, RecordSource, Tier


def _key(row: HistoryRow) -> str:
    return f"{row.year}/{row.unit_code or row.cadre_code or '?'}"


class _Books:
    """What is on record already for the rows of one import."""

    def __init__(
        self,
        session: WriteSession,
        tiers: dict[tuple[int, str], UnitTier],
        grades: dict[tuple[int, str], CadreGrade],
        cadres: dict[str, Cadre],
    ) -> None:
        self._session = session
        self._tiers = tiers
        self._grades = grades
        self._cadres = cadres

    def keep_tier(self, year: int, unit_code: str, tier: Tier) -> Applied:
        known, key = self._tiers.get((year, unit_code)), f"{year}/{unit_code}"
        if known is None:
            known = UnitTier(year=year, unit_code=unit_code, tier=tier, source=RecordSource.IMPORTED)
            self._tiers[year, unit_code] = known
            repository.add_tier(self._session, known)
            return key, "created"
        if known.source != RecordSource.IMPORTED:
            raise YearHasResult(year=year)
        if known.tier == tier:
            return key, "unchanged"
        known.tier = tier
        return key, "updated"

    def keep_grade(self, year: int, cadre_code: str, grade: Grade, name: str | None) -> Applied:
        known, key = self._grades.get((year, cadre_code)), f"{year}/{cadre_code}"
        if known is not None and known.source != RecordSource.IMPORTED:
            raise YearHasResult(year=year)
        if known is not None:
            if known.grade == grade:
                return key, "unchanged"
            known.grade = grade
            return key, "updated"
        cadre = self._cadres.get(cadre_code)
        called = name or (cadre.name if cadre else None)
        if called is None:
            raise UnknownCadre(cadre_code=cadre_code)
        posting = posting_of_year(cadre.postings, year) if cadre else None
        known = CadreGrade(
            year=year,
            cadre_code=cadre_code,
            cadre_name=called,
            unit_code=posting.unit_code if posting else None,
            grade=grade,
            is_outside_quota=False,
            source=RecordSource.IMPORTED,
        )
        self._grades[year, cadre_code] = known
        repository.add_grade(self._session, known)
        return key, "created"


async def import_history(session: WriteSession, batch: Batch[HistoryRow]) -> BatchOutcome:
    """Tiers and grades of earlier years from other books, labelled imported."""
    rows = batch.items
    books = _Books(
        session,
        await repository.find_tiers(session, {(row.year, row.unit_code) for row in rows if row.unit_code}),
        await repository.find_grades(session, {(row.year, row.cadre_code) for row in rows if row.cadre_code}),
        await copies.find_cadres(session, {row.cadre_code for row in rows if row.cadre_code}),
    )

    async def apply(row: HistoryRow) -> Applied:
        if row.unit_code and row.tier and not (row.cadre_code or row.grade):
            return books.keep_tier(row.year, row.unit_code, row.tier)
        if row.cadre_code and row.grade and not (row.unit_code or row.tier):
            return books.keep_grade(row.year, row.cadre_code, row.grade, row.name)
        raise TierOrGrade

    return await apply_batch(session, batch, apply, _key)
