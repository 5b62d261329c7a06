"""Days and times as offices write them. What could be read in two ways, or lacks its year, is not read."""

import re
from datetime import datetime

from hengjian.kit.exchange.folding import narrow
from hengjian.kit.time.clock import COUNTY_ZONE

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HAN_YEAR = re.compile(r"^[〇○零一二三四五六七八九]{4}(?=年)")
_HAN_NUMBER = re.compile(r"[〇○零一二三四五六七八九十廿卅]+(?=[月日号时点分])")
_WEEKDAY = re.compile(r"\(?(?:星期|周|礼拜)([一二三四五六日天])\)?")
_WEEKDAYS = "一二三四五六日"
_DAY = (
    r"(?P<year>\d{4})(?:"
    r"年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})[日号]?"
    r"|(?P<sep>[-/.、])(?P<m2>\d{1,2})(?P=sep)(?P<d2>\d{1,2})[日号.]?"
    r"|(?P<m3>\d{2})(?P<d3>\d{2}))"
)
_TIME = (
    r"(?P<half>上午|下午|晚上|中午|凌晨|早上|AM|PM)?"
    r"(?P<hour>\d{1,2})(?:[:时点](?P<minute>\d{1,2}|半|整)?(?:[:分](?P<second>\d{1,2})?(?:\.\d+)?)?秒?)"
    r"(?P<late>AM|PM)?(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)
_MOMENT = re.compile(rf"^{_DAY}(?:[T ]*{_TIME})?$", re.IGNORECASE)
_AFTER_NOON = frozenset({"下午", "晚上", "PM"})


def find_moment(text: str) -> datetime | None:
    """In the county's time where the text names no other."""
    plain = narrow(text).replace("\u2014", "-").replace("\u2013", "-").replace("。", ".")
    plain = _in_digits(re.sub(r"\s*([-/.:年月日号时点分])\s*", r"\1", plain))
    weekday = _WEEKDAY.search(plain)
    if weekday:
        plain = (plain[: weekday.start()].rstrip() + " " + plain[weekday.end() :].lstrip()).strip()
    plain = re.sub(r"(?<=[日号])\.", "", plain)
    match = _MOMENT.match(plain)
    moment = _put_together(match) if match else None
    if moment and weekday and moment.weekday() != _WEEKDAYS.index(weekday[1].replace("天", "日")):
        return None
    return moment


def _in_digits(text: str) -> str:
    """二〇二六年三月五日 in figures."""
    text = _HAN_YEAR.sub(lambda found: found[0].translate(_DIGITS), text)
    return _HAN_NUMBER.sub(lambda found: _number_of(found[0]), text)


def _number_of(han: str) -> str:
    han = han.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = han.partition("十")
    if not ten:
        return han.translate(_DIGITS)
    return f"{tens.translate(_DIGITS) or '1'}{ones.translate(_DIGITS) or '0'}"


def _put_together(match: re.Match[str]) -> datetime | None:
    part = match.groupdict()
    month, day = (next(int(part[f"{letter}{way}"]) for way in "123" if part[f"{letter}{way}"]) for letter in "md")
    hour, second = int(part["hour"] or 0), int(part["second"] or 0)
    minute = {"半": 30, "整": 0}.get(part["minute"] or "整") if not (part["minute"] or "").isdigit() else None
    half = part["half"] or (part["late"] or "").upper()
    if half and half.upper() in _AFTER_NOON and hour < 12:
        hour += 12
    elif half.upper() in {"AM", "凌晨"} and hour == 12:
        hour = 0
    try:
        moment = datetime(
            int(part["year"]), month, day, hour, int(part["minute"]) if minute is None else minute, second,
            tzinfo=COUNTY_ZONE,
        )  # fmt: skip
        return _in_zone(moment, part["zone"])
    except ValueError:
        return None


def _in_zone(moment: datetime, zone: str | None) -> datetime:
    if zone is None:
        return moment
    named = datetime.strptime(zone.replace(":", ""), "%z").tzinfo
    return moment.replace(tzinfo=named).astimezone(COUNTY_ZONE)
