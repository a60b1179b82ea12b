"""What a level shows after a run: stars, feedback, wider evidence."""
