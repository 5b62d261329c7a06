"""Documents drawn at random that keep to the contract: every rule, every policy, few values, so that many tie."""

from random import Random
from typing import Any

VALUES = ("0", "1", "2.5", "7", "10", "33.33", "60", "85", "99.9", "100", "100.5", "120", "-3", 50, 3)
SHARES = ("0.5", "1", "2", "100/3", "1/7", "-1")
OPTIONS = ("good", "fair", "poor", "unsure")
MEASURED = ("threshold", "proportional", "step", "bands", "range", "brackets", "relative_to_best", "rank")
EVENTS = ("deductions", "bonuses", "count")
KINDS = (*MEASURED, *EVENTS, "given", "ballot", "vote_share", "rank_ballot", "panel")
NEED_POINTS = {"threshold", "proportional", "brackets", "relative_to_best", "panel"}


class Drawer:
    """Draws one document; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._count = 0

    def _any(self, *choices: Any) -> Any:
        return self._random.choice(choices)

    def _maybe(self, chance: float = 0.5) -> bool:
        return self._random.random() < chance

    def _number(self) -> Any:
        if self._maybe(0.3):
            return f"{self._random.randrange(130)}.{self._random.randrange(100):02}"
        return self._any(*VALUES)

    def _positive(self) -> Any:
        return self._any("0.5", "1", 2, "3.7", "10", "60")

    def _sometimes(self, **entries: Any) -> dict[str, Any]:
        return {key: value for key, value in entries.items() if self._maybe(0.4)}

    def document(self) -> dict[str, Any]:
        scheme = self._scheme()
        items = [node for node in _walk(scheme["root"]) if "rule" in node]
        vetoes = [veto["code"] for veto in scheme["vetoes"]]
        subjects = [self._subject(f"S{at}", items, vetoes) for at in range(self._random.randrange(1, 9))]
        return {"scheme": scheme, "subjects": subjects}

    def _scheme(self) -> dict[str, Any]:
        root = self._node(depth=0, mode="free")
        codes = [node["code"] for node in _walk(root)]
        effects = ("bar_advanced", "bar_awards", "force_lagging", "drop_tier", "drop_tier")
        ranking = self._sometimes(
            ties=self._any("competition", "dense"),
            order=self._any("asc", "desc"),
            break_by=self._random.sample(codes, min(2, len(codes))),
            unranked=["b"],
        )
        return {
            "root": root,
            "rounding": self._any({"places": 2}, {"places": 0}, {"places": "1"}, {}),
            "ranking": ranking,
            "vetoes": [{"code": f"v{at}", "effect": effect} for at, effect in enumerate(effects)],
            "tiers": [self._tier() for _ in range(self._random.randrange(4))],
        }

    def _tier(self) -> dict[str, Any]:
        seats = self._any({"count": self._random.randrange(4)}, {"share": self._any("0.3", "1/3", "0.5")}, {})
        rule = {"tier": self._any("advanced", "good", "lagging", "standard"), "boundary_ties": "exclude"}
        rule |= self._any({"top": seats}, {"bottom": seats}, {})
        if self._maybe(0.3):
            rule["boundary_ties"] = "include"
        return rule | self._sometimes(at_least=self._number(), below=self._number())

    def _head(self) -> dict[str, Any]:
        self._count += 1
        bounds = self._sometimes(cap=self._number(), floor=self._number()) if self._maybe(0.3) else {}
        return {"code": f"n{self._count}", "weight": self._any("1", "3", "60", "1/3", 2), **bounds}

    def _node(self, *, depth: int, mode: str) -> dict[str, Any]:
        """``free``: items may be excluded; ``pointed``: the same, but under a sum; ``plain``: never excluded."""
        if depth == 3 or (depth and self._maybe(0.5)):
            return self._item(mode=mode)
        head, combine = self._head(), self._any("sum", "weighted", "mean")
        if combine == "sum" and mode == "free":
            mode = self._any("pointed", "plain")
        modes = [mode] * self._random.randrange(1, 5)
        if combine != "sum" and mode == "plain":
            # One part that always applies keeps the group in, whatever happens to the others.
            modes[1:] = ["free"] * (len(modes) - 1)
        return {**head, "combine": combine, "parts": [self._node(depth=depth + 1, mode=part) for part in modes]}

    def _item(self, *, mode: str) -> dict[str, Any]:
        kind = self._any(*KINDS)
        rule = self._rule(kind)
        needs = kind in NEED_POINTS or rule.get("scale") or (kind == "deductions" and "start" not in rule)
        needs = needs or (kind == "step" and "base" not in rule) or (kind == "rank" and rule["award"] == "step")
        item = {**self._head(), "rule": rule, "times_coefficient": self._maybe(0.3)}
        if needs or mode == "pointed" or self._maybe():
            item["points"] = self._any("10", "100", "7.5", "100/3", 20)
        policies = ["zero"] + ["full"] * ("points" in item) + ["exclude"] * (mode != "plain") * 2
        item["missing"] = self._any(*policies)
        return item

    def _bands(self) -> list[dict[str, Any]]:
        bands = [
            {"points": self._number(), **self._sometimes(**{"from": self._number(), "to": self._number()})}
            for _ in range(self._random.randrange(3))
        ]
        return [*bands, {"points": self._number()}]

    def _rule(self, kind: str) -> dict[str, Any]:
        way = self._sometimes(direction=self._any("higher", "lower"))
        of = self._sometimes(of=self._any("actual", "rate", "gap"))
        number = self._number
        match kind:
            case "threshold":
                more = {"at": number(), **way, **of}
            case "proportional":
                more = {**way, **self._sometimes(uncapped=self._maybe())}
            case "step":
                more = {"size": self._positive(), "up": self._any(*SHARES), "down": self._any(*SHARES), **way, **of}
                more |= self._sometimes(at=number(), max_up=number(), max_down=number(), zero_at=number())
                more |= self._sometimes(partial=self._any("prorate", "whole", "started"), base=number())
                more |= self._sometimes(floor_at=self._any(None, number()))
            case "bands":
                more = {"bands": self._bands(), **of}
            case "range":
                ends = self._any("peers", {"worst": number(), "best": number()})
                more = {"low": number(), "high": number(), **way, **of, **self._sometimes(ends=ends)}
            case "brackets":
                brackets = [{"width": self._positive(), "per": self._any(*SHARES)} for _ in range(2)]
                last = {"per": "1/6", **self._sometimes(width="5")}
                more = {"brackets": [*brackets, last], **of, **self._sometimes(at=number())}
            case "relative_to_best":
                more = of
            case "rank":
                more = self._any(
                    {"award": "step", "step": number(), **self._sometimes(least=number())},
                    {"award": "step", "step_percent": "2"},
                    {"award": "spread", "first": number(), "last": number()},
                )
                more = {**more, **way, **of}
            case "deductions":
                more = self._sometimes(start=number(), floor_at=self._any(None, number()))
            case "bonuses":
                kinds = {"award": {"at_most": self._positive()}, "paper": {"at_most": self._positive()}}
                more = self._sometimes(at_most=number(), once_per_matter=self._maybe(), kinds=kinds)
            case "count":
                more = {"per": {"new": number(), "kept": self._any(*SHARES)}}
            case "ballot":
                more = {"values": {option: number() for option in OPTIONS}, **self._sometimes(scale=self._maybe())}
                more |= self._sometimes(invalid=["unsure"])
            case "vote_share":
                bands = self._bands()
                bands[0] |= self._sometimes(share_of=["fair", "poor"])
                more = {"share_of": ["good"], "bands": bands, **self._sometimes(invalid=["unsure"], options=[*OPTIONS])}
            case "rank_ballot":
                more = {"first": number(), "step": self._any(*SHARES)}
            case "panel":
                more = self._sometimes(trim=self._random.randrange(3))
            case _:
                more = {}
        return {"type": kind, **more}

    def _subject(self, code: str, items: list[dict[str, Any]], vetoes: list[str]) -> dict[str, Any]:
        facts = {item["code"]: self._fact(item) for item in items if self._maybe(0.85)}
        borne = [veto for veto in vetoes if self._maybe(0.1)]
        subject = {"code": code, "class": self._any("a", "a", "b"), "facts": facts, "vetoes": borne}
        return subject | self._sometimes(coefficient=self._any("1", "1.05", "0.9"))

    def _event(self) -> dict[str, Any]:
        event = {"points": self._positive(), **self._sometimes(count=self._random.randrange(3), factor="0.5")}
        return event | self._sometimes(matter=self._any("road", "bridge"), kind=self._any("award", "paper"))

    def _fact(self, item: dict[str, Any]) -> Any:
        kind, random = item["rule"]["type"], self._random
        if self._maybe(0.05):
            return None
        match kind:
            case "given":
                fact: Any = {"score": self._any("0", "1", "5.25", "7.5")}
            case "deductions" | "bonuses":
                events = [self._event() for _ in range(random.randrange(4))]
                for event in events if kind == "deductions" else ():
                    event.pop("matter", None), event.pop("kind", None)
                fact = {"events": events}
            case "count":
                fact = {"counts": self._sometimes(new=random.randrange(4), kept="1.5")}
            case "ballot" | "vote_share":
                fact = {"votes": {option: random.randrange(4) for option in OPTIONS if self._maybe(0.7)}}
            case "rank_ballot":
                places = {"places": {str(place): random.randrange(3) for place in range(1, 4)}}
                fact = self._any(places, {"rank_sum": 9, "ballots": self._any(0, 4, "7")})
            case "panel":
                fact = {"scores": [self._any("0", "5", "7.5", 6) for _ in range(random.randrange(6))]}
            case "rank" if self._maybe(0.3):
                ranks = [random.randrange(1, 6) for _ in range(random.randrange(4))]
                fact = self._any({"rank": random.randrange(1, 6), "among": 5}, {"ranks": ranks, "among": "5"})
            case "proportional":
                fact = {"actual": self._number(), "target": self._any("100", "80", "0.3", 7)}
            case _:
                fact = self._corrected()
        return fact

    def _corrected(self) -> dict[str, Any]:
        fact = {"actual": self._number(), "target": self._any("100", "80", "0.3", 7)}
        correction = {"points": self._number(), **self._sometimes(factor="1.5", at_most="5")}
        return fact | self._sometimes(corrections=[correction])


def _walk(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [node, *(below for part in node.get("parts", ()) for below in _walk(part))]


def draw_document(seed: int) -> dict[str, Any]:
    return Drawer(seed).document()
