"""A tour of the whole game in a window without a screen: every screen, dialog and level, by mouse and keyboard."""
