"""What the rules are built from: text, days, time and errors. It knows nothing about interviews."""
