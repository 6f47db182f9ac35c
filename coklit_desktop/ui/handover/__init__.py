"""The parts of Kirim & Terima."""
