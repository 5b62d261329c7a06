"""Photos of an invented street, drawn: nobody's face, nobody's plate."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

SIZE = (960, 720)
COVER = "#1d2733"

_WALLS = ("#d9cfc0", "#c9d3d6", "#e2d6c6", "#cfd8cc", "#d8cbd0")
_ROOFS = ("#7b5b4c", "#5f6b73", "#8a6a55", "#596a5c")
_CARS = ("#a33b32", "#33577d", "#e8e6e1", "#4a4f55", "#7d8a3c")
_LITTER = ("#e6e2d3", "#b8c4cc", "#c7a15a", "#7fa37a", "#d98f7a", "#f2f2ee")

Box = dict[str, int]


def draw_scene(chance: Random) -> tuple[bytes, list[Box]]:
    """A street with a heap of rubbish, a car and a passer-by, and where plate and face lie in it."""
    picture = Image.new("RGB", SIZE, "#bcd3e0")
    brush = ImageDraw.Draw(picture)
    for row in range(400):
        shade = row / 400
        brush.line((0, row, SIZE[0], row), fill=(int(168 + 50 * shade), int(196 + 30 * shade), int(216 + 16 * shade)))
    _houses(brush, chance)
    brush.rectangle((0, 430, SIZE[0], 500), fill="#b9b4aa")
    brush.rectangle((0, 500, SIZE[0], SIZE[1]), fill="#8b8d8f")
    for left in range(-40, SIZE[0], 170):
        brush.rectangle((left, 640, left + 90, 650), fill="#dcd9cf")
    _rubbish(brush, chance)
    boxes = [_car(brush, chance), _passer_by(brush, chance)]
    written = BytesIO()
    picture.save(written, "JPEG", quality=86)
    return written.getvalue(), boxes


def cover(photo: bytes, boxes: list[Box]) -> bytes:
    """The photo with these boxes painted over, as the office's browser draws it."""
    picture = Image.open(BytesIO(photo)).convert("RGB")
    brush = ImageDraw.Draw(picture)
    for box in boxes:
        brush.rectangle((box["x"], box["y"], box["x"] + box["width"] - 1, box["y"] + box["height"] - 1), fill=COVER)
    written = BytesIO()
    picture.save(written, "JPEG", quality=86)
    return written.getvalue()


def _houses(brush: ImageDraw.ImageDraw, chance: Random) -> None:
    left = -30
    while left < SIZE[0]:
        width, top = chance.randint(170, 250), chance.randint(110, 210)
        brush.rectangle((left, top, left + width, 430), fill=chance.choice(_WALLS))
        brush.rectangle((left - 6, top - 18, left + width + 6, top), fill=chance.choice(_ROOFS))
        for storey in range(top + 28, 360, 78):
            for window in range(left + 22, left + width - 44, 62):
                brush.rectangle((window, storey, window + 36, storey + 44), fill="#5d7685", outline="#f1efe9", width=3)
        brush.rectangle((left + width // 2 - 26, 352, left + width // 2 + 26, 430), fill="#6b5644")
        left += width + chance.choice((4, 14))


def _rubbish(brush: ImageDraw.ImageDraw, chance: Random) -> None:
    left = chance.randint(90, 240)
    for number in range(2):
        bin_left = left + number * 92
        brush.rectangle((bin_left, 392, bin_left + 76, 500), fill="#3d6b4d", outline="#2c4f38", width=3)
        brush.rectangle((bin_left - 5, 380, bin_left + 81, 396), fill="#2c4f38")
    for _ in range(90):
        x, y = chance.gauss(left + 84, 92), chance.gauss(512, 26)
        size = chance.randint(8, 26)
        brush.ellipse((x, y, x + size, y + size * 0.7), fill=chance.choice(_LITTER), outline="#6f6d66")
    for _ in range(26):
        x, y = chance.gauss(left + 84, 44), chance.gauss(378, 10)
        brush.ellipse((x, y, x + 20, y + 15), fill=chance.choice(_LITTER), outline="#6f6d66")


def _car(brush: ImageDraw.ImageDraw, chance: Random) -> Box:
    left, top, colour = chance.randint(520, 640), 470, chance.choice(_CARS)
    brush.polygon([(left + 46, top + 62), (left + 88, top), (left + 208, top), (left + 250, top + 62)], fill="#41525c")
    brush.rounded_rectangle((left, top + 58, left + 296, top + 152), 22, fill=colour)
    for wheel in (left + 46, left + 206):
        brush.ellipse((wheel, top + 120, wheel + 54, top + 174), fill="#22262a")
    plate = {"x": left + 112, "y": top + 106, "width": 76, "height": 26}
    brush.rectangle(
        (plate["x"], plate["y"], plate["x"] + 75, plate["y"] + 25), fill="#1f5fb0", outline="white", width=2
    )
    brush.text((plate["x"] + 10, plate["y"] + 6), f"ZX {chance.randint(10000, 99999)}", fill="white", font_size=14)
    return {"x": plate["x"] - 6, "y": plate["y"] - 5, "width": 88, "height": 36}


def _passer_by(brush: ImageDraw.ImageDraw, chance: Random) -> Box:
    left = chance.randint(410, 470)
    brush.rectangle((left + 6, 470, left + 24, 560), fill="#33414d")
    brush.rectangle((left + 30, 470, left + 48, 560), fill="#33414d")
    brush.rounded_rectangle((left, 376, left + 54, 484), 14, fill=chance.choice(("#b07a3f", "#5b7f95", "#8e5a68")))
    brush.ellipse((left + 6, 324, left + 48, 376), fill="#e0b592")
    brush.pieslice((left + 4, 318, left + 50, 366), 180, 360, fill="#2e2622")
    return {"x": left, "y": 314, "width": 56, "height": 66}
