"""The window: pages, table models, tasks and texts; the only package that draws."""
