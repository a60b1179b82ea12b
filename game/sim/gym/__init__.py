"""The gym: endless exercises from a seed, each with numbers workable by hand, typical wrong answers named by what went
wrong, and a network in which everything in it holds."""
