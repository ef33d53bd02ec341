"""Quantities with their units, and promises."""
