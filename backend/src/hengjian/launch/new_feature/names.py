"""One name in all the spellings that a feature needs."""

import keyword
import re
from dataclasses import dataclass

from hengjian.contracts.roles import Role
from hengjian.kit.settings import ServiceName
from hengjian.launch.trouble import LaunchRefusedError

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*")
_TAKEN = {"entry", "name", "page", "principal", "repository", "router", "service", "session", "unit"}
_OFFICES = {
    ServiceName.DIRECTORY: Role.ORGANISATION_DEPARTMENT,
    ServiceName.TARGETS: Role.APPRAISAL_OFFICE,
    ServiceName.SUPERVISION: Role.SUPERVISION_OFFICE,
    ServiceName.APPRAISAL: Role.APPRAISAL_OFFICE,
    ServiceName.PERSONNEL: Role.ORGANISATION_DEPARTMENT,
}
"""Who writes in a service until somebody decides otherwise in ``contracts/roles.py``."""


@dataclass(frozen=True)
class FeatureNames:
    """``singular`` and ``plural`` are words joined by hyphens, ``zh`` is the Chinese word of the glossary."""

    service: ServiceName
    singular: str
    plural: str
    zh: str

    @property
    def snake(self) -> str:
        return self.singular.replace("-", "_")

    @property
    def folder(self) -> str:
        return self.plural.replace("-", "_")

    @property
    def model(self) -> str:
        return "".join(word.capitalize() for word in self.singular.split("-"))

    @property
    def camel(self) -> str:
        """What the web app calls them: folder, namespace of the texts, group of query keys."""
        first, *others = self.plural.split("-")
        return first + "".join(word.capitalize() for word in others)

    @property
    def page_stem(self) -> str:
        return "".join(word.capitalize() for word in self.plural.split("-"))

    @property
    def page(self) -> str:
        return f"{self.page_stem}Page"

    @property
    def menu(self) -> str:
        return "administration" if self.service is ServiceName.DIRECTORY else str(self.service)

    @property
    def words(self) -> str:
        return self.singular.replace("-", " ")

    @property
    def plural_words(self) -> str:
        return self.plural.replace("-", " ")

    @property
    def article(self) -> str:
        return "an" if self.singular[0] in "aeiou" else "a"

    @property
    def office(self) -> Role:
        return _OFFICES[self.service]

    def permission(self, act: str) -> str:
        """The member of ``Permission``; its value is the same in small letters, ``service:resource:act``."""
        return f"{self.service}_{self.snake}_{act}".upper()

    def scope(self, act: str) -> str:
        return f"{self.service}:{self.snake}:{act}"


def names_of(service: ServiceName, name: str, zh: str, plural: str | None) -> FeatureNames:
    singular = name.lower().replace("_", "-").replace(" ", "-")
    several = plural.lower().replace("_", "-").replace(" ", "-") if plural else plural_of(singular)
    for word in (singular, several):
        if not _NAME.fullmatch(word) or keyword.iskeyword(word) or word in _TAKEN:
            raise LaunchRefusedError(f"名称须为英文单词 / the name is one record's, in English words: {name}")
    if singular == several:
        raise LaunchRefusedError(
            f"单复数须不同，请用 --plural / say by --plural what several of them are called: {name}"
        )
    if not re.fullmatch(r"[\u4e00-\u9fff]{1,12}", zh):
        raise LaunchRefusedError(f"中文名称须为一至十二个汉字 / the Chinese word is one to twelve characters: {zh}")
    return FeatureNames(service, singular, several, zh)


def plural_of(singular: str) -> str:
    if re.search(r"[^aeiou]y$", singular):
        return f"{singular[:-1]}ies"
    return f"{singular}es" if re.search(r"(s|x|z|ch|sh)$", singular) else f"{singular}s"
