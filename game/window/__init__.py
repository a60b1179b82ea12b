"""The window: pygame's display, the signals of the system, the report after a crash, the making of screens."""
