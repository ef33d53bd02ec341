"""Who is to have a dispatch, and because of which query."""
