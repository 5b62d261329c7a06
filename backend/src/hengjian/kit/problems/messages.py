"""Sentences for faults that the input models find, by the validator's fault type."""

from typing import Any

_SENTENCES: dict[str, tuple[str, str]] = {
    "missing": ("必须填写。", "This is required."),
    "extra_forbidden": ("不认识的字段。", "This field is not known."),
    "string_too_short": ("至少 {min_length} 个字。", "At least {min_length} characters."),
    "string_too_long": ("最多 {max_length} 个字。", "At most {max_length} characters."),
    "string_type": ("应为文字。", "This must be text."),
    "string_pattern_mismatch": ("格式不符。", "This does not have the expected form."),
    "int_type": ("应为整数。", "This must be a whole number."),
    "int_parsing": ("应为整数。", "This must be a whole number."),
    "int_from_float": ("应为整数。", "This must be a whole number."),
    "bool_type": ("应为是或否。", "This must be true or false."),
    "bool_parsing": ("应为是或否。", "This must be true or false."),
    "greater_than": ("应大于 {gt}。", "This must be greater than {gt}."),
    "greater_than_equal": ("不得小于 {ge}。", "This must be at least {ge}."),
    "less_than": ("应小于 {lt}。", "This must be less than {lt}."),
    "less_than_equal": ("不得大于 {le}。", "This must be at most {le}."),
    "enum": ("应为以下之一：{expected}。", "This must be one of {expected}."),
    "literal_error": ("应为以下之一：{expected}。", "This must be one of {expected}."),
    "uuid_parsing": ("不是有效的编号。", "This is not a valid identifier."),
    "uuid_type": ("不是有效的编号。", "This is not a valid identifier."),
    "date_from_datetime_parsing": ("日期应如 2026-03-05。", "Write dates as 2026-03-05."),
    "date_parsing": ("日期应如 2026-03-05。", "Write dates as 2026-03-05."),
    "datetime_parsing": ("时间应如 2026-03-05T09:00:00+08:00。", "Write times as 2026-03-05T09:00:00+08:00."),
    "datetime_from_date_parsing": ("时间应如 2026-03-05T09:00:00+08:00。", "Write times as 2026-03-05T09:00:00+08:00."),
    "timezone_aware": ("时间须带时区。", "The time needs an offset."),
    "list_type": ("应为列表。", "This must be a list."),
    "too_long": ("最多 {max_length} 项。", "At most {max_length} entries."),
    "too_short": ("至少 {min_length} 项。", "At least {min_length} entries."),
    "dict_type": ("应为对象。", "This must be an object."),
    "model_attributes_type": ("应为对象。", "This must be an object."),
    "decimal_max_places": ("小数最多 {decimal_places} 位。", "At most {decimal_places} decimal places."),
    "place_not_whole": ("纬度和经度应一并填写。", "Latitude and longitude go together."),
    "refusal_needs_reason": ("不予确认时须写明理由。", "A refusal says why."),
    "name_holds_a_number": (
        "姓名中不得有长数字，请检查是否填错了列。",
        "A name holds no long number; is it in the wrong column?",
    ),
    "not_a_number": ('应为写在引号中的十进制数，如 "12.5"。', 'Write a decimal in a string, such as "12.5".'),
}


def describe_input_fault(fault: Any) -> tuple[str, str]:
    """The fault's sentence in Chinese and English."""
    pair = _SENTENCES.get(fault["type"])
    if pair is None:
        return "内容不符合要求。", f"{fault['msg']}."
    context = {name: str(value) for name, value in (fault.get("ctx") or {}).items()}
    return pair[0].format(**context), pair[1].format(**context)
