"""The running session: the fixed-timestep loop, what is being simulated, and the services screens may ask for."""
