"""The words of the audit in the reader's language; what has none stands as it is written."""

from collections.abc import Mapping

from hengjian.directory.audit.words.acts import ACTS
from hengjian.directory.audit.words.fields import FIELDS
from hengjian.directory.audit.words.objects import OBJECTS
from hengjian.kit.language import Language


def act_word(name: str, language: Language) -> str:
    return _word(ACTS, name, language)


def object_word(name: str, language: Language) -> str:
    return _word(OBJECTS, name, language)


def field_word(name: str, language: Language) -> str:
    return _word(FIELDS, name, language)


def all_words(words: Mapping[str, tuple[str, str]], language: Language) -> dict[str, str]:
    return {name: _word(words, name, language) for name in words}


def _word(words: Mapping[str, tuple[str, str]], name: str, language: Language) -> str:
    zh, en = words.get(name, (name, name))
    return en if language == "en" else zh
