"""The query language: text to tree and back, with every fault told and mended."""
