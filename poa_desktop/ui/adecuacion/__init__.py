"""Authorising a plan, and changing it afterwards by declared adecuaciones."""
