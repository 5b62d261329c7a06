"""``hengjian new-feature``: a small feature that works, in every room that the guide names."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hengjian.launch.new_feature.examples import examples_of
from hengjian.launch.new_feature.insertions import insert_import, insert_into, insert_sorted_line
from hengjian.launch.new_feature.names import FeatureNames
from hengjian.launch.source_format import BACKEND, format_sources
from hengjian.launch.trouble import LaunchRefusedError

_ROOMS = ("endpoints", "errors", "policy", "repository", "schemas", "service")
_WEB_FILES = {
    "feature.ts": "feature.ts",
    "queries.ts": "queries.ts",
    "{page}.tsx": "page.tsx",
    "{model}Dialog.tsx": "dialog.tsx",
    "{page}.test.tsx": "page.test.tsx",
}
_UNKNOWN_UNIT = re.compile(r"^class (Unknown\w*Unit)\(\w+\):\n(?:    .*\n)*?    .*\"unknown_unit\"", re.MULTILINE)
_FIND_STANDING = re.compile(r"^(find_standing = |async def find_standing\()", re.MULTILINE)


@dataclass(frozen=True)
class _ProblemClass:
    """Where the service says that there is no such unit; a code has one class in a service."""

    module: str
    name: str


class FeatureWriter:
    """Holds what is to be written until all of it is known to fit: a refusal leaves the tree as it was."""

    def __init__(self, names: FeatureNames, root: Path) -> None:
        self._names = names
        self._root = root
        self._source = root / "backend" / "src" / "hengjian"
        self._service = self._source / names.service
        self._texts: dict[Path, str] = {}
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            undefined=StrictUndefined,
            trim_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,  # noqa: S701 - sources, no pages
        )

    def write(self) -> list[Path]:
        self._refuse_what_is_there()
        unknown_unit = self._unknown_unit()
        self._make_rooms(unknown_unit)
        self._add_model()
        self._grant()
        self._mount()
        self._describe()
        self._open_page()
        for file, text in self._texts.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        format_sources(file for file in self._texts if file.suffix == ".py")
        return sorted(self._texts)

    def _refuse_what_is_there(self) -> None:
        names = self._names
        if (self._service / names.folder).exists() or names.scope("") in self._read(self._contract("permissions")):
            raise LaunchRefusedError(
                f"{names.service} 中已有 {names.folder} / {names.service} has {names.folder} already"
            )
        taken = re.compile(rf'^class {names.model}\b|operation_id="(list|record|get)_{names.snake}"', re.MULTILINE)
        for file in self._source.rglob("*.py"):
            if taken.search(file.read_text()):
                where = file.relative_to(self._root)
                raise LaunchRefusedError(f"名称 {names.snake} 已被使用 / {names.snake} is something already: {where}")

    def _unknown_unit(self) -> _ProblemClass:
        for file in sorted(self._service.rglob("errors.py")):
            if found := _UNKNOWN_UNIT.search(file.read_text()):
                module = ".".join(file.relative_to(self._source.parent).with_suffix("").parts)
                return _ProblemClass(module, found[1])
        ground = self._service / "errors.py"
        head = '"""Refusals that several features share."""\n\nfrom hengjian.kit.problems.problems import Problem\n'
        self._texts[ground] = (
            f"{self._read(ground) if ground.exists() else head}\n\n{self._render('backend/unknown_unit.py')}"
        )
        return _ProblemClass(f"hengjian.{self._names.service}.errors", "UnknownUnit")

    def _standing(self) -> str:
        """Module in which the service reads how a caller stands to a unit."""
        for file in sorted(self._service.rglob("*.py")):
            if _FIND_STANDING.search(file.read_text()):
                return ".".join(file.relative_to(self._source.parent).with_suffix("").parts)
        raise LaunchRefusedError(f"未找到 / there is no find_standing in {self._names.service}")

    def _make_rooms(self, unknown_unit: _ProblemClass) -> None:
        given = {"unknown_unit": unknown_unit, "standing": self._standing()}
        folder = self._service / self._names.folder
        self._texts[folder / "__init__.py"] = ""
        for room in _ROOMS:
            self._texts[folder / f"{room}.py"] = self._render(f"backend/{room}.py", **given)
        tests = self._root / "tests" / self._names.service / self._names.folder
        self._texts[tests / f"test_{self._names.folder}.py"] = self._render("backend/test.py")

    def _add_model(self) -> None:
        names, model = self._names, self._render("backend/model.py")
        package = self._service / "models"
        if not package.is_dir():
            file = package.with_suffix(".py")
            self._texts[file] = f"{self._read(file)}\n\n{model}"
            return
        self._texts[package / f"{names.folder}.py"] = f"{self._render('backend/model_head.py')}\n\n{model}"
        exports = package / "__init__.py"
        line = f"from hengjian.{names.service}.models.{names.folder} import {names.model}"
        text = insert_import(self._read(exports), line)
        self._texts[exports] = insert_into(text, "__all__", f'"{names.model}"')

    def _grant(self) -> None:
        names = self._names
        permissions, roles, scopes = (self._contract(name) for name in ("permissions", "roles", "scopes"))
        matrix, lines, sides = self._read(roles), self._read(permissions), self._read(scopes)
        for act in ("read", "record"):
            line = f'    {names.permission(act)} = "{names.scope(act)}"'
            lines = insert_sorted_line(lines, line, r'    [A-Z_]+ = "')
        matrix = insert_into(matrix, "_UNIT_VIEW", f"P.{names.permission('read')}", is_sorted=True)
        office = {"key": f"Role.{names.office.name}", "is_sorted": True}
        matrix = insert_into(matrix, "GRANTS", f"P.{names.permission('record')}", **office)  # type: ignore[arg-type]
        sides = insert_into(sides, "MACHINE_SCOPES", f"Permission.{names.permission('read')}", is_sorted=True)
        sides = insert_into(sides, "PEOPLE_ONLY", f"Permission.{names.permission('record')}", is_sorted=True)
        duties = self._contract("impartiality")
        declared = insert_sorted_line(
            self._read(duties), f'    "record_{names.snake}": _upon(),', r'    "\w+": _(all|own|upon|CLERICAL)\b'
        )
        self._texts |= {permissions: lines, roles: matrix, scopes: sides, duties: declared}
        signatures = self._service / "permissions.py"
        text = self._read(signatures)
        known = re.search(r"import Permission(?: as (\w+))?", text)
        enum = (known and known[1]) or "Permission"
        for act, who in (("read", "Reader"), ("record", "Recorder")):
            rule = f"Requires({enum}.{names.permission(act)})"
            line = f"{names.model}{who} = Annotated[Principal, Depends({rule})]"
            text = insert_sorted_line(text, line, r"\w+ = Annotated\[Principal")
        self._texts[signatures] = text

    def _mount(self) -> None:
        names, app = self._names, self._service / "app.py"
        line = f"from hengjian.{names.service}.{names.folder}.endpoints import router as {names.folder}"
        self._texts[app] = insert_into(insert_import(self._read(app), line), "routers", names.folder)

    def _describe(self) -> None:
        names, docs = self._names, self._root / "docs" / "api"
        page = docs / f"{names.service}.md"
        self._texts[page] = self._read(page) + self._render("backend/descriptions.md")
        examples = docs / "examples" / names.service / f"{names.plural}.json"
        self._texts[examples] = json.dumps(examples_of(names), ensure_ascii=False, indent=2) + "\n"
        errands = self._source / "launch" / "examples" / "errands"
        self._texts[errands / f"{names.folder}.py"] = self._render("backend/errand.py")
        text = self._read(errands / "__init__.py")
        text = insert_import(text, f"from hengjian.launch.examples.errands import {names.folder}")
        self._texts[errands / "__init__.py"] = f"{text}    {names.folder}.run(desk)\n"

    def _open_page(self) -> None:
        """The web app's part: a folder, its line in the table of features, its keys, its texts in both languages."""
        names, web = self._names, self._root / "frontend" / "src"
        folder = web / "features" / names.camel
        for file, template in _WEB_FILES.items():
            self._texts[folder / file.format(page=names.page, model=names.model)] = self._render(f"web/{template}")
        table = web / "routes" / "features.ts"
        line = f'import {{ {names.camel} }} from "@/features/{names.camel}/feature";\n'
        head, opening, listed = self._read(table).partition("\n/**")
        listed = listed.replace("];", f"  {names.camel},\n];")
        self._texts[table] = head + line + opening + listed
        keys = web / "api" / "keys.ts"
        key = f"  {names.camel}: {{ list: by<[Filters]>() }},"
        self._texts[keys] = insert_sorted_line(self._read(keys), key, r"  \w+: \{")
        for language, title in (("zh-CN", names.zh), ("en", names.plural_words.capitalize())):
            texts = web / "i18n" / language
            self._texts[texts / f"{names.camel}.json"] = self._render(f"web/texts.{language}.json")
            menu = json.loads(self._read(texts / "nav.json"))
            menu["pages"][names.camel] = title
            self._texts[texts / "nav.json"] = json.dumps(menu, ensure_ascii=False, indent=2) + "\n"

    def _contract(self, name: str) -> Path:
        return self._source / "contracts" / f"{name}.py"

    def _read(self, file: Path) -> str:
        return self._texts.get(file) or file.read_text()

    def _render(self, template: str, **more: object) -> str:
        return self._templates.get_template(f"{template}.j2").render(f=self._names, **more)


def new_feature(names: FeatureNames) -> list[Path]:
    """Write the feature into this checkout and return what was written or changed; all of it or nothing."""
    root = BACKEND.parent
    if not (root / "tests").is_dir():
        raise LaunchRefusedError("须在源码目录中运行 / run it in a checkout: there is no tests folder here")
    return FeatureWriter(names, root).write()
