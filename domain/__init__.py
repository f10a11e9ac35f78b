"""Values and pure rules of Prospector: no I/O, no clock, no randomness; everything here serialises to JSON."""
