"""The yardstick of `--bench`: epochs of XOR on 2-2-1 written out by hand, over local floats, with no generality at all.
How fast a machine runs them tells what the other figures are worth there."""

from __future__ import annotations

from math import exp

START = (0.5, -0.4, 0.3, 0.9, -0.7, 0.2, 0.0, 0.1, -0.1)


def straight_line(epochs: int, rate: float, start: tuple[float, ...] = START) -> tuple[tuple[float, ...], list[float]]:
    """Train by the mean gradient of sigmoid and MSE. `start` holds the four weights of the hidden neurons, row by row,
    the two of the output, then the three biases; returns them as they are in the end, and the loss before each
    epoch."""
    w11, w12, w21, w22, v1, v2, b1, b2, c = start
    samples, step, losses = ((0.0, 0.0, 0.0), (0.0, 1.0, 1.0), (1.0, 0.0, 1.0), (1.0, 1.0, 0.0)), rate / 4.0, []
    for _ in range(epochs):
        g11 = g12 = g21 = g22 = gv1 = gv2 = gb1 = gb2 = gc = total = 0.0
        for x1, x2, y in samples:
            h1 = 1.0 / (1.0 + exp(-(w11 * x1 + w12 * x2 + b1)))
            h2 = 1.0 / (1.0 + exp(-(w21 * x1 + w22 * x2 + b2)))
            a = 1.0 / (1.0 + exp(-(v1 * h1 + v2 * h2 + c)))
            error = a - y
            total += 0.5 * error * error
            d = error * a * (1.0 - a)
            d1, d2 = v1 * d * h1 * (1.0 - h1), v2 * d * h2 * (1.0 - h2)
            gv1, gv2, gc = gv1 + d * h1, gv2 + d * h2, gc + d
            g11, g12, gb1 = g11 + d1 * x1, g12 + d1 * x2, gb1 + d1
            g21, g22, gb2 = g21 + d2 * x1, g22 + d2 * x2, gb2 + d2
        losses.append(total / 4.0)
        w11, w12, w21, w22 = w11 - step * g11, w12 - step * g12, w21 - step * g21, w22 - step * g22
        v1, v2, b1, b2, c = v1 - step * gv1, v2 - step * gv2, b1 - step * gb1, b2 - step * gb2, c - step * gc
    return (w11, w12, w21, w22, v1, v2, b1, b2, c), losses
