"""What the facts say for and against a lead: the grounds gathered from them, and the factors of the four scores, one file per axis. Pure."""
