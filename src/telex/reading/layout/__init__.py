"""How a source lays its lines out: header, paragraphs, what stands below, notices, and the profiles that say so."""
