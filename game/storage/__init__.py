"""What is kept in the student's own folder: autosave, saved sessions, profiles and what each has reached, pictures."""
