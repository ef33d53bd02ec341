"""Pages for editors: the queue, filing, correcting, updating, killing, embargoes and rejects."""

from starlette.routing import Route

from telex.web.desk import amend, edit, group, hold, kill, new, originals, pickup, queue, reject, suggestions

routes = [
    Route("/desk", queue.page),
    Route("/desk/new", new.page, methods=["GET"]),
    Route("/desk/new", new.file, methods=["POST"]),
    Route("/desk/d/{id}", edit.page, methods=["GET"]),
    Route("/desk/d/{id}", edit.save, methods=["POST"]),
    Route("/desk/d/{id}/reading", amend.page, methods=["GET"]),
    Route("/desk/d/{id}/reading", amend.save, methods=["POST"]),
    Route("/desk/d/{id}/kill", kill.page, methods=["GET"]),
    Route("/desk/d/{id}/kill", kill.kill, methods=["POST"]),
    Route("/desk/d/{id}/originals", originals.page, methods=["GET"]),
    Route("/desk/d/{id}/pickup", pickup.page, methods=["GET"]),
    Route("/desk/d/{id}/pickup.csv", pickup.page_csv, methods=["GET"]),
    Route("/desk/pickup", pickup.listing, methods=["GET"]),
    Route("/desk/pickup.csv", pickup.listing_csv, methods=["GET"]),
    Route("/desk/suggestions", suggestions.page, methods=["GET"]),
    Route("/desk/suggestions/{id}", suggestions.decide, methods=["POST"]),
    Route("/desk/suggestions/{id}/kill", suggestions.kill_page, methods=["GET"]),
    Route("/desk/suggestions/{id}/kill", suggestions.kill, methods=["POST"]),
    Route("/desk/events/{id}", group.page, methods=["GET"]),
    Route("/desk/events/{id}", group.decide, methods=["POST"]),
    Route("/desk/events/{id}/relabel", group.relabel, methods=["POST"]),
    Route("/desk/events/{id}/undo", group.undo, methods=["POST"]),
    Route("/desk/holds/{id}", hold.page, methods=["GET"]),
    Route("/desk/holds/{id}", hold.decide, methods=["POST"]),
    Route("/desk/rejects/{id}", reject.page, methods=["GET"]),
    Route("/desk/rejects/{id}", reject.retry, methods=["POST"]),
]
