"""Those that are compared: how each is started on a Redis."""
