"""The parts of Pengaturan."""
