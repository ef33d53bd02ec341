"""Pages for editors: the queue, filing, correcting, updating, killing, embargoes and rejects."""

from starlette.routing import Route

from telex.web.desk import amend, edit, hold, kill, new, queue, reject

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
    Route("/desk/holds/{id}", hold.page, methods=["GET"]),
    Route("/desk/holds/{id}", hold.decide, methods=["POST"]),
    Route("/desk/rejects/{id}", reject.page, methods=["GET"]),
    Route("/desk/rejects/{id}", reject.retry, methods=["POST"]),
]
