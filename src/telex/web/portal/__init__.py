"""Pages for subscribers: sign-in, the live wire, one dispatch, events."""

from starlette.routing import Route

from telex.web.portal import dispatch, event, events, keys, language, login, stream, wire

routes = [
    Route("/login", login.page, methods=["GET"]),
    Route("/login", login.sign_in, methods=["POST"]),
    Route("/logout", login.sign_out, methods=["POST"]),
    Route("/language/{code}", language.choose),
    Route("/wire", wire.page),
    Route("/wire/stream", stream.page),
    Route("/d/{id}.json", dispatch.as_json),
    Route("/d/{id}.txt", dispatch.as_text),
    Route("/d/{id}", dispatch.page),
    Route("/events", events.page),
    Route("/events/{id}", event.page),
    Route("/account/keys", keys.page, methods=["GET"]),
    Route("/account/keys", keys.save, methods=["POST"]),
]
