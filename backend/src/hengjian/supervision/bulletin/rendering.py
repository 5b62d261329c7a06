"""How the public pages are made: templates without script, addresses that keep the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hengjian.kit.data.decimals import write_decimal
from hengjian.kit.language import Language, choose_language
from hengjian.kit.rehearsing import SENTENCE, is_rehearsing
from hengjian.supervision.bulletin.county import CountyHeading
from hengjian.supervision.bulletin.small_pictures import SMALL_WIDTH
from hengjian.supervision.bulletin.words import WORDS
from hengjian.supervision.models import BulletinEntry

HOME = "/bulletin/"
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
}
_TEMPLATES = Path(__file__).parent / "templates"
_FORBIDDEN_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])

stylesheet = (_TEMPLATES / "style.css").read_bytes()


@dataclass(frozen=True)
class Asked:
    """A page as it was asked for: its path, what the reader chose there, and the language if it stands in the
    address."""

    path: str
    lang: str
    language: Language
    chosen: Mapping[str, str]

    @classmethod
    def of(cls, request: Request, lang: str, path: str, **chosen: str) -> "Asked":
        return cls(path, lang, choose_language(lang or request.headers.get("accept-language")), chosen)

    def link(self, path: str, **query: str) -> str:
        """Another page in the same language."""
        given = urlencode({name: value for name, value in {**query, "lang": self.lang}.items() if value})
        return f"{quote(path)}?{given}" if given else quote(path)

    def again(self, **other: str) -> str:
        """This page, with something chosen otherwise."""
        query = {**self.chosen, "lang": self.lang, **other}
        given = urlencode({name: value for name, value in query.items() if value})
        return f"{quote(self.path)}?{given}" if given else quote(self.path)


def write_points(points: Decimal) -> str:
    """The amount without its sign; the words beside it say whether it was deducted or restored."""
    return write_decimal(abs(points).normalize())


def clean_for_xml(text: str) -> str:
    """Without the characters that XML cannot hold even when escaped."""
    return text.translate(_FORBIDDEN_IN_XML)


def describe_entry(entry: BulletinEntry, language: Language) -> dict[str, object]:
    words = WORDS[language]
    return {
        "id": entry.id,
        "number": entry.number,
        "unit_code": entry.unit_code,
        "unit_name": entry.unit_name,
        "rule_title": entry.rule_title_en if language == "en" else entry.rule_title,
        "points": write_points(entry.points),
        "unit_of_points": words.point if abs(entry.points) == 1 else words.points,
        "occurred_on": entry.occurred_on.isoformat(),
        "place": entry.place if entry.place != entry.unit_name else None,
        "pictures": [_describe_picture(picture, language) for picture in entry.pictures],
        "withdrawn_pictures": entry.withdrawn_pictures,
        "published_at": entry.published_at,
        "updated_at": max(entry.updated_at, entry.published_at),
        "is_revoked": entry.state == "revoked",
        "text": entry.public_text,
        "text_is_withheld": entry.text_is_withheld,
        "reason": entry.revoked_reason,
        "reverses": entry.reverses,
        "reversed_by": entry.reversed_by,
    }


def _describe_picture(picture: Mapping[str, Any], language: Language) -> dict[str, object]:
    """With its small sibling, the size at which that one is drawn, and its words in the reader's language or else in
    Chinese."""
    width, height = picture["width"], picture["height"]
    english = picture["alt_text_en"] if language == "en" else None
    small_width = min(width, SMALL_WIDTH)
    return {
        **picture,
        "words": english or picture["alt_text"],
        "words_lang": "en" if english else "zh-CN",
        "small": picture["address"].replace(".jpg", "-small.jpg"),
        "small_width": small_width,
        "small_height": round(height * small_width / width),
    }


_environment = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)
_environment.filters["xml"] = clean_for_xml
_environment.filters["points"] = write_points


def render(template: str, asked: Asked, county: CountyHeading, **content: object) -> bytes:
    page = _environment.get_template(template)
    words = WORDS[asked.language]
    shown = {"words": words, "language": asked.language, "county": county, "asked": asked}
    return page.render(**shown, rehearsal=SENTENCE if is_rehearsing() else None, **content).encode()


def answer_missing(asked: Asked, county: CountyHeading, status: int = 404) -> Response:
    """A page that says that there is nothing here, or nothing more."""
    content = render("missing.html", asked, county, is_gone=status == 410)
    return Response(content, status, SECURITY, "text/html; charset=utf-8")
