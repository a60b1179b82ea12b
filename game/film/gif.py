"""Animated GIFs of what is on screen, written by Pillow."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FramePixels = NDArray[np.uint8]
"""Rows × columns × 3, red, green and blue."""

COLOURS = 63
"""Colours of a film: pictures of a screen have few, and fewer make a smaller file."""
EVERY = 3
"""One row and one column of so many is looked at for the colours of a film."""


def gif(pictures: Sequence[FramePixels], hundredths: int, rest: int = 0) -> bytes:
    """An endless film of `pictures`, which are all of one size, each shown for so many hundredths of a second, and the
    last one for `rest` of them more; of one that is as the one before, that one lasts longer. Raises ValueError where
    there are none."""
    if not pictures:
        raise ValueError("there are no pictures")
    from PIL import Image  # a film is seldom made, and the game starts without it

    seen = np.concatenate([picture[k % EVERY :: EVERY, ::EVERY] for k, picture in enumerate(pictures)])
    colours = Image.fromarray(seen).quantize(COLOURS, dither=Image.Dither.NONE)
    first, *others = (Image.fromarray(each).quantize(palette=colours, dither=Image.Dither.NONE) for each in pictures)
    lasts = [10 * hundredths] * len(pictures)
    lasts[-1] += 10 * rest
    written = io.BytesIO()
    first.save(written, "GIF", save_all=True, append_images=others, duration=lasts, loop=0, optimize=False)
    return written.getvalue()
