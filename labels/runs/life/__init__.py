"""What becomes of the labels of a run: printed, applied, void, printed again, closed."""
