"""Whether this process serves a rehearsal, and the word by which whatever leaves it says so.

One process serves one installation, as it has one office clock.
"""

MARK = "演练"
SENTENCE = "演练数据，不作为考核依据 / Rehearsal: not a basis of any appraisal"

_rehearses = False


def set_rehearsing(rehearses: bool) -> None:
    global _rehearses  # noqa: PLW0603 - one process, one installation
    _rehearses = rehearses


def is_rehearsing() -> bool:
    return _rehearses
