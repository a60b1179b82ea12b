"""The packets that carry activations forward and gradients back."""
