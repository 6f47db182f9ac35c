"""One function a user action; the only place where adapters meet."""
