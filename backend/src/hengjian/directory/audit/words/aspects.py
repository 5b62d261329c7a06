"""Fields that tell when and by whom something was done: composed of the act and the aspect."""

from collections.abc import Mapping

_DONE: Mapping[str, tuple[str, str]] = {
    "accepted": ("签收", "accepted"),
    "acted": ("办理", "acted"),
    "approved": ("批准", "approved"),
    "assessed": ("评定", "assessed"),
    "assigned": ("安排", "assigned"),
    "captured": ("拍摄", "captured"),
    "closed": ("关闭", "closed"),
    "computed": ("计算", "computed"),
    "confirmed": ("确认", "confirmed"),
    "decided": ("决定", "decided"),
    "declared": ("登记", "declared"),
    "drafted": ("起草", "drafted"),
    "drawn": ("抽签", "drawn"),
    "ended": ("结束", "ended"),
    "entered": ("录入", "entered"),
    "issued": ("发布", "issued"),
    "judged": ("裁定", "judged"),
    "opened": ("开启", "opened"),
    "planned": ("计划", "planned"),
    "prepared": ("制作", "prepared"),
    "proposed": ("提出", "proposed"),
    "public_text_reviewed": ("公开文字审核", "public text reviewed"),
    "published": ("公开", "published"),
    "raised": ("异议提出", "objection raised"),
    "reached": ("达到", "reached"),
    "received": ("收到", "received"),
    "recorded": ("记录", "recorded"),
    "recovered": ("恢复", "recovered"),
    "rectification_asked": ("整改交办", "rectification asked for"),
    "reversed": ("冲销", "reversed"),
    "reviewed": ("审核", "reviewed"),
    "sealed": ("封存", "sealed"),
    "set": ("设定", "set"),
    "submitted": ("提交", "submitted"),
    "taken": ("办理", "taken"),
    "uploaded": ("上传", "uploaded"),
    "visited": ("督查", "visited"),
    "withdrawn": ("撤下", "withdrawn"),
}

_ASPECTS: Mapping[str, tuple[str, str]] = {
    "at": ("{}时间", "When {}"),
    "on": ("{}日期", "Day {}"),
    "by": ("{}人账号", "Account: {} by"),
    "by_name": ("{}人", "{} by"),
}


ASPECTS: Mapping[str, tuple[str, str]] = {
    f"{done}_{aspect}": (zh.format(words[0]), en.format(words[1]).capitalize())
    for done, words in _DONE.items()
    for aspect, (zh, en) in _ASPECTS.items()
}
