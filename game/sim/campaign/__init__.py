"""The campaign: its chapters, the concept check, review questions."""
