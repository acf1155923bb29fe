"""What can be typed, in Spanish, a family of commands a module; each names the function it runs."""
