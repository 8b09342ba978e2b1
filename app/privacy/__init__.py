"""What is kept about people: found by one command, erased by one, and purged when its time is over."""
