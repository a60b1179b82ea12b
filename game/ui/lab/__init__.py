"""The panels of the sandbox, one a file, and where they stand."""
