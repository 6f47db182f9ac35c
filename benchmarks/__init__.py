"""Measurements: ratios against plain baselines of the same run, and plain times where a person waits."""
