"""A whole appraisal year, played through the public API by the people who would do each step."""
