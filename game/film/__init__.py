"""Films: what is seen on screen, picture after picture, as an animated GIF."""
