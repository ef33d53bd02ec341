"""People, organisations and places, without a model."""
