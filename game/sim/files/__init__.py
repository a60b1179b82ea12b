"""Files and codes that hold a run: replays, share codes, parameters."""
