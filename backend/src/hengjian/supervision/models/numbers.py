from sqlalchemy.orm import Mapped, mapped_column

from hengjian.supervision.models.base import Base


class NumberSeries(Base):
    """Numbers without holes: whoever takes one holds the row until the end of the transaction."""

    __tablename__ = "number_series"
    __table_args__ = ({"comment": "the last number given of each kind and year"},)
    __audited__ = False

    kind: Mapped[str] = mapped_column(primary_key=True, comment="how the numbers begin, such as KF")
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
