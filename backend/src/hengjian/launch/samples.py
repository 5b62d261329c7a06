"""Examples for the public contract, made from the schemas themselves so that they cannot grow stale."""

from collections.abc import Mapping, Sequence
from typing import Any

_FORMATS = {
    "date": "2026-03-05",
    "date-time": "2026-03-05T09:00:00+08:00",
    "password": "a long enough one",
    "uuid": "01990000-0000-7000-8000-000000000001",
}
_PATTERNS = (("0-9]{1,20}", "12.5"), ("[0-9a-f]{64}", "0" * 64), ("a-z0-9", "t01"), ("A-Za-z0-9", "T01"))
_TEXT = "说明文字"
_YEAR = 2026


def make_sample(schema: Mapping[str, Any], components: Mapping[str, Any]) -> Any:
    """A value that the schema accepts; of optional properties there is none."""
    return _Samples(components).of(schema, "", ())


class _Samples:
    def __init__(self, components: Mapping[str, Any]) -> None:
        self._components = components

    def of(self, schema: Mapping[str, Any], name: str, inside: tuple[str, ...]) -> Any:
        if reference := schema.get("$ref"):
            component = reference.rpartition("/")[2]
            if component in inside:
                return {}
            return self.of(self._components[component], name, (*inside, component))
        if said := _list_said(schema):
            return said[0]
        if word := next((word for word in ("anyOf", "oneOf", "allOf") if word in schema), None):
            return self.of(schema[word][0], name, inside)
        kind = schema.get("type")
        if kind == "object":
            return self._object(schema, inside)
        return self._array(schema, name, inside) if kind == "array" else _scalar(schema, name)

    def _array(self, schema: Mapping[str, Any], name: str, inside: tuple[str, ...]) -> list[Any]:
        count = max(schema.get("minItems", 0), 1)
        items = schema.get("items", {})
        if items.get("$ref", "").rpartition("/")[2] in inside:
            return []
        return [self.of(items, name, inside) for _ in range(count)]

    def _object(self, schema: Mapping[str, Any], inside: tuple[str, ...]) -> dict[str, Any]:
        required = schema.get("required", ())
        made = {name: self.of(schema["properties"][name], name, inside) for name in required}
        values = next(iter(schema.get("patternProperties", {}).values()), schema.get("additionalProperties"))
        if isinstance(values, dict) and values and len(made) < max(schema.get("minProperties", 0), 1):
            key = self.of(schema["propertyNames"], "", inside) if "propertyNames" in schema else "T01"
            made[key] = self.of(values, "", inside)
        return made


def _list_said(schema: Mapping[str, Any]) -> Sequence[Any]:
    """Values that the schema itself names."""
    single = [schema[word] for word in ("const", "default") if word in schema]
    return single or schema.get("examples") or schema.get("enum") or ()


def _scalar(schema: Mapping[str, Any], name: str) -> Any:
    kind = schema.get("type")
    if kind == "boolean":
        return True
    if kind in {"integer", "number"}:
        lowest, highest = schema.get("minimum", 1), schema.get("maximum", _YEAR)
        return min(max(_YEAR if name.endswith("year") else 1, lowest), highest)
    if kind == "null" or kind is None:
        return None
    if schema.get("format") in _FORMATS:
        return _FORMATS[schema["format"]]
    for part, value in _PATTERNS:
        if part in schema.get("pattern", ""):
            return value
    text = _TEXT
    while len(text) < schema.get("minLength", 0):
        text += _TEXT
    return text[: schema.get("maxLength", len(text))]
