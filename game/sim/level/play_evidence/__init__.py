"""What can be measured of a play that is no training run, one kind of play a file."""
