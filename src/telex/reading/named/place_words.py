"""Words that stand before the names of places."""

from __future__ import annotations

_NEAR_WORDS = """
pres loin proche aupres autour nord sud est ouest sud-est sud-ouest nord-est nord-ouest aval amont large outside
north south east west
"""
NEAR = frozenset(_NEAR_WORDS.split())
"""`X de` before a name: `près de X`."""
_NOUNS_WORDS = """
ville villes village villages commune communes bourg bourgade localite cite banlieue agglomeration metropole port
mairie gare aeroport base gymnase stade hopital usine usines centrale prison hauteurs collines plaine plage plages
quais rues bassins centre centre-ville environs faubourgs abords habitants riverains maire maires adjoint peripherie
region province district tribunal prefecture sous-prefecture canton comte raffinerie chantier chantiers lycee
college ecole pompiers dockers pecheurs ouest est nord sud marche foire cathedrale eglise commissariat
circonscription municipalite siege bataille sommet conference city town mayor airport outskirts suburb residents
people
"""
NOUNS = frozenset(_NOUNS_WORDS.split())
"""`X de` before a name that has no article: a town."""
_REGIONAL_WORDS = """
prefet prefete prefecture departement region province conseil pompiers deputee depute senateur senatrice chambre
etat
"""
REGIONAL = frozenset(_REGIONAL_WORDS.split())
"""`X de la` before a name: a part of a country."""
