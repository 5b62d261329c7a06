"""Who may act in a matter, for every writing operation of the contract: dated facts in, verdict out. Pure.

Persons and units are told apart by their codes. A person is one whatever the account; who signs in as a machine stands
for itself. An *end* of a matter goes by the operation that reaches it, also where a batch or an import did the same;
:data:`SECOND_INSPECTOR` is reached by being named.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

USUAL_YEARS = 3
"""How long one stands aside from a unit where one served, unless the county has set another term."""


class Duty(StrEnum):
    """``own``: a unit or person acts for itself. ``upon``: one unit or person is judged. ``all``: what holds for many
    is prepared or put into force. ``clerical``: nothing is judged."""

    OWN = "own"
    UPON = "upon"
    ALL = "all"
    CLERICAL = "clerical"


class Bar(StrEnum):
    """Why somebody may not act; told to the actor alone."""

    OTHER_SIDE = "other_side"
    SELF = "self"
    OWN_UNIT = "own_unit"
    FORMER_UNIT = "former_unit"
    TIED = "tied"
    OTHER_END = "other_end"


@dataclass(frozen=True)
class Posting:
    """A period of service; ``until`` is its last day, None while it lasts."""

    unit_id: str
    from_day: date
    until: date | None


@dataclass(frozen=True)
class Tie:
    """To a person or to a unit, without kind or reason; ``until`` is its last day, None while it lasts."""

    from_day: date
    until: date | None
    person_id: str | None = None
    unit_id: str | None = None


@dataclass(frozen=True)
class Actor:
    """Whoever is about to act: ``unit_id`` is the unit that the person acts for today."""

    person_id: str
    unit_id: str | None = None
    postings: Collection[Posting] = ()
    ties: Collection[Tie] = ()


@dataclass(frozen=True)
class Matter:
    """What the act is about: whose it is or who is judged, and which persons acted at which end already."""

    units: Collection[str] = ()
    persons: Collection[str] = ()
    acted: Mapping[str, Collection[str | None]] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """``end`` is the other end at which the actor was found; ``own_units`` are those of the matter that are the actor's
    own, which the record of an act upon all names."""

    bar: Bar | None = None
    end: str | None = None
    own_units: frozenset[str] = frozenset()

    @property
    def is_allowed(self) -> bool:
        return self.bar is None


@dataclass(frozen=True)
class Declared:
    """The duty of one operation, and whoever did what at the other ends of the matter has no part in it."""

    duty: Duty
    barred_ends: tuple[str, ...] = ()


def judge(operation: str, actor: Actor, matter: Matter, *, on: date, years: int = USUAL_YEARS) -> Verdict:
    """Whether the actor may do this on that day; ``years`` is the county's term for a former unit."""
    declared = DUTIES[operation]
    own_units = frozenset(unit for unit in matter.units if _is_own_unit(actor, unit, on))
    bar = _find_bar(declared.duty, actor, matter, own_units, on, years)
    if bar is not None:
        return Verdict(bar, own_units=own_units)
    end = next((end for end in declared.barred_ends if actor.person_id in matter.acted.get(end, ())), None)
    return Verdict(None if end is None else Bar.OTHER_END, end, own_units)


def _find_bar(duty: Duty, actor: Actor, matter: Matter, own_units: Collection[str], on: date, years: int) -> Bar | None:
    is_self = actor.person_id in matter.persons
    if duty is Duty.OWN:
        return None if is_self or actor.unit_id in own_units else Bar.OTHER_SIDE
    if duty is not Duty.UPON:
        return None
    if is_self:
        return Bar.SELF
    if own_units:
        return Bar.OWN_UNIT
    if any(_served_lately(actor, unit, on, years) for unit in matter.units):
        return Bar.FORMER_UNIT
    return Bar.TIED if any(_binds(tie, matter, on) for tie in actor.ties) else None


def _is_own_unit(actor: Actor, unit_id: str, on: date) -> bool:
    return actor.unit_id == unit_id or any(
        posting.unit_id == unit_id and posting.from_day <= on and (posting.until is None or on <= posting.until)
        for posting in actor.postings
    )


def _served_lately(actor: Actor, unit_id: str, on: date, years: int) -> bool:
    since = _years_before(on, years)
    return any(
        posting.unit_id == unit_id and posting.from_day <= on and posting.until is not None and posting.until > since
        for posting in actor.postings
    )


def _binds(tie: Tie, matter: Matter, on: date) -> bool:
    if on < tie.from_day or (tie.until is not None and tie.until < on):
        return False
    return tie.unit_id in matter.units or tie.person_id in matter.persons


def _years_before(day: date, years: int) -> date:
    """The same day so many years ago; the last of February for its 29th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if is_leap_day else day.day)


def _own(*barred_ends: str) -> Declared:
    return Declared(Duty.OWN, barred_ends)


def _upon(*barred_ends: str) -> Declared:
    return Declared(Duty.UPON, barred_ends)


def _all(*barred_ends: str) -> Declared:
    return Declared(Duty.ALL, barred_ends)


_CLERICAL = Declared(Duty.CLERICAL)
SECOND_INSPECTOR = "second_inspector"
_RECORDING = ("record_deduction", SECOND_INSPECTOR)
_RECOMMENDING = (
    "suggest_candidates",
    "record_recommendation",
    "set_slate",
    "record_plenary_vote",
    "set_inspection_subjects",
)

DUTIES: Mapping[str, Declared] = {
    "accept_letter": _own(),
    "accept_report": _upon("submit_report"),
    "accept_reports": _upon("submit_report"),
    "add_round_projects": _CLERICAL,
    "adopt_rule_template": _all(),
    "advance_year": _all(),
    "amend_scheme": _all(),
    "answer_round_finding": _own(),
    "approve_amendment": _upon("propose_amendment"),
    "approve_public_picture": _upon("prepare_public_picture"),
    "approve_results": _all("compute_results"),
    "approve_scheme": _all("draft_scheme", "change_scheme", "review_scheme"),
    "ask_for_extension": _own(),
    "assess_units": _upon(),
    "assign_transfer": _upon(),
    "assign_transfers": _upon(),
    "begin_upload": _CLERICAL,
    "change_account": _CLERICAL,
    "change_cadre": _CLERICAL,
    "change_client": _CLERICAL,
    "change_indicator": _all(),
    "change_password": _CLERICAL,
    "change_scheme": _all(),
    "change_unit": _CLERICAL,
    "change_year": _all(),
    "check_round_item_again": _upon("report_making_good"),
    "claim_bonus": _own(),
    "classify_unit": _upon(),
    "close_accountability_case": _upon(),
    "close_ballot_round": _all(),
    "close_evaluation_round": _all(),
    "close_sheet_round": _all(),
    "close_supervision_round": _all(),
    "close_target_round": _all(),
    "compute_results": _all(),
    "confirm_deduction": _upon(*_RECORDING),
    "confirm_deductions": _upon(*_RECORDING),
    "confirm_values": _upon("enter_values"),
    "copy_scheme": _all(),
    "correct_deduction": _upon(*_RECORDING, "confirm_deduction"),
    "decide_ballot_round": _all(),
    "decide_grants": _all("enter_accounts", "change_account"),
    "decide_nomination": _upon(*_RECOMMENDING),
    "decide_proposal": _upon(),
    "decide_proposals": _upon(),
    "decide_review": _upon("request_review"),
    "decide_veto": _upon("propose_veto"),
    "declare_own_tie": _own(),
    "decline_extension": _upon("ask_for_extension"),
    "download_trial": _CLERICAL,
    "draft_plans": _all(),
    "draft_scheme": _all(),
    "draw_lots": _all(),
    "end_other_sessions": _CLERICAL,
    "end_sessions_of_account": _CLERICAL,
    "end_tie": _upon(),
    "enter_accounts": _CLERICAL,
    "enter_ballot_counts": _all(),
    "enter_cadres": _CLERICAL,
    "enter_deduction_rules": _all(),
    "enter_indicators": _all(),
    "enter_manual_scores": _upon(),
    "enter_tie": _CLERICAL,
    "enter_unit_classes": _CLERICAL,
    "enter_units": _CLERICAL,
    "enter_values": _all(),
    "evaluate_document": _CLERICAL,
    "examine_scheme": _CLERICAL,
    "extend_rectification": _upon("ask_for_extension"),
    "finalise_results": _all(),
    "give_up_upload": _CLERICAL,
    "import_cadres": _CLERICAL,
    "import_deductions": _upon(),
    "import_history": _CLERICAL,
    "import_outcomes": _CLERICAL,
    "import_round_projects": _CLERICAL,
    "import_units": _CLERICAL,
    "issue_client_token": _CLERICAL,
    "issue_linkage_rules": _all("write_linkage_rules"),
    "issue_plan": _all("draft_plans"),
    "issue_plans": _all("draft_plans"),
    "issue_scheme": _all(),
    "judge_bonus_claim": _upon("claim_bonus"),
    "judge_objection": _upon(*_RECORDING, "confirm_deduction", "raise_objection"),
    "merge_deduction": _upon(*_RECORDING),
    "move_demo_clock": _CLERICAL,
    "name_county": _CLERICAL,
    "notify_deduction": _CLERICAL,
    "notify_deductions": _CLERICAL,
    "open_ballot_round": _all(),
    "open_draw": _all(),
    "open_evaluation_round": _all(),
    "open_nomination_round": _all(),
    "open_rectification": _upon(),
    "open_sheet_round": _all(),
    "open_supervision_round": _all(),
    "open_target_round": _all(),
    "open_year": _all(),
    "post_cadre": _CLERICAL,
    "prepare_public_picture": _upon(),
    "preview_rule": _CLERICAL,
    "propose_amendment": _all(),
    "propose_veto": _upon(),
    "publish_deduction": _upon(),
    "publish_deductions": _upon(),
    "publish_results": _all(),
    "raise_objection": _own(*_RECORDING, "confirm_deduction"),
    "read_manual_table": _CLERICAL,
    "read_sample_facts": _CLERICAL,
    "recheck_rectification": _upon("report_rectification"),
    "recompute_results": _all(),
    "record_deduction": _upon(),
    "record_deductions": _upon(),
    "record_grades": _upon(),
    "record_outcome": _upon("decide_proposal", "decide_nomination", *_RECOMMENDING),
    "record_plenary_vote": _upon(),
    "record_recommendation": _upon(),
    "record_round_findings": _upon(),
    "record_visit": _upon(),
    "register_client": _CLERICAL,
    "reject_amendment": _upon("propose_amendment"),
    "reject_public_picture": _upon("prepare_public_picture"),
    "renew_session": _CLERICAL,
    "report_making_good": _own(),
    "report_rectification": _own(),
    "request_review": _own(),
    "reset_password": _CLERICAL,
    "retry_appraisal_dead_letter": _CLERICAL,
    "retry_personnel_dead_letter": _CLERICAL,
    "retry_supervision_dead_letter": _CLERICAL,
    "retry_targets_dead_letter": _CLERICAL,
    "return_deduction": _upon(*_RECORDING),
    "return_report": _upon("submit_report"),
    "review_personnel_decision": _upon(),
    "review_public_text": _upon(*_RECORDING),
    "review_scheme": _all("draft_scheme", "change_scheme"),
    "revoke_deduction": _upon(*_RECORDING, "confirm_deduction"),
    "rotate_client_secret": _CLERICAL,
    "save_report_entries": _own(),
    "score_sheets": _upon("verify_sheets"),
    "set_inspection_subjects": _upon(),
    "set_slate": _upon(),
    "set_standing_aside_term": _all(),
    "sign_in": _CLERICAL,
    "sign_out": _CLERICAL,
    "sign_sheets": _upon("verify_sheets", "score_sheets"),
    "stop_sheet": _upon("verify_sheets", "score_sheets"),
    "submit_evaluation": _upon(),
    "submit_report": _own(),
    "suggest_candidates": _all(),
    "take_accountability_step": _upon(),
    "take_chunk": _CLERICAL,
    "try_scheme": _CLERICAL,
    "upload_scheme_table": _CLERICAL,
    "verify_sheets": _upon(),
    "withdraw_evidence": _CLERICAL,
    "withdraw_public_picture": _upon(),
    "withdraw_rectification": _upon(),
    "write_linkage_rules": _all(),
}
"""One duty for every writing operation; an act upon many units at once is asked of each of them."""
