"""Choosing the rule of evaluation of an ejercicio, with what each would give."""
