"""Each figure that the documents state, as a command that prints a ratio against a peer in the same run."""
