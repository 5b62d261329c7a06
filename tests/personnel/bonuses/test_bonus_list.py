import httpx
import pytest

from tests.personnel.county import API, Office
from tests.support.clock import YEAR

pytestmark = pytest.mark.usefixtures("year_results")

BONUSES = f"{API}/bonus-list"


class TestBonusList:
    async def test_anonymous_and_others(self, anonymous: httpx.AsyncClient, office: Office) -> None:
        assert (await anonymous.get(BONUSES)).status_code == 401
        assert (await office.discipline.get(BONUSES)).json()["items"] == []

    async def test_only_what_was_decided(self, office: Office) -> None:
        assert (await office.finance.get(BONUSES, params={"year": YEAR})).json()["items"] == []
        paid = await office.proposal(kind="unit_bonus")
        await office.accept(paid, outcome="changed", change={"amount": "120000"})
        await office.accept(await office.proposal(kind="bonus_withheld"))
        lines = (await office.finance.get(BONUSES, params={"year": YEAR})).json()["items"]
        assert [(line["unit_code"], line["kind"], line["amount"]) for line in lines] == [
            ("T01", "paid", "120000"),
            ("T04", "withheld", "78000"),
        ]
