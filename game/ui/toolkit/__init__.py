"""What screens are put together from: panels, focus, hover help, toasts, repainting."""
