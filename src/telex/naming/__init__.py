"""Names found by a model: optional, after routing, in a process of its own. What is on the wire never waits for it.

`model` knows which one is installed, `names` follows the log, `process` keeps the worker, `worker` is what runs in it and
`merge` lays what it found beside what the rules read. Nothing is imported here: the worker must stay small.
"""
