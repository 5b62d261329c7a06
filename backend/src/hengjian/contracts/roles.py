"""The roles of an appraisal year and what each may do: the one matrix that every service reads."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from hengjian.contracts.permissions import Permission as P


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    APPRAISAL_OFFICE = "appraisal_office"
    AUDITOR = "auditor"
    CADRE = "cadre"
    COMMITTEE = "committee"
    COUNTY_LEADER = "county_leader"
    DEMO_OPERATOR = "demo_operator"
    DISCIPLINE_OFFICE = "discipline_office"
    FINANCE_OFFICE = "finance_office"
    INDICATOR_OWNER = "indicator_owner"
    INSPECTOR = "inspector"
    MONITOR = "monitor"
    ORGANISATION_DEPARTMENT = "organisation_department"
    SCORER = "scorer"
    SECURITY_ADMINISTRATOR = "security_administrator"
    SUPERVISION_OFFICE = "supervision_office"
    UNIT_HEAD = "unit_head"
    UNIT_REPORTER = "unit_reporter"
    VERIFIER = "verifier"


UNIT_ROLES = frozenset({Role.CADRE, Role.UNIT_HEAD, Role.UNIT_REPORTER})
"""What these open, they open of the holder's own unit; so whoever holds one belongs to a unit."""

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR})
"""One proposes who may do what, the other confirms it."""

SAFEGUARDS = ADMINISTRATORS | {Role.AUDITOR}
"""Who keeps the system, who lets people into it, and who reads what they all did: three persons without an office."""

YEAR_END_TEAMS = frozenset({Role.MONITOR, Role.SCORER, Role.VERIFIER})
"""Each looks at what another did, so nobody serves in two of them within a year."""

NO_OFFICE = frozenset({Role.CADRE, Role.DEMO_OPERATOR})
"""What somebody may hold beside any office, in an account of its own."""

_BASIC = frozenset({P.DIRECTORY_UNIT_READ, P.TARGETS_YEAR_READ, P.SUPERVISION_RULE_READ, P.APPRAISAL_SCHEME_READ})

_OVERVIEW = _BASIC | {
    P.APPRAISAL_RESULT_READ,
    P.APPRAISAL_STANDING_READ,
    P.SUPERVISION_DEDUCTION_READ,
    P.TARGETS_INDICATOR_READ,
    P.TARGETS_PLAN_READ,
    P.TARGETS_REPORT_READ,
}

_UNIT_VIEW = _OVERVIEW | {
    P.APPRAISAL_BONUS_READ,
    P.APPRAISAL_REVIEW_READ,
    P.APPRAISAL_VETO_READ,
    P.DIRECTORY_CADRE_READ,
    P.SUPERVISION_RECTIFICATION_READ,
    P.SUPERVISION_ROUND_READ,
    P.SUPERVISION_VISIT_READ,
    P.TARGETS_ROUND_READ,
    P.TARGETS_VALUE_READ,
}

_ALL_READS = frozenset(p for p in P if p.endswith(":read") and p is not P.DIRECTORY_AUDIT_READ)

GRANTS: Mapping[Role, frozenset[P]] = {
    Role.ADMINISTRATOR: _BASIC
    | {
        P.DIRECTORY_ACCOUNT_MANAGE,
        P.DIRECTORY_ACCOUNT_READ,
        P.DIRECTORY_CADRE_MANAGE,
        P.DIRECTORY_CADRE_READ,
        P.DIRECTORY_CLIENT_MANAGE,
        P.DIRECTORY_CLOCK_MOVE,
        P.DIRECTORY_EVENT_MANAGE,
        P.DIRECTORY_GRANT_READ,
        P.DIRECTORY_TIE_MANAGE,
        P.DIRECTORY_TIE_READ,
        P.DIRECTORY_UNIT_MANAGE,
    },
    Role.APPRAISAL_OFFICE: _UNIT_VIEW
    | {
        P.APPRAISAL_BALLOT_COUNT,
        P.APPRAISAL_BALLOT_READ,
        P.APPRAISAL_EVALUATION_MANAGE,
        P.APPRAISAL_EVALUATION_READ,
        P.APPRAISAL_RESULT_COMPUTE,
        P.APPRAISAL_RESULT_PUBLISH,
        P.APPRAISAL_SCHEME_ISSUE,
        P.APPRAISAL_SCHEME_REVIEW,
        P.APPRAISAL_SCHEME_WRITE,
        P.APPRAISAL_SHEET_MANAGE,
        P.APPRAISAL_SHEET_READ,
        P.DIRECTORY_PERSON_READ,
        P.TARGETS_AMENDMENT_APPROVE,
        P.TARGETS_AMENDMENT_PROPOSE,
        P.TARGETS_INDICATOR_MANAGE,
        P.TARGETS_PLAN_ISSUE,
        P.TARGETS_PLAN_WRITE,
        P.TARGETS_REPORT_JUDGE,
        P.TARGETS_ROUND_MANAGE,
        P.TARGETS_YEAR_MANAGE,
    },
    Role.AUDITOR: _ALL_READS | {P.DIRECTORY_AUDIT_READ},
    Role.CADRE: _BASIC
    | {
        P.APPRAISAL_RESULT_READ,
        P.APPRAISAL_REVIEW_READ,
        P.APPRAISAL_REVIEW_REQUEST,
        P.APPRAISAL_STANDING_READ,
        P.DIRECTORY_CADRE_READ,
        P.PERSONNEL_GRADE_READ,
    },
    Role.COMMITTEE: _UNIT_VIEW
    | {
        P.APPRAISAL_BALLOT_DECIDE,
        P.APPRAISAL_BALLOT_READ,
        P.APPRAISAL_RESULT_APPROVE,
        P.APPRAISAL_REVIEW_DECIDE,
        P.APPRAISAL_SCHEME_APPROVE,
        P.APPRAISAL_VETO_DECIDE,
        P.PERSONNEL_GRADE_READ,
        P.PERSONNEL_NOMINATION_READ,
        P.PERSONNEL_OUTCOME_READ,
        P.PERSONNEL_PROPOSAL_READ,
        P.PERSONNEL_QUOTA_READ,
        P.PERSONNEL_RULE_READ,
    },
    Role.COUNTY_LEADER: _UNIT_VIEW | {P.APPRAISAL_EVALUATION_READ, P.APPRAISAL_EVALUATION_SCORE},
    Role.DEMO_OPERATOR: _BASIC | {P.DIRECTORY_CLOCK_MOVE},
    Role.DISCIPLINE_OFFICE: _UNIT_VIEW
    | {
        P.APPRAISAL_VETO_PROPOSE,
        P.PERSONNEL_PROPOSAL_DECIDE_ACCOUNTABILITY,
        P.PERSONNEL_PROPOSAL_READ,
        P.PERSONNEL_RULE_READ,
        P.SUPERVISION_DEDUCTION_JUDGE,
        P.SUPERVISION_DRAW_READ,
        P.SUPERVISION_PICTURE_REVIEW,
    },
    Role.FINANCE_OFFICE: _OVERVIEW
    | {P.PERSONNEL_PROPOSAL_DECIDE_BONUS, P.PERSONNEL_PROPOSAL_READ, P.PERSONNEL_RULE_READ},
    Role.INDICATOR_OWNER: _OVERVIEW
    | {
        P.APPRAISAL_BONUS_READ,
        P.APPRAISAL_BONUS_VERIFY,
        P.APPRAISAL_VETO_PROPOSE,
        P.APPRAISAL_VETO_READ,
        P.TARGETS_VALUE_ENTER,
        P.TARGETS_VALUE_READ,
    },
    Role.INSPECTOR: _BASIC
    | {
        P.SUPERVISION_DEDUCTION_READ,
        P.SUPERVISION_DEDUCTION_RECORD,
        P.SUPERVISION_DRAW_READ,
        P.SUPERVISION_EVIDENCE_UPLOAD,
        P.SUPERVISION_RECTIFICATION_READ,
        P.SUPERVISION_RECTIFICATION_RECHECK,
        P.SUPERVISION_ROUND_FIND,
        P.SUPERVISION_ROUND_READ,
        P.SUPERVISION_VISIT_READ,
        P.SUPERVISION_VISIT_WRITE,
        P.TARGETS_PLAN_READ,
    },
    Role.MONITOR: _OVERVIEW
    | {
        P.APPRAISAL_BALLOT_READ,
        P.APPRAISAL_EVALUATION_READ,
        P.APPRAISAL_SHEET_MONITOR,
        P.APPRAISAL_SHEET_READ,
    },
    Role.ORGANISATION_DEPARTMENT: _UNIT_VIEW
    | {
        P.APPRAISAL_MANUAL_SCORE,
        P.DIRECTORY_CADRE_MANAGE,
        P.DIRECTORY_PERSON_READ,
        P.DIRECTORY_TIE_MANAGE,
        P.DIRECTORY_TIE_READ,
        P.DIRECTORY_UNIT_MANAGE,
        P.PERSONNEL_GRADE_READ,
        P.PERSONNEL_NOMINATION_MANAGE,
        P.PERSONNEL_NOMINATION_READ,
        P.PERSONNEL_OUTCOME_IMPORT,
        P.PERSONNEL_OUTCOME_READ,
        P.PERSONNEL_PROPOSAL_DECIDE_CADRE,
        P.PERSONNEL_PROPOSAL_READ,
        P.PERSONNEL_QUOTA_READ,
        P.PERSONNEL_RULE_MANAGE,
        P.PERSONNEL_RULE_READ,
    },
    Role.SCORER: _OVERVIEW | {P.APPRAISAL_SHEET_READ, P.APPRAISAL_SHEET_SCORE},
    Role.SECURITY_ADMINISTRATOR: _BASIC
    | {
        P.DIRECTORY_ACCOUNT_READ,
        P.DIRECTORY_GRANT_CONFIRM,
        P.DIRECTORY_GRANT_READ,
        P.DIRECTORY_PASSWORD_RESET,
        P.DIRECTORY_SESSION_END,
    },
    Role.SUPERVISION_OFFICE: _UNIT_VIEW
    | {
        P.SUPERVISION_DEDUCTION_CONFIRM,
        P.SUPERVISION_DEDUCTION_PUBLISH,
        P.DIRECTORY_PERSON_READ,
        P.SUPERVISION_DEDUCTION_RECORD,
        P.SUPERVISION_DRAW_MANAGE,
        P.SUPERVISION_DRAW_READ,
        P.SUPERVISION_EVIDENCE_UPLOAD,
        P.SUPERVISION_PICTURE_PREPARE,
        P.SUPERVISION_PICTURE_REVIEW,
        P.SUPERVISION_RECTIFICATION_MANAGE,
        P.SUPERVISION_RECTIFICATION_RECHECK,
        P.SUPERVISION_ROUND_MANAGE,
        P.SUPERVISION_RULE_MANAGE,
        P.SUPERVISION_VISIT_WRITE,
    },
    Role.UNIT_HEAD: _UNIT_VIEW
    | {
        P.APPRAISAL_BONUS_CLAIM,
        P.APPRAISAL_MANUAL_SCORE,
        P.APPRAISAL_REVIEW_REQUEST,
        P.PERSONNEL_GRADE_READ,
        P.PERSONNEL_QUOTA_READ,
        P.SUPERVISION_DEDUCTION_OBJECT,
        P.SUPERVISION_EVIDENCE_UPLOAD,
        P.SUPERVISION_RECTIFICATION_REPORT,
        P.SUPERVISION_ROUND_ANSWER,
        P.TARGETS_AMENDMENT_PROPOSE,
        P.TARGETS_LETTER_ACCEPT,
        P.TARGETS_PLAN_WRITE,
        P.TARGETS_REPORT_SUBMIT,
    },
    Role.UNIT_REPORTER: _UNIT_VIEW
    | {
        P.APPRAISAL_BONUS_CLAIM,
        P.SUPERVISION_DEDUCTION_OBJECT,
        P.SUPERVISION_EVIDENCE_UPLOAD,
        P.SUPERVISION_RECTIFICATION_REPORT,
        P.SUPERVISION_ROUND_ANSWER,
        P.TARGETS_AMENDMENT_PROPOSE,
        P.TARGETS_REPORT_SUBMIT,
    },
    Role.VERIFIER: _OVERVIEW
    | {P.APPRAISAL_SHEET_READ, P.APPRAISAL_SHEET_VERIFY, P.TARGETS_VALUE_CONFIRM, P.TARGETS_VALUE_READ},
}


OWN_UNIT: Mapping[Role, frozenset[P]] = {
    **{role: GRANTS[role] for role in UNIT_ROLES},
    Role.INDICATOR_OWNER: frozenset(
        {
            P.APPRAISAL_RESULT_READ,
            P.APPRAISAL_STANDING_READ,
            P.APPRAISAL_VETO_READ,
            P.SUPERVISION_DEDUCTION_READ,
            P.TARGETS_PLAN_READ,
            P.TARGETS_REPORT_READ,
        }
    ),
}
"""What a role opens of the own unit alone. An owner answers for indicators of all units, and has no need of what they
plan and report beside those, what they lose or how they are scored."""

WHAT_IS_OWNED: Mapping[Role, frozenset[P]] = {Role.INDICATOR_OWNER: frozenset({P.TARGETS_VALUE_READ})}
"""What a role opens of all units, but only as far as the own unit answers for it: values of its indicators. Whatever
else a role gives, it opens of the whole county."""


_DECIDING_ACTS = frozenset({"approve", "confirm", "decide", "judge", "publish"})


def is_deciding(permission: str) -> bool:
    """Whether it makes something binding: ``decide_bonus`` is an act of deciding like ``decide``."""
    return permission.rpartition(":")[2].partition("_")[0] in _DECIDING_ACTS


DECIDING = frozenset(role for role, permissions in GRANTS.items() if any(map(is_deciding, permissions)))
"""Offices that confirm, judge, approve, decide or publish."""

CONFIRMED_BY_ANOTHER = DECIDING | SAFEGUARDS
"""What one administrator proposes and the other confirms; every other role is given at once."""


def roles_giving(roles: Collection[str], permission: str) -> set[str]:
    """In which of the roles somebody holds the permission."""
    return {role for role in roles if permission in GRANTS[Role(role)]}


def is_own_file_only(roles: Collection[str], permission: P) -> bool:
    """Whether somebody holds the permission as the cadre concerned and in no office: then it opens the own file
    alone."""
    return roles_giving(roles, permission) == {Role.CADRE}
