"""One file a format: `load` takes a document to a Draft, `dump` takes values to a document. Pure."""
