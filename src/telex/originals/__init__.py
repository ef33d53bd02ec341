"""Which text a translation may render: other-language texts by names and numbers, and in the order of an optional re-ranker.

For the desk, on demand, never on the way in. An order is all that comes of it: no threshold, no evidence, no merge
(docs/decisions/0015-reranking-is-only-an-order.md). `find` asks the live window, `reranker` keeps the process, `worker` is
what runs in it. Nothing is imported here: the worker must stay small.
"""
