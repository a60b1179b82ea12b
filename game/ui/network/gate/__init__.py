"""What happens where a complaint reaches a neuron: the slope gate, what it holds back, and how loud the error is."""
