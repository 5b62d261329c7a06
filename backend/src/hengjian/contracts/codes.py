"""Natural codes by which services refer to what another one owns."""

from typing import Annotated

from pydantic import Field

Code = Annotated[
    str,
    Field(
        min_length=1,
        max_length=40,
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$",
        description="Letters, digits, dot, underscore, hyphen; set once by the office that owns the record",
        examples=["T01"],
    ),
]
Year = Annotated[int, Field(ge=2000, le=2100, description="Appraisal year", examples=[2026])]
Month = Annotated[int, Field(ge=1, le=12, examples=[3])]
