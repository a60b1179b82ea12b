"""The loss chart, which is the timeline: curves, marks, playhead, transport buttons."""
