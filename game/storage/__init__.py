"""What is kept in the student's own folder: autosave, saved sessions, progress, profiles, pictures."""
