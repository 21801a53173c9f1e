"""The building blocks of the rules: text, days, time and errors, with nothing about interviews."""
