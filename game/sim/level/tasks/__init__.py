"""Tasks that many starts are counted on, and networks for them."""
