"""What a play remembers of itself, so that it can go on."""

import stat
from pathlib import Path

import pytest

from hengjian.simulation.journal import Journal, JournalInUseError, OtherPlayUnfinishedError

TERMS = {"seed": 1, "small": True}
ASK = ("office", "POST", "targets/years", None, {"json": {"year": 2026}})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "journal"


def test_an_answer_is_there_again(file: Path) -> None:
    with Journal(TERMS, file) as journal:
        first, second = journal.key_for(*ASK), journal.key_for(*ASK)
        journal.keep(first, {"id": "a"})
        journal.keep(second, None)
    with Journal(TERMS, file) as journal:
        assert (journal.key_for(*ASK), journal.key_for(*ASK)) == (first, second)
        assert journal.answer_to(first) == ({"id": "a"},)
        assert journal.answer_to(second) == (None,)
        assert journal.answer_to(journal.key_for(*ASK)) is None


def test_every_request_has_a_key_of_its_own(file: Path) -> None:
    others = [
        ("head", *ASK[1:]),
        (ASK[0], "PUT", *ASK[2:]),
        (*ASK[:2], "targets/plans", *ASK[3:]),
        (*ASK[:3], {"Upload-Offset": "0"}, ASK[4]),
        (*ASK[:4], {"json": {"year": 2027}}),
        (*ASK[:4], {"content": b"2026"}),
    ]
    with Journal(TERMS, file) as journal:
        keys = [journal.key_for(*request) for request in (ASK, ASK, *others)]
    assert len(set(keys)) == len(keys)
    assert all(len(key) <= 200 for key in keys)


def test_passwords_stay_and_belong_to_one_play(file: Path) -> None:
    with Journal(TERMS, file) as journal:
        password = journal.password("office")
        assert password != journal.password("head")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with Journal(TERMS, file) as journal:
        assert journal.password("office") == password
    with Journal(TERMS) as another:
        assert another.password("office") != password


def test_a_play_that_is_over_leaves_nothing(file: Path) -> None:
    with Journal(TERMS, file) as journal:
        key = journal.key_for(*ASK)
        journal.keep(key, 1)
        journal.finish()
    assert list(file.parent.iterdir()) == []
    with Journal(TERMS, file) as journal:
        assert journal.key_for(*ASK) != key


def test_a_play_of_other_terms_is_not_gone_on_with(file: Path) -> None:
    with Journal(TERMS, file):
        pass
    with pytest.raises(OtherPlayUnfinishedError):
        Journal({**TERMS, "seed": 2}, file)
    with Journal(TERMS, file):
        pass


def test_one_player_at_a_time(file: Path) -> None:
    with Journal(TERMS, file), pytest.raises(JournalInUseError):
        Journal(TERMS, file)
