"""The parts of the page of voters."""
