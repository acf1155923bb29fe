"""What Planeación observes, and the answers of the dependencia."""
