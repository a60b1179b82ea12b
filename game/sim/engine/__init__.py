"""What moves the simulation: commands are carried out, epochs computed, runs recorded. The ui never imports it."""
