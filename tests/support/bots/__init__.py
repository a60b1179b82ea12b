"""Four who understand nothing and one who does, playing every level of the road by its own actions."""
