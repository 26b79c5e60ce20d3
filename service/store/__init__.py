"""What the service keeps: tables, sessions and repositories."""
