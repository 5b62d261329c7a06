"""A second reading of the scheme language: slow, plain, for sound documents only. It shares no code with the engine."""

import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

Document = Mapping[str, Any]
Node = Mapping[str, Any]
ABSENT = object()


def num(value: Any) -> Fraction:
    if isinstance(value, str) and "/" in value:
        above, below = value.split("/")
        return Fraction(above) / Fraction(below)
    return Fraction(value)


def fixed(value: Fraction, places: int) -> str:
    units = math.floor(abs(value) * 10**places + Fraction(1, 2))
    sign = "-" if value < 0 and units else ""
    whole, part = divmod(units, 10**places)
    return f"{sign}{whole}.{part:0{places}}" if places else f"{sign}{whole}"


def total(values: Iterable[Fraction]) -> Fraction:
    return sum(values, Fraction(0))


def nodes_of(node: Node) -> list[Node]:
    return [node, *(below for part in node.get("parts", ()) for below in nodes_of(part))]


def worth(node: Node) -> Fraction:
    if "parts" not in node:
        return num(node["points"])
    worths = [worth(part) for part in node["parts"]]
    if node["combine"] == "sum":
        return total(worths)
    weights = [num(part["weight"]) if node["combine"] == "weighted" else Fraction(1) for part in node["parts"]]
    return total(w * x for w, x in zip(weights, worths, strict=True)) / total(weights)


def measure(fact: Mapping[str, Any], of: str) -> Fraction:
    x = num(fact["actual"])
    if of == "rate":
        x = x / num(fact["target"]) * 100
    elif of == "gap":
        x = x - num(fact["target"])
    for correction in fact.get("corrections", ()):
        part = num(correction["points"]) * num(correction.get("factor", 1))
        if "at_most" in correction:
            part = max(-num(correction["at_most"]), min(num(correction["at_most"]), part))
        x += part
    return x


def event_worth(event: Mapping[str, Any]) -> Fraction:
    return num(event["points"]) * num(event.get("count", 1)) * num(event.get("factor", 1))


def first_band(bands: Sequence[Mapping[str, Any]], x_of: Any) -> Fraction:
    for band in bands:
        x = x_of(band)
        if ("from" not in band or x >= num(band["from"])) and ("to" not in band or x < num(band["to"])):
            return num(band["points"])
    raise LookupError


def is_absent(kind: str, rule: Mapping[str, Any], fact: Any) -> bool:
    if fact is ABSENT or fact is None:
        return True
    if kind in {"ballot", "vote_share"}:
        votes: Mapping[str, Any] = fact["votes"]
        return not any(num(n) for option, n in votes.items() if option not in rule.get("invalid", ()))
    if kind == "rank_ballot":
        return not (any(map(num, fact["places"].values())) if "places" in fact else num(fact["ballots"]))
    return [] in (fact.get("scores"), fact.get("ranks"))


def score_rule(item: Node, fact: Any, peers: Sequence[Mapping[str, Any]]) -> Fraction:
    rule, points = item["rule"], num(item.get("points", 0))
    match rule["type"]:
        case "given":
            return num(fact["score"])
        case "deductions":
            start = num(rule["start"]) if "start" in rule else points
            score = start - total(map(event_worth, fact["events"]))
            floor = rule.get("floor_at", "0")
            return score if floor is None else max(score, num(floor))
        case "bonuses":
            return score_bonuses(rule, fact["events"])
        case "count":
            return total(num(n) * num(rule["per"][kind]) for kind, n in fact["counts"].items())
        case "panel" | "rank_ballot" | "ballot" | "vote_share":
            return score_votes(rule, fact, points)
        case _:
            return score_measured(item, fact, peers)


def score_measured(item: Node, fact: Any, peers: Sequence[Mapping[str, Any]]) -> Fraction:
    rule, points = item["rule"], num(item.get("points", 0))
    kind, lower = rule["type"], rule.get("direction") == "lower"
    of = rule.get("of", "rate" if kind in {"step", "brackets"} else "actual")
    match kind:
        case "threshold":
            x, at = measure(fact, of), num(rule["at"])
            score = points if (x <= at if lower else x >= at) else Fraction(0)
        case "proportional":
            actual, target = num(fact["actual"]), num(fact["target"])
            share = points * actual / target if not lower else points if actual <= 0 else points * target / actual
            score = max(Fraction(0), share if rule.get("uncapped") else min(share, points))
        case "step":
            score = score_step(rule, measure(fact, of), points, lower)
        case "bands":
            x = measure(fact, of)
            score = first_band(rule["bands"], lambda _band: x)
        case "range":
            score = score_range(rule, measure(fact, of), [measure(peer, of) for peer in peers], lower)
        case "brackets":
            score = score_brackets(rule, measure(fact, of), points)
        case "relative_to_best":
            best = max(measure(peer, of) for peer in peers)
            score = Fraction(0) if best <= 0 else max(Fraction(0), points * measure(fact, of) / best)
        case "rank":
            score = score_rank(item, fact, [measure(peer, of) for peer in peers if "actual" in peer], lower)
        case _:
            raise AssertionError(kind)
    return score


def score_brackets(rule: Mapping[str, Any], x: Fraction, points: Fraction) -> Fraction:
    away, change = x - num(rule.get("at", 100)), Fraction(0)
    left = abs(away)
    for bracket in rule["brackets"]:
        inside = min(left, num(bracket["width"])) if "width" in bracket else left
        change, left = change + inside * num(bracket["per"]), left - inside
    return max(Fraction(0), points + change if away > 0 else points - change)


def score_step(rule: Mapping[str, Any], x: Fraction, points: Fraction, lower: bool) -> Fraction:
    if "zero_at" in rule and (x >= num(rule["zero_at"]) if lower else x <= num(rule["zero_at"])):
        return Fraction(0)
    above = num(rule.get("at", 100)) - x if lower else x - num(rule.get("at", 100))
    steps = abs(above) / num(rule["size"])
    if rule.get("partial") == "whole":
        steps = Fraction(math.floor(steps))
    if rule.get("partial") == "started":
        steps = Fraction(math.ceil(steps))
    base = num(rule["base"]) if "base" in rule else points
    way, most = ("up", "max_up") if above >= 0 else ("down", "max_down")
    change = num(rule[way]) * steps
    if most in rule and above != 0:
        change = min(change, num(rule[most]))
    score = base + change if above >= 0 else base - change
    floor = rule.get("floor_at", "0")
    return score if floor is None else max(score, num(floor))


def score_range(rule: Mapping[str, Any], x: Fraction, values: Sequence[Fraction], lower: bool) -> Fraction:
    low, high, ends = num(rule["low"]), num(rule["high"]), rule.get("ends", "peers")
    if ends == "peers":
        worst, best = (max(values), min(values)) if lower else (min(values), max(values))
    else:
        worst, best = num(ends["worst"]), num(ends["best"])
    if worst == best:
        return high
    score = low + (high - low) * (x - worst) / (best - worst)
    return min(max(score, min(low, high)), max(low, high))


def score_rank(item: Node, fact: Mapping[str, Any], values: Sequence[Fraction], lower: bool) -> Fraction:
    rule = item["rule"]

    def award(place: int, among: int) -> Fraction:
        if rule["award"] == "step":
            points = num(item["points"])
            step = num(rule["step"]) if "step" in rule else points * num(rule["step_percent"]) / 100
            return max(num(rule.get("least", 0)), points - step * (place - 1))
        first, last = num(rule["first"]), num(rule["last"])
        return first if among == 1 else first - (first - last) * (place - 1) / (among - 1)

    if "actual" in fact:
        x = measure(fact, rule.get("of", "actual"))
        return award(1 + sum(v < x if lower else v > x for v in values), len(values))
    ranks = fact["ranks"] if "ranks" in fact else [fact["rank"]]
    return total(award(int(rank), int(fact["among"])) for rank in ranks) / len(ranks)


def score_bonuses(rule: Mapping[str, Any], events: Sequence[Mapping[str, Any]]) -> Fraction:
    counting: list[Mapping[str, Any]] = []
    for event in events:
        same = [other for other in counting if "matter" in event and other.get("matter") == event["matter"]]
        if not rule.get("once_per_matter", True) or not same:
            counting.append(event)
        elif event_worth(event) > event_worth(same[0]):
            counting[counting.index(same[0])] = event
    score = total(event_worth(event) for event in counting if "kind" not in event or "kinds" not in rule)
    for kind, limits in rule.get("kinds", {}).items():
        part = total(event_worth(event) for event in counting if event.get("kind") == kind)
        score += min(part, num(limits["at_most"]))
    return min(score, num(rule["at_most"])) if "at_most" in rule else score


def score_votes(rule: Mapping[str, Any], fact: Mapping[str, Any], points: Fraction) -> Fraction:
    kind = rule["type"]
    if kind == "panel":
        scores, trim = sorted(map(num, fact["scores"])), int(rule.get("trim", 0))
        kept = scores[trim : len(scores) - trim] if len(scores) >= 2 * trim + 1 else scores
        return total(kept) / len(kept)
    if kind == "rank_ballot":
        first, step = num(rule["first"]), num(rule["step"])
        if "places" in fact:
            ballots = total(map(num, fact["places"].values()))
            return total((first - step * (int(k) - 1)) * num(n) for k, n in fact["places"].items()) / ballots
        return first - step * (num(fact["rank_sum"]) / num(fact["ballots"]) - 1)
    valid = {option: num(n) for option, n in fact["votes"].items() if option not in rule.get("invalid", ())}
    if kind == "ballot":
        mean = total(n * num(rule["values"][option]) for option, n in valid.items()) / total(valid.values())
        return mean * points / 100 if rule.get("scale") else mean

    def share(band: Mapping[str, Any]) -> Fraction:
        of = band.get("share_of", rule["share_of"])
        return total(n for option, n in valid.items() if option in of) * 100 / total(valid.values())

    return first_band(rule["bands"], share)


def hold(node: Node, value: Fraction) -> Fraction:
    if "floor" in node:
        value = max(value, num(node["floor"]))
    return min(value, num(node["cap"])) if "cap" in node else value


def score_node(node: Node, subject: Mapping[str, Any], peers: Mapping[str, Any], out: dict[str, Any]) -> Any:
    if "parts" in node:
        scores = [score_node(part, subject, peers, out) for part in node["parts"]]
        there = [(part, score) for part, score in zip(node["parts"], scores, strict=True) if score is not None]
        value = None
        if there:
            if node["combine"] == "weighted":
                weights = [num(part["weight"]) / total(num(p["weight"]) for p, _ in there) for part, _ in there]
            elif node["combine"] == "mean":
                weights = [Fraction(1, len(there))] * len(there)
            elif len(there) < len(scores):
                weights = [total(map(worth, node["parts"])) / total(worth(p) for p, _ in there)] * len(there)
            else:
                weights = [Fraction(1)] * len(there)
            for (part, score), weight in zip(there, weights, strict=True):
                out[part["code"]] = (score, score * weight)
            value = hold(node, total(score * weight for (_, score), weight in zip(there, weights, strict=True)))
    else:
        value = score_item(node, subject, peers)
    out.setdefault(node["code"], (value, None))
    return value


def score_item(node: Node, subject: Mapping[str, Any], peers: Mapping[str, Any]) -> Fraction | None:
    fact = subject["facts"].get(node["code"], ABSENT)
    kind = node["rule"]["type"]
    if kind in {"deductions", "bonuses", "count"}:
        fact = {"events": [], "counts": {}} if fact is ABSENT or fact is None else fact
    elif is_absent(kind, node["rule"], fact):
        return {"exclude": None, "zero": Fraction(0), "full": num(node.get("points", 0))}[node["missing"]]
    value = score_rule(node, fact, peers[node["code"]])
    return hold(node, value * num(subject.get("coefficient", 1)) if node.get("times_coefficient") else value)


def score_document(document: Document) -> dict[str, dict[str, Any]]:
    """By subject: ``total`` (exact) and ``nodes``: score and weighted of each, exact, None where excluded."""
    root, subjects = document["scheme"]["root"], document["subjects"]
    scored = {}
    for subject in subjects:
        peers = {
            item["code"]: [
                fact
                for other in subjects
                if other["class"] == subject["class"]
                and not is_absent("", {}, fact := other["facts"].get(item["code"], ABSENT))
            ]
            for item in nodes_of(root)
            if "rule" in item
        }
        nodes: dict[str, Any] = {}
        value = score_node(root, subject, peers, nodes)
        nodes[root["code"]] = (value, value)
        scored[subject["code"]] = {"total": value, "nodes": nodes}
    return scored


def rank_document(document: Document) -> dict[str, dict[str, Any]]:
    """By subject what the result says: total, rank, of, margin, tier, flags; and nodes as printed."""
    scheme, scored = document["scheme"], score_document(document)
    places = int(num(scheme.get("rounding", {}).get("places", 2)))
    ranking = scheme.get("ranking", {})
    sign = 1 if ranking.get("order") == "asc" else -1
    results: dict[str, dict[str, Any]] = {}
    for class_code in {subject["class"] for subject in document["subjects"]}:
        members = [subject for subject in document["subjects"] if subject["class"] == class_code]
        totals = {s["code"]: Fraction(fixed(scored[s["code"]]["total"], places)) for s in members}
        keys = {}
        for code, value in totals.items():
            breaking = [scored[code]["nodes"][node][0] for node in ranking.get("break_by", ())]
            keys[code] = (sign * value, *((x is None, 0 if x is None else sign * x) for x in breaking))
        is_ranked = class_code not in ranking.get("unranked", ())
        ranks = {}
        for code, key in keys.items():
            better = [other for other in keys.values() if other < key]
            ranks[code] = 1 + len(set(better) if ranking.get("ties") == "dense" else better)
        tiers, flags = give_tiers(scheme, members, totals, ranks) if is_ranked else ({}, {})
        for subject in members:
            code = subject["code"]
            ahead = [other for other in ranks if ranks[other] < ranks[code]]
            next_better = [totals[o] for o in ahead if ranks[o] == max(ranks[a] for a in ahead)]
            # Of several tied above by total, all have the same total; by break_by only, any of the last rank has.
            results[code] = {
                "class": class_code,
                "total": fixed(totals[code], places),
                "rank": ranks[code] if is_ranked else None,
                "of": len(members),
                "margin": fixed(abs(next_better[0] - totals[code]), places) if ahead and is_ranked else None,
                "tier": tiers.get(code),
                "flags": sorted({f"veto:{veto}" for veto in subject.get("vetoes", ())} | flags.get(code, set())),
                "nodes": {
                    node: tuple(None if value is None else fixed(value, 6) for value in pair)
                    for node, pair in scored[code]["nodes"].items()
                },
            }
    return results


def give_tiers(
    scheme: Mapping[str, Any], members: Sequence[Any], totals: Mapping[str, Fraction], ranks: Mapping[str, int]
) -> tuple[dict[str, str], dict[str, set[str]]]:
    effect_of = {veto["code"]: veto["effect"] for veto in scheme.get("vetoes", ())}
    vetoed = {s["code"]: [effect_of[veto] for veto in set(s.get("vetoes", ()))] for s in members}
    tiers = {code: "lagging" for code, effects in vetoed.items() if "force_lagging" in effects}
    flags: dict[str, set[str]] = {}
    for rule in scheme.get("tiers", ()):
        can = []
        for code in totals:
            barred = rule["tier"] == "advanced" and "bar_advanced" in vetoed[code]
            barred |= "bar_awards" in vetoed[code] and ("top" in rule or "at_least" in rule)
            barred |= "at_least" in rule and totals[code] < num(rule["at_least"])
            barred |= "below" in rule and totals[code] >= num(rule["below"])
            if code not in tiers and not barred:
                can.append(code)
        seats = rule.get("top", rule.get("bottom", {}))
        left = len(can)
        if "count" in seats:
            left = int(num(seats["count"]))
        elif "share" in seats:
            left = math.floor(num(seats["share"]) * len(members) + Fraction(1, 2))
        for rank in sorted({ranks[code] for code in can}, reverse="bottom" in rule):
            level = [code for code in can if ranks[code] == rank]
            if left <= 0:
                break
            if len(level) > left:
                for code in level:
                    flags.setdefault(code, set()).add("tie_at_boundary")
                level = level if rule.get("boundary_ties") == "include" else []
                left = 0
            left -= len(level)
            tiers |= dict.fromkeys(level, rule["tier"])
    chain = [*dict.fromkeys(r["tier"] for r in scheme.get("tiers", ()) if r["tier"] not in {"standard", "lagging"})]
    chain += ["standard", "lagging"]
    for code, effects in vetoed.items():
        place = chain.index(tiers.setdefault(code, "standard")) + effects.count("drop_tier")
        tiers[code] = chain[min(place, len(chain) - 1)]
    return tiers, flags
