"""Plain frozen values, standard library only: what the stages hand to one another."""
