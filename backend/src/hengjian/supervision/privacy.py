"""What the public reads names no person and leads to none, whoever wrote it."""

import re
import unicodedata

from hengjian.kit.data.database import AnySession
from hengjian.kit.texts import comparable_name
from hengjian.supervision.errors import NamesSomebody
from hengjian.supervision.models import Deduction
from hengjian.supervision.offices import SYSTEM
from hengjian.supervision.queries.privacy import find_cadre_named_in, find_names_of_actors

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_APART = r"[\s\-.·]?"
_GIVEN_AWAY = (
    re.compile(rf"(?<!\d)\d(?:{_APART}\d){{16}}{_APART}[\dXx](?![\dXx])"),  # identity number
    re.compile(r"(?<!\d)1[3-9]\d(?:[-\s]?\d){8}(?!\d)"),  # mobile telephone
    re.compile(r"(?<!\d)(?:0\d{2,3}[-\s]?\d{7,8}|\d{7,8})(?!\d)"),  # telephone
    re.compile(
        rf"[{_PROVINCES}]\s?[A-HJ-NP-Z]\s?[·•.\-]?\s?(?:[A-HJ-NP-Z0-9]\s?){{4,5}}[A-HJ-NP-Z0-9挂学警港澳]",
        re.IGNORECASE,
    ),  # plate
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),  # mail address
    re.compile(r"\d{1,3}\s?[°度]|(?<![\d.])\d{1,3}\.\d{4,}"),  # coordinates
    re.compile(r"(?<![\d.])(?:[3-9]|[1-4]\d|5[0-4]|7[3-9]|[89]\d|1[0-2]\d|13[0-6])\.\d{3}(?!\d)"),  # within the country
)


def find_given_away(text: str) -> str | None:
    """A number or an address that leads to somebody, as it stands in the text; full-width signs are read as plain
    ones."""
    plain = unicodedata.normalize("NFKC", text)
    return next((match[0] for pattern in _GIVEN_AWAY if (match := pattern.search(plain))), None)


async def check_names_nobody(session: AnySession, public_text: str, deduction: Deduction) -> None:
    """Refuse a text that names a cadre of the county or anybody who acted on the deduction, or gives a number away."""
    if (given := find_given_away(public_text)) is not None:
        raise NamesSomebody(found=given)
    comparable = comparable_name(public_text)
    acted = await find_names_of_actors(session, deduction)
    for name in {deduction.recorded_by_name, *acted} - {SYSTEM, ""}:
        if comparable_name(name) in comparable:
            raise NamesSomebody(found=name)
    await _check_names_no_cadre(session, comparable)


async def check_title_names_nobody(session: AnySession, title: str) -> None:
    """A rule's title is printed with each deduction, and cannot change once it was used."""
    if (given := find_given_away(title)) is not None:
        raise NamesSomebody(found=given)
    await _check_names_no_cadre(session, comparable_name(title))


async def _check_names_no_cadre(session: AnySession, comparable: str) -> None:
    if (named := await find_cadre_named_in(session, comparable)) is not None:
        raise NamesSomebody(found=named)
