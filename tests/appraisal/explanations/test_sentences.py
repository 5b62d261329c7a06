"""Sentences about records: what day it was is asked of the county, not of Greenwich."""

from datetime import UTC, datetime

from hengjian.appraisal.explanations.sentences import tell_manual
from hengjian.appraisal.models import ItemFact


def test_an_entry_after_midnight_belongs_to_the_county_s_day() -> None:
    row = ItemFact(entered_by="林岳川", entered_at=datetime(2026, 11, 27, 16, 30, tzinfo=UTC))
    sentence = tell_manual("organisation_department", row, {"score": "88"})
    assert sentence == "组织部（林岳川）于 2026-11-28 评定 88 分"
