"""The public site: summaries of the public products, feeds of them, and the plain pages."""

from starlette.routing import Route

from telex.web import assets
from telex.web.site import article, corrections, feeds, front, plain

routes = [
    Route("/", front.page),
    Route("/section/{name}", front.section),
    Route("/news/{year:int}/{month}/{tail}", article.page),
    Route("/corrections", corrections.page),
    Route("/contact", plain.contact),
    Route("/legal", plain.legal),
    Route("/privacy", plain.privacy),
    Route("/accessibility", plain.accessibility),
    Route("/rss.xml", feeds.rss_page),
    Route("/atom.xml", feeds.atom_page),
    Route("/feed.json", feeds.json_page),
    Route("/static/{name}", assets.serve),
    Route("/favicon.ico", assets.favicon),
]
