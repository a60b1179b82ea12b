"""The dialogs that stand over a screen."""
