"""The HTTP API: parse what comes in, call the door, format what goes out. No rule of the product lives here."""
