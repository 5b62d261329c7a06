"""Places on the map: degrees of WGS 84 as decimal strings, six digits (some ten centimetres) at most."""

from typing import Annotated

from pydantic import Field

from hengjian.kit.data.decimals import DecimalString

DEGREE_PLACES = 6

Latitude = Annotated[DecimalString, Field(ge=-90, le=90, decimal_places=DEGREE_PLACES)]
Longitude = Annotated[DecimalString, Field(ge=-180, le=180, decimal_places=DEGREE_PLACES)]
