"""The forms, a module a family: FormData -> documents, and what they lack."""
