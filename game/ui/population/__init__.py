"""The picture of a thousand starts."""
