"""Dates as texts write them, and what they come to."""
