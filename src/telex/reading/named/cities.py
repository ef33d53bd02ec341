"""Large and often named towns and regions, with their country, for use where the operator built no larger table.

Written by hand for French newsrooms: capitals and exemplar cities come from CLDR (`countries`), these are the others: second
cities of the neighbours, prefectures of the French departments, regions.
"""

from __future__ import annotations

CITIES = """
FR: Marseille, Lyon, Toulouse, Nice, Nantes, Montpellier, Strasbourg, Bordeaux, Lille, Rennes, Reims, Toulon, Saint-Étienne,
Le Havre, Grenoble, Dijon, Angers, Villeurbanne, Nîmes, Clermont-Ferrand, Aix-en-Provence, Le Mans, Brest, Tours, Amiens,
Annecy, Limoges, Boulogne-Billancourt, Metz, Besançon, Perpignan, Orléans, Rouen, Mulhouse, Caen, Nancy, Saint-Denis,
Argenteuil, Montreuil, Roubaix, Tourcoing, Dunkerque, Avignon, Nanterre, Poitiers, Créteil, Versailles, Pau, La Rochelle,
Calais, Cannes, Antibes, Ajaccio, Bastia, Colmar, Quimper, Lorient, Saint-Nazaire, Saint-Malo, Saint-Brieuc, Vannes, Bayonne,
Biarritz, Anglet, Tarbes, Valence, Chambéry, Béziers, Narbonne, Carcassonne, Albi, Rodez, Cahors, Agen, Auch, Foix,
Mont-de-Marsan, Périgueux, Angoulême, Niort, La Roche-sur-Yon, Laval, Alençon, Évreux, Chartres, Blois, Bourges, Nevers,
Châteauroux, Guéret, Tulle, Brive-la-Gaillarde, Aurillac, Le Puy-en-Velay, Mende, Privas, Digne-les-Bains, Draguignan, Fréjus,
Gap, Bourg-en-Bresse, Mâcon, Chalon-sur-Saône, Auxerre, Troyes, Chaumont, Épinal, Belfort, Montbéliard, Vesoul,
Lons-le-Saunier, Bar-le-Duc, Verdun, Charleville-Mézières, Châlons-en-Champagne, Laon, Saint-Quentin, Beauvais, Compiègne,
Arras, Lens, Douai, Valenciennes, Maubeuge, Cambrai, Boulogne-sur-Mer, Cherbourg, Saint-Lô, Dieppe, Melun, Évry, Bobigny,
Pontoise, Cergy, Meaux, Fontainebleau, Saint-Nazaire, Fos-sur-Mer, Martigues, Arles, Istres, Hyères, Menton, Roissy,
Orly, Florange, Hayange, Lourdes, Arcachon, Montauban, Castres, Sète, Moulins, Vichy, Roanne, Thionville, Haguenau
BE: Anvers, Gand, Liège, Charleroi, Bruges, Namur, Louvain, Mons, Ostende, Tournai, Malines, Courtrai, Arlon, Zeebruges, Antwerp
CH: Genève, Geneva, Lausanne, Bâle, Basel, Berne, Bern, Lugano, Neuchâtel, Fribourg, Davos, Crans-Montana
IT: Milan, Naples, Turin, Gênes, Genoa, Florence, Venise, Venice, Bologne, Bologna, Palerme, Palermo, Bari, Catane, Vérone,
Trieste, Padoue, Pise, Ravenne, Modène, Parme, Brescia, Bergame, Cagliari, Syracuse, Lampedusa, Ancône, Tarente
ES: Barcelone, Barcelona, Valence, Valencia, Séville, Seville, Saragosse, Malaga, Bilbao, Saint-Sébastien, Grenade, Cordoue,
Alicante, Murcie, Vigo, La Corogne, Saint-Jacques-de-Compostelle, Gérone, Pampelune, Valladolid, Salamanque, Ceuta, Melilla
PT: Lisbonne, Lisbon, Porto, Coimbra, Braga, Faro, Setubal
DE: Munich, Hambourg, Hamburg, Cologne, Francfort, Frankfurt, Stuttgart, Düsseldorf, Dortmund, Leipzig, Dresde, Brême,
Hanovre, Nuremberg, Bonn, Sarrebruck, Fribourg-en-Brisgau, Karlsruhe, Mayence, Ramstein, Wiesbaden, Rostock, Kiel
GB: Londres, London, Manchester, Liverpool, Birmingham, Glasgow, Édimbourg, Edinburgh, Leeds, Bristol, Cardiff, Belfast,
Newcastle, Sheffield, Southampton, Douvres, Oxford, Cambridge, Plymouth, Aberdeen
NL: Rotterdam, La Haye, The Hague, Utrecht, Eindhoven, Maastricht, Groningue
LU: Luxembourg-Ville
AT: Salzbourg, Innsbruck, Graz, Linz
PL: Cracovie, Krakow, Gdansk, Wroclaw, Poznan, Lodz, Lublin, Katowice, Szczecin, Rzeszow
UA: Kiev, Kyiv, Kyïv, Kharkiv, Kharkov, Odessa, Odesa, Lviv, Lvov, Dnipro, Zaporijjia, Zaporizhzhia, Marioupol, Mariupol, Kherson,
Donetsk, Louhansk, Bakhmout, Mykolaïv, Boutcha, Tchernobyl, Soumy, Pokrovsk, Kramatorsk
RU: Saint-Pétersbourg, Saint Petersburg, Belgorod, Koursk, Sotchi, Kazan, Rostov-sur-le-Don, Mourmansk
LT: Kaunas, Klaipeda, Šiauliai
LV: Daugavpils, Liepaja, Jurmala
EE: Tartu, Narva
RO: Cluj, Timisoara, Constanta, Iasi
GR: Thessalonique, Patras, Le Pirée
TR: Ankara, Izmir, Antalya, Gaziantep, Diyarbakir, Adana, Antioche
US: Washington, Los Angeles, Chicago, San Francisco, Houston, Dallas, Miami, Boston, Philadelphie, Atlanta, Seattle, Las Vegas,
San Diego, Minneapolis, La Nouvelle-Orléans, New Orleans, Baltimore, Cleveland, Pittsburgh, Saint-Louis, Cap Canaveral,
Philadelphia, Memphis, Nashville, Orlando, Tampa, Salt Lake City, San Antonio, Austin, Sacramento, Oakland, San Jose
CA: Montréal, Montreal, Québec, Ottawa, Calgary, Gatineau, Sherbrooke
MX: Guadalajara, Acapulco, Ciudad Juarez, Puebla, Veracruz, Oaxaca
BR: Rio de Janeiro, Brasilia, Salvador de Bahia, Porto Alegre, Curitiba, Belo Horizonte
AR: Rosario, Cordoba, Mendoza, La Plata
CL: Valparaiso, Concepcion
PE: Cuzco, Arequipa
CO: Medellin, Cali, Carthagène
VE: Maracaibo
CN: Pékin, Beijing, Canton, Shenzhen, Wuhan, Chengdu, Nankin, Tianjin, Lhassa
JP: Osaka, Kyoto, Hiroshima, Nagasaki, Fukushima, Sapporo, Kobe, Yokohama
KR: Busan, Incheon
IN: New Delhi, Delhi, Bombay, Mumbai, Bangalore, Madras, Chennai, Hyderabad, Bhopal
PK: Islamabad, Lahore, Peshawar, Rawalpindi, Quetta
AF: Kandahar, Hérat, Jalalabad, Kunduz
IR: Ispahan, Chiraz, Machhad, Tabriz, Natanz
IQ: Mossoul, Mosul, Bassora, Basra, Erbil, Kirkouk, Falloujah, Tikrit
SY: Alep, Aleppo, Homs, Idleb, Raqqa, Palmyre, Lattaquié
LB: Saïda, Tyr
IL: Tel-Aviv, Tel Aviv, Haïfa, Haifa, Ashkelon, Eilat
PS: Gaza, Ramallah, Hébron, Rafah, Khan Younès, Naplouse, Jénine, Bethléem
SA: La Mecque, Médine, Djeddah
AE: Abou Dhabi, Abu Dhabi, Dubaï, Dubai
YE: Sanaa, Hodeïda
EG: Alexandrie, Suez, Louxor, Charm el-Cheikh, Port-Saïd
LY: Benghazi, Misrata, Syrte
TN: Sfax, Sousse, Bizerte, Kasserine, Sidi Bouzid
DZ: Oran, Constantine, Annaba, Tizi Ouzou
MA: Rabat, Marrakech, Fès, Tanger, Agadir, Meknès
ML: Tombouctou, Gao, Kidal, Mopti
SN: Thiès, Saint-Louis du Sénégal, Ziguinchor
CI: Yamoussoukro, Bouaké
CM: Yaoundé, Douala
NG: Abuja, Kano, Maiduguri
NE: Agadez
CD: Goma, Bukavu, Kisangani, Beni, Bunia
CG: Pointe-Noire
TZ: Dodoma, Zanzibar
ZA: Le Cap, Cape Town, Pretoria, Durban, Soweto
AU: Canberra
NZ: Wellington, Christchurch
TH: Phuket, Chiang Mai
MM: Rangoun, Naypyidaw
VN: Hanoï, Hanoi, Danang
CV: Praia, Mindelo
RE: Saint-Denis de La Réunion
GP: Pointe-à-Pitre, Basse-Terre
MQ: Fort-de-France
NC: Nouméa
PF: Papeete
YT: Mamoudzou
MO: Macao
"""
REGIONS = """
FR: Bretagne, Brittany, Normandie, Normandy, Alsace, Lorraine, Corse, Corsica, Provence, Provence-Alpes-Côte d'Azur, Paca,
Île-de-France, Occitanie, Nouvelle-Aquitaine, Aquitaine, Auvergne, Auvergne-Rhône-Alpes, Rhône-Alpes, Bourgogne,
Bourgogne-Franche-Comté, Franche-Comté, Grand Est, Hauts-de-France, Picardie, Champagne-Ardenne, Centre-Val de Loire,
Pays de la Loire, Limousin, Languedoc-Roussillon, Midi-Pyrénées, Poitou-Charentes, Nord-Pas-de-Calais, Pas-de-Calais, Savoie,
Haute-Savoie, Ardèche, Ardennes, Ariège, Aveyron, Bouches-du-Rhône, Calvados, Cantal, Charente-Maritime, Corrèze,
Corse-du-Sud, Haute-Corse, Côte-d'Or, Côtes-d'Armor, Dordogne, Finistère, Haute-Garonne, Gironde, Hérault, Ille-et-Vilaine,
Indre-et-Loire, Isère, Landes, Loir-et-Cher, Loire-Atlantique, Haute-Loire, Lot-et-Garonne, Lozère, Maine-et-Loire,
Haute-Marne, Meurthe-et-Moselle, Morbihan, Moselle, Nièvre, Puy-de-Dôme, Pyrénées-Atlantiques, Hautes-Pyrénées,
Pyrénées-Orientales, Bas-Rhin, Haut-Rhin, Haute-Saône, Saône-et-Loire, Seine-Maritime, Seine-et-Marne, Yvelines, Deux-Sèvres,
Tarn-et-Garonne, Vaucluse, Vendée, Haute-Vienne, Vosges, Essonne, Hauts-de-Seine, Seine-Saint-Denis, Val-de-Marne,
Val-d'Oise, Alpes-Maritimes, Alpes-de-Haute-Provence, Hautes-Alpes, Territoire de Belfort, Camargue, Pays basque
BE: Flandre, Wallonie, Flanders, Wallonia
GB: Angleterre, England, Écosse, Scotland, Pays de Galles, Wales, Irlande du Nord, Northern Ireland, Cornouailles
ES: Catalogne, Catalonia, Galice, Andalousie, Castille, Aragon, Estrémadure, Asturies, Cantabrie, Baléares, Canaries, Majorque
IT: Émilie-Romagne, Lombardie, Toscane, Sicile, Sicily, Sardaigne, Sardinia, Piémont, Vénétie, Ligurie, Calabre, Pouilles,
Campanie, Ombrie, Frioul, Basilicate, Abruzzes, Marches italiennes
DE: Bavière, Bavaria, Saxe, Rhénanie, Rhénanie-du-Nord-Westphalie, Hesse, Sarre, Thuringe, Brandebourg, Bade-Wurtemberg, Basse-Saxe
PT: Algarve, Madère, Açores, Alentejo
RU: Sibérie, Siberia, Tchétchénie, Chechnya, Daguestan, Kamtchatka, Extrême-Orient russe
UA: Crimée, Crimea, Donbass, Donbas
US: Californie, California, Texas, Floride, Florida, Louisiane, Louisiana, Alaska, Hawaï, Hawaii, Virginie, Virginia, Illinois,
Ohio, Pennsylvanie, Pennsylvania, Michigan, Arizona, Nevada, Colorado, Oregon, Utah, Alabama, Mississippi, Tennessee,
Kentucky, Missouri, Minnesota, Wisconsin, Iowa, Kansas, Oklahoma, Massachusetts, Connecticut, Maryland, New Jersey,
Caroline du Nord, Caroline du Sud, North Carolina, South Carolina, Nouveau-Mexique, New Mexico, Maine, Vermont, Manhattan
CA: Ontario, Alberta, Colombie-Britannique, British Columbia, Manitoba, Saskatchewan, Nouveau-Brunswick, Nouvelle-Écosse
CN: Xinjiang, Tibet, Sichuan, Mandchourie
IN: Cachemire, Kashmir, Gujarat, Kerala, Bihar, Assam
ID: Java, Sumatra, Bali, Aceh
AU: Queensland, Tasmanie, Nouvelle-Galles du Sud
JP: Okinawa, Hokkaido
PS: Cisjordanie, West Bank
SD: Darfour, Darfur
CD: Kivu, Nord-Kivu, Sud-Kivu, Ituri, Katanga
SN: Casamance
IQ: Kurdistan irakien
"""
AREAS = """
Balkans occidentaux, Balkans, Western Balkans, Proche-Orient, Moyen-Orient, Middle East, Maghreb, Machrek, Sahel, Caucase,
Scandinavie, Scandinavia, Amérique latine, Latin America, Amérique du Nord, Amérique du Sud, Amérique centrale, North America,
South America, Afrique de l'Ouest, Afrique de l'Est, Afrique du Nord, Afrique centrale, Afrique australe, Afrique subsaharienne,
Europe de l'Est, Europe centrale, Europe de l'Ouest, Europe du Nord, Europe du Sud, Asie du Sud-Est, Asie centrale, Pays baltes, Baltic
States, Corne de l'Afrique, Horn of Africa, Grands Lacs africains, Arctique, Arctic, Antarctique, Antarctica, Antilles, Caraïbes,
Caribbean, Péninsule arabique, Eurasie, Kurdistan, Asie-Pacifique, Asia-Pacific, Indo-Pacifique, Outre-mer, Zone euro
"""
"""Larger than one country: places without a code."""
ALSO_WORDS = frozenset({
    "nice", "tours", "pau", "sens", "lens", "gap", "foix", "bar", "vienne", "maine", "laval", "marches", "reunion",
    "split", "bari", "mobile", "male", "monde", "cali", "orange", "marine", "canton", "landes", "sete", "linz", "java", "tyr",
    "turkey", "chad", "georgia", "jersey", "mons", "lorient", "savoie", "menton", "hyeres", "rosario", "florence",
    "valence", "nancy", "lorraine", "laon", "ardennes", "center", "reading", "bath", "orly", "arles", "salvador",
    "victoria", "alexandrie", "constantine", "auch", "beni", "gao", "kano", "suez", "limousin", "champagne", "bourgogne",
    "bordeaux", "cologne", "moulins", "verdun", "vichy", "guernesey", "maurice", "niue", "dominique", "jordan", "sousse",
    "easter", "louisville", "casey", "davis", "troll", "knox", "tell", "vevay", "winamac",
    "general", "resolute", "eastern", "western", "central", "pacific", "mountain", "blanc", "creston", "davos",
    "saxe", "lorca", "hesse", "lome", "palmer", "johnston", "wake", "midway", "nelson", "whitehorse", "regina", "phoenix",
})  # fmt: skip
"""Names (folded) that are words, surnames or given names too: places only where the words around say so."""


def listed(table: str) -> list[tuple[str, str]]:
    """(name, ISO code) of `CITIES` or `REGIONS`, in order."""
    found: list[tuple[str, str]] = []
    code = ""
    for line in table.strip().splitlines():
        if line[2:3] == ":":
            code, line = line[:2], line[3:]
        found.extend((name.strip(), code) for name in line.split(",") if name.strip())
    return found
