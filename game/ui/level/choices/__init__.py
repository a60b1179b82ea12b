"""The board of a level of choices: cards, cells and words to choose among, each kind of board a file."""
