"""Arithmetic of typed answers: reading what stands in a box, and what the digits on screen allow to come out."""
