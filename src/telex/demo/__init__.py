"""The demonstration wire: invented dispatches, their sources and customers, and the order in which they arrive."""
