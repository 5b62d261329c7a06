"""The bulletin can be read: its colours by the standard's measure of contrast."""

import re

import httpx


def _luminance(colour: str) -> float:
    def channel(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def test_the_colours_of_text_have_contrast(anonymous: httpx.AsyncClient) -> None:
    sheet = (await anonymous.get("/bulletin/style.css")).text
    tokens = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", sheet))
    for name in ("ink", "secondary", "primary", "vermilion", "jade", "slate"):
        for ground in ("#ffffff", tokens["paper"]):
            light, dark = sorted((_luminance(tokens[name]), _luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, ground)
