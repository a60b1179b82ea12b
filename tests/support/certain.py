"""What a test knows and the type checker cannot: that something is there, and that a property may have changed."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def there(value: T | None) -> T:
    """`value`, which is not None."""
    assert value is not None
    return value


def now(value: T) -> T:
    """`value` as it is at this moment. A type checker takes what was once asserted of a property for true from then
    on, and what is asserted of it after the next click for never reached; of an answer it does not."""
    return value
