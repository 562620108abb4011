"""What the tests start and send: Redis servers, workers of either kind, raw messages."""
