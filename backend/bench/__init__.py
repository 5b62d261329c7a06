"""``make bench``: a tool beside the tests that measures; it fails nothing."""
