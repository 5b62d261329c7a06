"""Technical library of the five services. Holds no word of the office's domain and imports no service."""
