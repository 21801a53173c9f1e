"""What an informational interview is: frozen records and pure rules."""
