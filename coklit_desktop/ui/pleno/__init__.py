"""The parts of the Pleno page."""
