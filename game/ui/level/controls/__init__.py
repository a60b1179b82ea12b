"""What a level gives into the player's hands: sliders, questions, choices and the button that runs."""
