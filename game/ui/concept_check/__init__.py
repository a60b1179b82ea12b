"""The concept check: a question's card and the results."""
