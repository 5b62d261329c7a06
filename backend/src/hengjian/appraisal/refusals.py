"""Refusals that several features share."""

from hengjian.kit.policy.refusals import Refusal

OTHER_OFFICE = Refusal("由其他岗位办理。", "Another office does this.")
