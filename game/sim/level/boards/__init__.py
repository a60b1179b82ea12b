"""What levels of choices have on the table: places to fill, cases side by side, machines that reckon wrongly."""
