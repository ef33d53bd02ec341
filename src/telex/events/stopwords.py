"""Function words left out of the text channel, folded. Other languages lose theirs by document frequency alone."""

from __future__ import annotations

_FRENCH = """
a afin ai ainsi alors apres au aucun aucune aujourd auquel aussi autre autres aux avaient avait avant avec avoir
ayant beaucoup bien c car ce ceci cela celle celles celui cependant certains ces cet cette ceux chaque chez comme
comment contre d dans de deja depuis derriere des desormais deux devant devrait doit doivent donc dont du durant
elle elles en encore enfin entre est et etaient etait etant ete etre eu eux fait faire fois font fut grand
hier hui ici il ils j jusqu jusque l la laquelle le lequel les lesquelles lesquels leur leurs lors lorsqu lorsque lui
m ma mais me meme memes mes moi moins mon n ne ni nos notre nous on ont ou par parce parmi pas pendant peu peut
peuvent plus plusieurs pour pourrait pourquoi pres puis qu quand que quel quelle quelles quelque quelques quels qui
quoi s sa sans sauf se selon sera serait seront ses si sien soit son sont sous sur t ta tandis tant te tel telle
tels tes toi ton tous tout toute toutes tres trop tu un une va vers veut via voici voila vont vos votre vous y
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
lundi mardi mercredi jeudi vendredi samedi dimanche
"""

_ENGLISH = """
a about above after again against all also although am among an and any are around as at back be because been before
being below between both but by came can could d day did do does doing down during each even every few first for from
further get had has have having he her here hers him himself his how however i if in into is it its itself just last
ll made make many may me might more most much must my new no nor not now of off on once one only or other our out over
own per re s said same say says she should since so some still such t than that the their them then there these they
this those though three through time to told too two under until up us ve very was we were what when where which while
who whom whose why will with within without would year years yet you your
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday mr mrs ms
"""

_GERMAN = """
aber alle als also am an auch auf aus bei bis da dann das dass dem den der des die dies diese dieser doch dort durch ein
eine einem einen einer eines er es fur gegen habe haben hat hatte ich ihr ihre im in ist ja kann man mehr mit nach nicht
noch nun nur ob oder ohne sein seine sich sie sind so uber um und uns unter vom von vor war was wenn werden wie wir wird
wurde zu zum zur zwischen
"""

_SPANISH = """
a al ante antes aunque bajo cada como con contra cual cuando de del desde donde dos durante e el ella ellas ellos en
entre era es esa ese eso esta este esto estos fue ha han hasta hay la las le les lo los mas me mi mientras muy ni no nos
o otra otro para pero poco por porque que quien se segun ser si sido sin sobre son su sus tambien tan tiene todo todos
tras tu un una uno unos y ya
"""

STOPWORDS: dict[str, frozenset[str]] = {
    "fr": frozenset(_FRENCH.split()),
    "en": frozenset(_ENGLISH.split()),
    "de": frozenset(_GERMAN.split()),
    "es": frozenset(_SPANISH.split()),
}
"""By two-letter language; a language that is not here has no stop words."""

ANY = frozenset[str]().union(STOPWORDS["fr"], STOPWORDS["en"])
"""For a text whose language has no list or is not known."""
