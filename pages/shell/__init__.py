"""The shell: the way in, the frame, what a session remembers, links."""
