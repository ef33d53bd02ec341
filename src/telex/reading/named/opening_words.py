"""Words with a capital that name nobody."""

from __future__ import annotations

_OPENING_WORDS = """
le la les l' un une des du de d' au aux a en dans par pour sur sous sans avec chez entre vers depuis pendant durant
selon apres avant contre malgre outre parmi hormis sauf voici voila lors alors ainsi aussi mais or donc car ni et ou
puis ensuite enfin cependant toutefois pourtant neanmoins toujours jamais souvent parfois deja encore bientot hier
demain aujourd'hui aujourd ici la-bas plus moins tres trop peu beaucoup tout tous toute toutes chaque plusieurs
certains certaines quelques quelque aucun aucune nul nulle ce cet cette ces c' ceci cela ca celui celle ceux celles
mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs je j' tu il elle on nous vous ils elles se s' qui
que qu' quoi dont comment pourquoi quand combien lorsque lorsqu' puisque puisqu' quoique si comme tandis afin jusqu'
jusque etant ayant faut est sont etait n' ne pas non oui lundi mardi mercredi jeudi vendredi samedi dimanche janvier
fevrier mars avril mai juin juillet aout septembre octobre novembre decembre printemps ete automne hiver deux trois
quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante
cent mille premier premiere second seconde dernier derniere autre autres meme interroge interrogee joint jointe
contacte contactee face suite grace quant concernant notamment surtout seul seule seuls parti partie nee mort morte
age agee reste pres environ parallelement actuellement recemment finalement rappelons resultat bilan dommage merci
bonjour bravo bref certes peut-etre d'abord hors vu m' the an and but so if in at by for from to of with without
after before during since until when while where what who why how this that these those his her its their my your
our he she it we they you there here then now as not no yes more most less many some several few all both each every
one two three four five seven eight nine ten first third last next yesterday today tomorrow monday tuesday wednesday
thursday friday saturday sunday according meanwhile however although because despite police officials authorities
people government
"""
OPENING = frozenset(_OPENING_WORDS.split())
"""Folded words that begin sentences; at the start of one, none of them begins a name."""
_NEVER_WORDS = """
i i'm mr mrs dieu internet noel paques ramadan etat etats alliance organisation republique monde ouest est nord sud
occident orient atlantique pacifique mediterranee antiquite renaissance revolution constitution histoire bourse
parlement gouvernement assemblee senat conseil union nations armee jo jeux olympiques euro dollar terre lune soleil
mars covid covid-19 web january february march april may june july august september october november december monday
tuesday wednesday thursday friday saturday sunday god easter christmas earth sun moon west east north south
president ministre halloween gulf golfe facebook mme mlle me sa la les le etc quartier traduction photo video lire
voir source islam allah coran bible
"""
NEVER = frozenset(_NEVER_WORDS.split())
"""Folded words that never begin a name by themselves, wherever they stand."""
