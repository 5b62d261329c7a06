from pydantic import BaseModel, ConfigDict


class InspectorView(BaseModel):
    """Somebody who can be named as the second inspector of a record, by ``account_id``."""

    model_config = ConfigDict(from_attributes=True)

    account_id: str
    name: str
    unit_code: str | None
