"""The SQL that several features ask for."""
