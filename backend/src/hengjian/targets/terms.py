"""Words of this service that are stored and sent, and that several features need."""

from enum import StrEnum


class PlanLevel(StrEnum):
    COUNTY = "county"
    UNIT = "unit"
    PERSON = "person"
