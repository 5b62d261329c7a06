"""What crosses the borders between services: permissions, events, who hears of what, typed clients."""
