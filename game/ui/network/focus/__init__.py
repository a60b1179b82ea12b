"""What stands out of a network that is too big for all of its numbers: the pinned or hovered edge or neuron."""
