"""The parts of Cek Data."""
