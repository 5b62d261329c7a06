"""The demo county: its classes, units and cadres, staffed as the closing figures need it."""

from dataclasses import dataclass, replace
from random import Random

from hengjian.simulation.names import department_names, personal_names, township_names

CLASSES = {
    "township-1": ("一类乡镇", "township", "工业和城镇建设为主，人口较多，基础较好"),
    "township-2": ("二类乡镇", "township", "农业和特色产业为主，条件居中"),
    "township-3": ("三类乡镇", "township", "山区生态保护为主，人口较少，基础较弱"),
    "department-1": ("党群综合部门", "department", "综合协调和党群工作"),
    "department-2": ("经济管理部门", "department", "经济发展和建设管理"),
    "department-3": ("社会事业部门", "department", "公共服务和社会事业"),
    "department-4": ("执法监督和垂直管理部门", "department", "执法监督，含垂直管理单位"),
}
CLASSES_EN = {
    "township-1": "Townships, class I",
    "township-2": "Townships, class II",
    "township-3": "Townships, class III",
    "department-1": "Party and coordinating organs",
    "department-2": "Economic departments",
    "department-3": "Social affairs departments",
    "department-4": "Enforcement and vertical units",
}
_TOWNSHIPS_OF_CLASS = {"township-1": 10, "township-2": 14, "township-3": 12}

TOWNSHIP_CHIEFS = (("secretary", "党委书记", True), ("mayor", "乡镇长", True), ("congress", "人大主席", False))
TOWNSHIP_DEPUTIES = (
    ("deputy-secretary", "党委副书记"),
    ("discipline", "纪委书记"),
    ("deputy-mayor-1", "副乡镇长（经济）"),
    ("deputy-mayor-2", "副乡镇长（建设）"),
    ("organisation", "组织委员"),
    ("publicity", "宣传委员"),
)
DEPARTMENT_CHIEF = ("director", "主任（局长）", True)
DEPARTMENT_DEPUTIES = (
    ("deputy-director-1", "副主任（副局长，业务）"),
    ("deputy-director-2", "副主任（副局长，综合）"),
    ("discipline", "纪检组长"),
    ("chief-engineer", "总工程师"),
)
TRANSFER_SHARE = "0.05"
"""Share of a township's ordinary cadres whose last places are proposed for transfer; with the staffing here 38."""


@dataclass(frozen=True)
class Unit:
    code: str
    name: str
    kind: str
    class_code: str
    ordinary_count: int
    deputy_count: int


@dataclass(frozen=True)
class Cadre:
    code: str
    name: str
    unit_code: str
    post_code: str
    post_name: str
    post_group: str
    is_principal: bool


@dataclass(frozen=True)
class County:
    units: tuple[Unit, ...]
    cadres: tuple[Cadre, ...]

    def units_of(self, class_code: str) -> list[Unit]:
        return [unit for unit in self.units if unit.class_code == class_code]

    def units_of_kind(self, kind: str) -> list[Unit]:
        return [unit for unit in self.units if unit.kind == kind]

    def cadres_of(self, unit_code: str) -> list[Cadre]:
        return [cadre for cadre in self.cadres if cadre.unit_code == unit_code]


def found_county(seed: int) -> County:
    """36 townships and 60 departments, 294 + 250 leading and 1,400 ordinary cadres; the seed chooses personal names.

    Two townships have 30 ordinary cadres and give two transfers each, the others have 22 and give one.
    """
    units = (*_townships(), *_departments())
    posts = [post for unit in units for post in _posts(unit)]
    names = personal_names(Random(seed), len(posts))
    return County(units, tuple(replace(cadre, name=name) for cadre, name in zip(posts, names, strict=True)))


def small_county(county: County) -> County:
    """Five townships of one class, and four departments that keep their indicators: enough for every step of the
    year."""
    units = (*county.units_of("township-1")[:5], *county.units_of("department-2")[:4])
    codes = {unit.code for unit in units}
    return County(units, tuple(cadre for cadre in county.cadres if cadre.unit_code in codes))


def _townships() -> list[Unit]:
    classes = [code for code, count in _TOWNSHIPS_OF_CLASS.items() for _ in range(count)]
    return [
        Unit(
            code=f"T{number:02}",
            name=name,
            kind="township",
            class_code=class_code,
            ordinary_count=30 if number in {1, 2} else 22,
            deputy_count=6 if number <= 6 else 5,
        )
        for number, (name, class_code) in enumerate(zip(township_names(), classes, strict=True), 1)
    ]


def _departments() -> list[Unit]:
    named = [(name, code) for code in CLASSES if code.startswith("department") for name in department_names(code)]
    return [
        Unit(
            code=f"D{number:02}",
            name=name,
            kind="department",
            class_code=class_code,
            ordinary_count=9 if number > 52 else 10,
            deputy_count=4 if number <= 10 else 3,
        )
        for number, (name, class_code) in enumerate(named, 1)
    ]


def _posts(unit: Unit) -> list[Cadre]:
    chiefs = TOWNSHIP_CHIEFS if unit.kind == "township" else (DEPARTMENT_CHIEF,)
    deputies = (TOWNSHIP_DEPUTIES if unit.kind == "township" else DEPARTMENT_DEPUTIES)[: unit.deputy_count]
    leaders = [(code, name, "chief", is_principal) for code, name, is_principal in chiefs]
    leaders += [(code, name, "deputy", False) for code, name in deputies]
    leading = [
        Cadre(f"{unit.code}-C{number:02}", "", unit.code, code, name, group, is_principal)
        for number, (code, name, group, is_principal) in enumerate(leaders, 1)
    ]
    ordinary = [
        Cadre(f"{unit.code}-G{number:02}", "", unit.code, f"staff-{number:02}", "一般干部", "ordinary", False)
        for number in range(1, unit.ordinary_count + 1)
    ]
    return leading + ordinary
