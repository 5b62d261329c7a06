"""The words of the public page in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from hengjian.kit.language import Language


@dataclass(frozen=True)
class Words:
    html_lang: str
    title: str
    introduction: str
    how: str
    bulletin: str
    keys: str
    fingerprint: str
    seals: str
    edition: str
    published_on: str
    reason: str
    digest: str
    previous: str
    file: str
    unit_list: str
    cadre_list: str
    empty: str
    older: str
    other_language: str
    other_language_code: str


WORDS: Mapping[Language, Words] = {
    "zh": Words(
        html_lang="zh-CN",
        title="考核结果封存公示",
        introduction="考核结果每次公示前都封存一版：办法、事实、名次的摘要由县公钥签名，后一版记载前一版的摘要。",
        how="下载文件后，可在任何电脑上用 hengjian verify 文件 --key 指纹 核对，不需要联网。",
        bulletin="督查扣分公示",
        keys="公钥",
        fingerprint="指纹（SHA-256）",
        seals="已封存的版本",
        edition="第 {} 版",
        published_on="公示日期",
        reason="事由",
        digest="摘要",
        previous="前一版摘要",
        file="下载公开文件",
        unit_list="单位考核",
        cadre_list="干部考核（名单不在此公开）",
        empty="还没有封存的结果。",
        older="更早的版本",
        other_language="English",
        other_language_code="en",
    ),
    "en": Words(
        html_lang="en",
        title="Seals of appraisal results",
        introduction=(
            "Before each publication a version is sealed: the digests of scheme, facts and ranking are signed with the "
            "county's key, and each version names the digest of the one before."
        ),
        how="A downloaded file can be checked on any computer, offline: hengjian verify FILE --key FINGERPRINT.",
        bulletin="Bulletin of deductions",
        keys="Public keys",
        fingerprint="Fingerprint (SHA-256)",
        seals="Sealed versions",
        edition="Version {}",
        published_on="Published",
        reason="Reason",
        digest="Digest",
        previous="Version before",
        file="Download the public file",
        unit_list="Units",
        cadre_list="Cadres (the list is not public)",
        empty="Nothing has been sealed yet.",
        older="Earlier versions",
        other_language="中文",
        other_language_code="zh",
    ),
}
