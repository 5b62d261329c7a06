"""Rules over votes and panel scores. Without a valid vote, or a score, the fact counts as absent."""

from typing import Any, NamedTuple

from hengjian.appraisal.engine.exact import Exact, add_up
from hengjian.appraisal.engine.faults import Path
from hengjian.appraisal.engine.reading import MAX_ENTRIES, Reader
from hengjian.appraisal.engine.rules.base import (
    HUNDRED,
    ZERO,
    NoBandError,
    Parameters,
    Reach,
    Rule,
    Why,
    reach_of_steps,
)
from hengjian.appraisal.engine.rules.measured import Band, reach_of_bands, read_band


class Votes(NamedTuple):
    by_option: dict[str, Exact]
    valid: Exact


def read_votes(
    fact: Any, path: Path, reader: Reader, *, known: frozenset[str] | None, invalid: frozenset[str]
) -> Votes | None:
    """``{"votes": {option: number}}``, the numbers from 0 on; options in ``invalid`` are read but not valid.

    None where no vote is valid. An option outside ``known`` and ``invalid`` is the fault ``unknown_option``.
    """
    content = reader.mapping(fact, path, required=("votes",)) or {}
    if "votes" not in content:
        return None
    votes = {}
    for option, value in reader.named(content["votes"], (*path, "votes")).items():
        place = (*path, "votes", option)
        if known is not None and option not in known and option not in invalid:
            reader.fault(place, "unknown_option")
            continue
        votes[option] = reader.number(value, place, at_least=0)
    valid = add_up([count for option, count in votes.items() if option not in invalid])
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
        self._known = frozenset(self._values)
        self._invalid = frozenset(parameters.texts("invalid"))
        self._points = parameters.need_points() if parameters.boolean("scale") else None

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> Votes | None:
        """``{"votes": {option: number}}``; ``unknown_option`` for one without a value. None where it counts as absent;
        faults go to the reader.
        """
        return read_votes(fact, path, reader, known=self._known, invalid=self._invalid)

    def _mean(self, fact: Votes) -> Exact:
        valid = [(option, count) for option, count in fact.by_option.items() if option not in self._invalid]
        return add_up([count * self._values[option] for option, count in valid]) / fact.valid

    def score(self, fact: Votes, _survey: None) -> Exact:
        """The mean value of the valid votes, in points; scaled to the item's points where asked. Exact, unrounded.
        Source: ``ballot`` in scheme-rules.md.
        """
        mean = self._mean(fact)
        return mean if self._points is None else mean.times(self._points, HUNDRED)

    def reach(self, _fact: Votes | None, _survey: None) -> Reach:
        """Least and most points that another fact could bring, peers as they are; None where nothing bounds them."""
        valid = [value for option, value in self._values.items() if option not in self._invalid]
        if not valid:
            return None, None
        share = Exact(1) if self._points is None else self._points / HUNDRED
        return min(valid) * share, max(valid) * share

    def explain(self, fact: Votes, _survey: None, score: Exact) -> Why:
        """The sentence with its numbers, printed to six places at most; scores nothing."""
        numbers = {"valid": fact.valid, "mean": self._mean(fact), "score": score, "points": self._points}
        if self._points is None:
            return Why("有效票 {valid} 张，平均 {mean}", "{valid} valid votes, mean {mean}", numbers)
        return Why(
            "有效票 {valid} 张，平均 {mean}，按满分 {points} 折算得 {score}",
            "{valid} valid votes, mean {mean}, on {points} points: {score}",
            numbers,
        )


class VoteShare(Rule):
    """``vote_share`` (得票率分档): bands on the share of some options among the valid votes."""

    type = "vote_share"
    required = ("share_of", "bands")
    optional = ("invalid", "options")

    def __init__(self, parameters: Parameters) -> None:
        self._share_of = tuple(parameters.texts("share_of"))
        self._invalid = frozenset(parameters.texts("invalid"))
        self._options = frozenset(parameters.texts("options")) if "options" in parameters.content else None
        reader, place = parameters.reader, (*parameters.path, "bands")
        self._bands: list[tuple[Band, tuple[str, ...]]] = []
        for index, entry in enumerate(reader.entries(parameters.content.get("bands", []), place, at_most=MAX_ENTRIES)):
            band = read_band(entry, (*place, index), reader, optional=("share_of",))
            own = isinstance(entry, dict) and "share_of" in entry
            share_of = tuple(reader.texts(entry["share_of"], (*place, index, "share_of"))) if own else self._share_of
            self._bands.append((band, share_of))

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> Votes | None:
        """``{"votes": {option: number}}`` as one share in percent. None where it counts as absent; faults go to the
        reader.
        """
        return read_votes(fact, path, reader, known=self._options, invalid=self._invalid)

    def _find(self, fact: Votes) -> tuple[Band, tuple[str, ...], Exact]:
        """The band that holds, its options and their share."""
        shares: dict[tuple[str, ...], Exact] = {}
        for band, options in self._bands:
            if options not in shares:
                counted = [fact.by_option.get(o, ZERO) for o in dict.fromkeys(options) if o not in self._invalid]
                shares[options] = add_up(counted) * HUNDRED / fact.valid
            share = shares[options]
            if band.holds(share):
                return band, options, share
        raise NoBandError

    def score(self, fact: Votes, _survey: None) -> Exact:
        """The points of the first band that holds the share of some options among the valid votes. Raises
        :class:`NoBandError`. Exact, unrounded. Source: ``vote_share`` in scheme-rules.md.
        """
        return self._find(fact)[0].points

    def reach(self, _fact: Votes | None, _survey: None) -> Reach:
        """Least and most points that another fact could bring, peers as they are; None where nothing bounds them."""
        return reach_of_bands([band for band, _ in self._bands])

    def explain(self, fact: Votes, _survey: None, score: Exact) -> Why:
        """The sentence with its numbers, printed to six places at most; scores nothing."""
        band, options, share = self._find(fact)
        return Why(
            "{options} 得票率 {share}%，在 [{start}, {end}) 档，得 {score}",
            "{options} have {share}% of the valid votes, band [{start}, {end}): {score}",
            {"options": "+".join(options), "share": share, "score": score, **band.describe()},
        )


class RankBallot(Rule):
    """``rank_ballot``: place k on a ballot is worth ``first`` - ``step`` x (k - 1); the mean over the ballots."""

    type = "rank_ballot"
    required = ("first", "step")

    def __init__(self, parameters: Parameters) -> None:
        self._first, self._step = parameters.number("first"), parameters.number("step")

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> tuple[Exact, Exact] | None:
        """``{"places": {place: number}}``, or ``{"rank_sum", "ballots"}``, as sum of places and number of ballots.

        None where it counts as absent; faults go to the reader.
        """
        if not isinstance(fact, dict) or "places" in fact or not {"rank_sum", "ballots"} & fact.keys():
            content = reader.mapping(fact, path, required=("places",)) or {}
            return self._read_places(content["places"], (*path, "places"), reader) if "places" in content else None
        content = reader.mapping(fact, path, required=("rank_sum", "ballots")) or {}
        ballots = total = None
        if "ballots" in content:
            ballots = reader.optional_number(content["ballots"], (*path, "ballots"), at_least=0)
        if "rank_sum" in content:
            total = reader.optional_number(content["rank_sum"], (*path, "rank_sum"), at_least=0)
        if total is None or not ballots:
            return None
        if total < ballots:
            reader.fault((*path, "rank_sum"), "out_of_range")
        return total, ballots

    @staticmethod
    def _read_places(value: Any, path: Path, reader: Reader) -> tuple[Exact, Exact] | None:
        total = ballots = ZERO
        for place, count in reader.named(value, path).items():
            where = (*path, place)
            rank = reader.number(place, where, at_least=1, whole=True)
            votes = reader.number(count, where, at_least=0)
            total, ballots = total + rank * votes, ballots + votes
        return (total, ballots) if ballots > 0 else None

    def score(self, fact: tuple[Exact, Exact], _survey: None) -> Exact:
        """The mean over the ballots of ``first`` less ``step`` for each place after the first. Exact, unrounded.
        Source: ``rank_ballot`` in scheme-rules.md.
        """
        total, ballots = fact
        return self._first - self._step * (total / ballots - 1)

    def reach(self, _fact: tuple[Exact, Exact] | None, _survey: None) -> Reach:
        """Least and most points that another fact could bring, peers as they are; None where nothing bounds them."""
        least_loss, most_loss = reach_of_steps(self._step, None)
        return (
            None if most_loss is None else self._first - most_loss,
            None if least_loss is None else self._first - least_loss,
        )

    def explain(self, fact: tuple[Exact, Exact], _survey: None, score: Exact) -> Why:
        """The sentence with its numbers, printed to six places at most; scores nothing."""
        total, ballots = fact
        return Why(
            "{ballots} 张票平均名次 {mean}，得 {score}",
            "mean place {mean} on {ballots} ballots: {score}",
            {"ballots": ballots, "mean": total / ballots, "score": score},
        )


class Panel(Rule):
    """``panel`` (评委打分): the mean after dropping the ``trim`` lowest and highest; of too few nothing is dropped."""

    type = "panel"
    optional = ("trim",)

    def __init__(self, parameters: Parameters) -> None:
        self._points = parameters.need_points()
        self._trim = int(parameters.number("trim", ZERO, at_least=0, whole=True))

    def read_fact(self, fact: Any, path: Path, reader: Reader) -> list[Exact] | None:
        """``{"scores"}`` of the panellists, in points. None where it counts as absent; faults go to the reader."""
        content = reader.mapping(fact, path, required=("scores",)) or {}
        if "scores" not in content:
            return None
        scores = [
            reader.number(entry, (*path, "scores", index), at_least=0, at_most=self._points)
            for index, entry in enumerate(reader.entries(content["scores"], (*path, "scores")))
        ]
        return scores or None

    def _kept(self, fact: list[Exact]) -> list[Exact]:
        if self._trim and len(fact) > 2 * self._trim:
            return sorted(fact)[self._trim : -self._trim]
        return fact

    def score(self, fact: list[Exact], _survey: None) -> Exact:
        """The mean of the scores without the ``trim`` lowest and highest. Exact, unrounded. Source: ``panel`` in
        scheme-rules.md.
        """
        kept = self._kept(fact)
        return add_up(kept) / len(kept)

    def reach(self, _fact: list[Exact] | None, _survey: None) -> Reach:
        """Least and most points that another fact could bring, peers as they are; None where nothing bounds them."""
        return ZERO, self._points

    def explain(self, fact: list[Exact], _survey: None, score: Exact) -> Why:
        """The sentence with its numbers, printed to six places at most; scores nothing."""
        return Why(
            "{count} 个评分去掉 {dropped} 个后平均 {score}",
            "mean of {count} scores after dropping {dropped}: {score}",
            {"count": len(fact), "dropped": len(fact) - len(self._kept(fact)), "score": score},
        )
