"""The command line: its options, the runs without a window, and the reports they print."""
