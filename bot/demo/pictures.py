"""Pictures and sounds for the story, made here: nothing is taken from anywhere."""

from __future__ import annotations

import io
import math
import wave

from PIL import Image, ImageDraw

_SIZE = (900, 1200)
_RATE = 8000


def draw_picture(n: int) -> bytes:
    """A lamp, a pump in a puddle, a lift door, in turn; as PNG."""
    image = Image.new("RGB", _SIZE, (196, 204, 206))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 860, 900, 1200), fill=(150, 156, 156))
    (_lamp, _pump, _door)[n % 3](pen)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _lamp(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((0, 0, 900, 860), fill=(52, 64, 84))
    for step in range(9):
        wide = 330 - step * 32
        pen.ellipse(
            (450 - wide, 330 - wide, 450 + wide, 330 + wide), fill=(70 + step * 20, 78 + step * 17, 88 + step * 9)
        )
    pen.rectangle((438, 340, 462, 1010), fill=(34, 40, 46))
    pen.rounded_rectangle((390, 270, 510, 380), 28, fill=(255, 244, 200))


def _pump(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((0, 0, 900, 700), fill=(170, 176, 174))
    pen.ellipse((60, 880, 840, 1120), fill=(96, 128, 142))
    pen.ellipse((160, 910, 720, 1060), fill=(120, 152, 164))
    pen.rounded_rectangle((300, 620, 600, 960), 36, fill=(36, 92, 140))
    pen.rectangle((420, 250, 470, 640), fill=(60, 66, 70))
    pen.ellipse((370, 690, 530, 850), fill=(218, 224, 226))


def _door(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((150, 120, 750, 1040), fill=(104, 112, 118))
    pen.rectangle((190, 160, 435, 1040), fill=(178, 186, 192))
    pen.rectangle((465, 160, 710, 1040), fill=(170, 178, 184))
    pen.rectangle((435, 160, 465, 1040), fill=(26, 30, 34))
    pen.rounded_rectangle((790, 520, 850, 680), 14, fill=(60, 66, 72))
    pen.ellipse((806, 545, 834, 573), fill=(232, 96, 64))


def record_voice(seconds: int = 4) -> bytes:
    """A murmur that rises and falls, as WAV."""
    tones = (
        int(5000 * math.sin(2 * math.pi * (150 + 40 * math.sin(n / 900)) * n / _RATE) * abs(math.sin(n / 1300)))
        for n in range(_RATE * seconds)
    )
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(b"".join(tone.to_bytes(2, "little", signed=True) for tone in tones))
    return out.getvalue()
