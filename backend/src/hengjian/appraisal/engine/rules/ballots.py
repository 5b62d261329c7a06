"""Rules over votes and panel scores. Without a valid vote, or a score, the fact counts as absent."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hengjian.appraisal.engine.faults import Path
from hengjian.appraisal.engine.reading import Reader
from hengjian.appraisal.engine.rules.base import HUNDRED, ZERO, NoBand, Parameters, Rule, Why
from hengjian.appraisal.engine.rules.measured import Band, read_band


@dataclass(frozen=True)
class Votes:
    by_option: dict[str, Fraction]
    valid: Fraction


def read_votes(
    fact: Any, path: Path, reader: Reader, *, known: frozenset[str] | None, invalid: frozenset[str]
) -> Votes | None:
    content = reader.mapping(fact, path, required=("votes",)) or {}
    if "votes" not in content:
        return None
    votes = {}
    for option, value in reader.named(content["votes"], (*path, "votes")).items():
        if known is not None and option not in known and option not in invalid:
            reader.fault((*path, "votes", option), "unknown_option")
            continue
        votes[option] = reader.number(value, (*path, "votes", option), at_least=0)
    valid = sum((count for option, count in votes.items() if option not in invalid), ZERO)
    return Votes(votes, valid) if valid > 0 else None


class Ballot(Rule):
    """``ballot`` (测评): the mean value of the valid votes; scaled to the points where asked."""

    type = "ballot"
    required = ("values",)
    optional = ("invalid", "scale")

    def __init__(self, parameters: Parameters) -> None:
        reader, place = parameters.reader, (*parameters.path, "values")
        named = reader.named(parameters.content.get("values", {}), place)
        self._values = {option: reader.number(value, (*place, option)) for option, value in named.items()}
        self._invalid = frozenset(parameters.texts("invalid"))
        self._points = parameters.need_points() if parameters.boolean("scale") else None

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> Votes | None:
        return read_votes(fact, path, reader, known=frozenset(self._values), invalid=self._invalid)

    def score(self, fact: Votes, survey: None) -> tuple[Fraction, Why]:
        cast = ((option, count) for option, count in fact.by_option.items() if option not in self._invalid)
        score = sum((count * self._values[option] for option, count in cast), ZERO) / fact.valid
        if self._points is not None:
            score = score * self._points / HUNDRED
        return score, Why(
            "有效票 {valid} 张，平均 {score}",
            "{valid} valid votes, mean {score}",
            {"valid": fact.valid, "score": score},
        )


class VoteShare(Rule):
    """``vote_share`` (得票率分档): bands on the share of some options among the valid votes."""

    type = "vote_share"
    required = ("share_of", "bands")
    optional = ("invalid", "options")

    def __init__(self, parameters: Parameters) -> None:
        self._share_of = parameters.texts("share_of")
        self._invalid = frozenset(parameters.texts("invalid"))
        self._options = frozenset(parameters.texts("options")) if "options" in parameters.content else None
        reader, place = parameters.reader, (*parameters.path, "bands")
        self._bands: list[tuple[Band, list[str]]] = []
        for index, entry in enumerate(reader.entries(parameters.content.get("bands", []), place)):
            band = read_band(entry, (*place, index), reader, optional=("share_of",))
            own = isinstance(entry, dict) and "share_of" in entry
            share_of = reader.texts(entry["share_of"], (*place, index, "share_of")) if own else self._share_of
            self._bands.append((band, share_of))

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> Votes | None:
        return read_votes(fact, path, reader, known=self._options, invalid=self._invalid)

    def score(self, fact: Votes, survey: None) -> tuple[Fraction, Why]:
        for band, options in self._bands:
            counted = (fact.by_option.get(o, ZERO) for o in dict.fromkeys(options) if o not in self._invalid)
            share = sum(counted, ZERO) * HUNDRED / fact.valid
            if band.holds(share):
                numbers = {"options": "+".join(options), "share": share, "points": band.points, **band.describe()}
                return band.points, Why(
                    "{options} 得票率 {share}%，在 [{start}, {end}) 档，得 {points}",
                    "{options} have {share}% of the valid votes, band [{start}, {end}): {points}",
                    numbers,
                )
        raise NoBand


class RankBallot(Rule):
    """``rank_ballot``: place k on a ballot is worth ``first`` - ``step`` x (k - 1); the mean over the ballots."""

    type = "rank_ballot"
    required = ("first", "step")

    def __init__(self, parameters: Parameters) -> None:
        self._first, self._step = parameters.number("first"), parameters.number("step")

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> tuple[Fraction, Fraction] | None:
        """Sum of places and number of ballots."""
        if isinstance(fact, dict) and "places" in fact:
            reader.mapping(fact, path, required=("places",))
            return self._read_places(fact["places"], (*path, "places"), reader)
        content = reader.mapping(fact, path, required=("rank_sum", "ballots")) or {}
        if "rank_sum" not in content or "ballots" not in content:
            return None
        ballots = reader.number(content["ballots"], (*path, "ballots"), at_least=0, whole=True)
        total = reader.number(content["rank_sum"], (*path, "rank_sum"), at_least=int(ballots), whole=True)
        return (total, ballots) if ballots > 0 else None

    @staticmethod
    def _read_places(value: Any, path: Path, reader: Reader) -> tuple[Fraction, Fraction] | None:
        total = ballots = ZERO
        for place, count in reader.named(value, path).items():
            where = (*path, place)
            rank = reader.number(place, where, at_least=1, whole=True)
            votes = reader.number(count, where, at_least=0, whole=True)
            total, ballots = total + rank * votes, ballots + votes
        return (total, ballots) if ballots > 0 else None

    def score(self, fact: tuple[Fraction, Fraction], survey: None) -> tuple[Fraction, Why]:
        total, ballots = fact
        mean = total / ballots
        score = self._first - self._step * (mean - 1)
        return score, Why(
            "{ballots} 张票平均名次 {mean}，得 {score}",
            "mean place {mean} on {ballots} ballots: {score}",
            {"ballots": ballots, "mean": mean, "score": score},
        )


class Panel(Rule):
    """``panel`` (评委打分): the mean after dropping the ``trim`` lowest and highest; of too few nothing is dropped."""

    type = "panel"
    optional = ("trim",)

    def __init__(self, parameters: Parameters) -> None:
        self._points = parameters.need_points()
        self._trim = int(parameters.number("trim", ZERO, at_least=0, whole=True))

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> list[Fraction] | None:
        content = reader.mapping(fact, path, required=("scores",)) or {}
        if "scores" not in content:
            return None
        scores = [
            reader.number(entry, (*path, "scores", index), at_least=0, at_most=self._points)
            for index, entry in enumerate(reader.entries(content["scores"], (*path, "scores")))
        ]
        return scores or None

    def score(self, fact: list[Fraction], survey: None) -> tuple[Fraction, Why]:
        kept = sorted(fact)
        if self._trim and len(kept) > 2 * self._trim:
            kept = kept[self._trim : -self._trim]
        score = sum(kept, ZERO) / len(kept)
        return score, Why(
            "{count} 个评分去掉 {dropped} 个后平均 {score}",
            "mean of {count} scores after dropping {dropped}: {score}",
            {"count": len(fact), "dropped": len(fact) - len(kept), "score": score},
        )
