"""The reader's language: Simplified Chinese unless English is asked for."""

from contextvars import ContextVar
from typing import Literal

Language = Literal["zh", "en"]

current_language: ContextVar[Language] = ContextVar("current_language", default="zh")


def say(zh: str, en: str) -> str:
    """The sentence in the reader's language. Nobody else chooses between the two."""
    return en if current_language.get() == "en" else zh


def choose_language(accept_language: str | None) -> Language:
    """The first of zh and en that the header prefers; a header that names neither means zh."""
    best: tuple[float, Language] | None = None
    for part in (accept_language or "").split(","):
        tag, _, quality = part.strip().partition(";q=")
        name = tag.lower()[:2]
        if name not in {"zh", "en"}:
            continue
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        if best is None or weight > best[0]:
            best = (weight, "en" if name == "en" else "zh")
    return best[1] if best else "zh"
