"""The chain-rule card: how a gradient is multiplied together, in numbers."""
