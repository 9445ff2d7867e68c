"""Settings every test shares."""

from hypothesis import settings

# The same examples on every run: a test must not fail by luck on somebody else's change.
settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("steady")
