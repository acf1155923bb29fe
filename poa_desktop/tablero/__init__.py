"""What a glance at a node says: its figures as values, the same on screen, picture and paper."""
