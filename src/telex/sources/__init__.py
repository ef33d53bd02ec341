"""The only code that fetches: feeds polled, folders watched, one URL on request. Handed `agency.handle` as a callable."""
