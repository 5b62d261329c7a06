"""Invented names. Any likeness to a real place or person is chance."""

from itertools import product
from random import Random

COUNTY, COUNTY_EN = "澄溪县", "Chengxi County"

_PLACES = (
    "青岩 白鹭 石桥 云坪 枫林 柳浦 竹溪 龙泉坞 松坑 梅垟 桃源浦 莲塘 "
    "双坪 高楼垟 清水岙 南浦坑 北山头 溪口埠 东岗 西垟 赤岩 金坑 茶园坪 瑶溪 "
    "凤岭 鹤山坳 碧湖垟 玉壶坑 乌石 黄坛口 樟树坞 杉坪 榅溪 梨园岗 沙垟 月湖岙"
).split()
_SUFFIXES = ("街道", "镇", "乡")

_DEPARTMENTS = {
    "department-1": (
        "委办公室 人大办 政府办 政协办 纪检机关 组织部 宣传部 统战部 政法委 编制办 机关工委 党校 档案局 工会 团委 "
        "妇联 信访局"
    ).split(),
    "department-2": (
        "发展改革局 经济信息局 财政局 农业农村局 水利局 林业局 交通局 住建局 自然资源局 商务局 市场监管局 统计局 "
        "招商局 旅游局 供销社 投资公司"
    ).split(),
    "department-3": (
        "教育局 科技局 民政局 人社局 卫生健康局 文化局 体育局 生态环境局 应急管理局 民宗局 残联 医保局 退役军人局 "
        "计生协会 红十字会"
    ).split(),
    "department-4": "公安局 检察院 法院 司法局 税务局 气象局 供电局 烟草局 邮政局 人民银行 电信局 消防大队".split(),
}

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻苏潘葛范彭鲁韦马苗方俞任袁柳鲍史唐"
_FIRST = "志文国建明海晓永春秋思家永庆德立光景兴宏承广云若书清佳俊雨子嘉"
_SECOND = "强华平军伟丽敏芳静磊洋勇艳杰娟涛超霞刚玲鹏辉燕峰慧波宁斌琳凯"


def township_names() -> list[str]:
    """36 names: the larger places are streets and towns, the smaller ones townships."""
    return [f"{place}{_SUFFIXES[min(2, index // 12)]}" for index, place in enumerate(_PLACES)]


def department_names(class_code: str) -> list[str]:
    return [f"县{name}" for name in _DEPARTMENTS[class_code]]


def personal_names(random: Random, count: int) -> list[str]:
    """Names that do not repeat."""
    combinations = ["".join(parts) for parts in product(_SURNAMES, _FIRST, _SECOND)]
    return random.sample(sorted(set(combinations)), count)
