"""The picture of the network: neurons, connections, slope gates, numbers."""
