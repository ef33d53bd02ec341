"""The hint that something was appended to the log. Losing it costs latency, never a dispatch."""
