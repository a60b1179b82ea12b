"""What everything is drawn with: colours, fonts, text, icons, strokes, numbers as text."""
