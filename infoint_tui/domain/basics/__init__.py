"""What the rules are written with: text, days, time, errors. It knows nothing of interviews."""
