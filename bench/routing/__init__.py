"""The bench of standing queries, `python -m bench.routing`: design/routing.md section 5."""
