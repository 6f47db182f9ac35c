"""Random histories are the same in every run: a failure is found again, a green run stays green."""

from hypothesis import settings

settings.register_profile("coklit", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("coklit")
