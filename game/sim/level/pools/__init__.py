"""What is slow to find, found beforehand: seeds, with what comes of them. `tests/support/pools.py` makes them anew."""
