"""The pages of the frame; each is imported on its first visit."""
