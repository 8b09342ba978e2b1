"""What was done on plots, and the pre-harvest intervals that follow from it."""
