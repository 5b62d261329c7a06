"""What the demo county appraises by: indicators, and schemes composed from published ones."""
