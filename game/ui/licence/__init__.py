"""The licence at the end of the road."""
