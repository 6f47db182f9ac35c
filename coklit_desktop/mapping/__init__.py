"""The household map: page, offline tiles and placement."""
