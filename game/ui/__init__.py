"""The screen: reads Snapshots and Events, sends Commands. It never writes simulation state."""
