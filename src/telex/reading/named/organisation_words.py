"""Nouns that organisations are named with, and organisations that need no noun."""

from __future__ import annotations

_KEPT_WORDS = """
ministere universite association federation confederation comite commission conseil institut ecole lycee college
armee base brigade bourse prefecture sous-prefecture tribunal cour parquet agence chambre collectif coalition
organisation observatoire parti union ligue mouvement front office autorite regiment commandement pole laboratoire
fondation parlement assemblee gendarmerie pompiers hopital chu rectorat academie cooperative croix-rouge
cinematheque orchestre syndicat banque secretariat haut-commissariat commissariat direction departement alliance
caisse mutuelle centrale societe interprofession intersyndicale consulat ambassade marine forum musee centre reseau
service protection mairie capitainerie regie compagnie sapeurs-pompiers etat-major archeveche diocese
communaute metropole police ministry university committee council institute school army bank court agency party league
foundation organization authority department
"""
KEPT = frozenset(_KEPT_WORDS.split())
"""Folded nouns that are part of the name: `ministère de l'Intérieur`."""
_STRONG_WORDS = """
ministere association federation confederation comite commission syndicat collectif agence institut chambre union
office observatoire ligue ordre societe intersyndicale interprofession mutuelle
"""
STRONG = frozenset(_STRONG_WORDS.split())
"""Named by a complement in small letters too: `comité des forêts`."""
ADJECTIVE = frozenset({"armee", "commission", "marine", "banque", "agence", "cour", "police", "conseil", "federation"})
"""Named by an adjective too: `commission électorale`."""
_DIRECT_WORDS = """
ecole lycee college brigade universite hopital institut fondation chu centre musee regiment croix-rouge
"""
DIRECT = frozenset(_DIRECT_WORDS.split())
"""The noun stays when the name follows at once: `école Marie-X`; after the others the name stands alone."""
_WEAK_WORDS = """
centre service reseau musee direction departement centrale front autorite forum office department marine societe compagnie metropole communaute regie
"""
WEAK = frozenset(_WEAK_WORDS.split())
"""Words of every day too: they name an organisation with a capital, or with an adjective and a complement (`société nationale des`)."""
_ACADEMIC_WORDS = """
universite institut ecole lycee college hopital chu academie university
"""
ACADEMIC = frozenset(_ACADEMIC_WORDS.split())
"""A town in the name of one of these is part of the name and no place of the news."""
_NAMED_WORDS = """
groupe societe entreprise compagnie constructeur fabricant operateur editeur sous-traitant start-up startup geant
assureur filiale marque chaine journal quotidien hebdomadaire site plateforme syndicat parti agence ong club cabinet
fournisseur armateur transporteur equipementier avionneur exploitant distributeur laboratoire fonds banque enseigne
cooperative negociant producteur industriel concurrent association collectif courtage magazine radio television
reseau fondeur brasseur sucrier semencier company firm group manufacturer operator carmaker airline publisher
newspaper supplier subsidiary maker
"""
NAMED = frozenset(_NAMED_WORDS.split())
"""Nouns that a company's name follows: `le constructeur italien de grues X`."""
_OWNED_WORDS = """
salaries actionnaires filiale filiales action titre siege syndicats usines clients sites pdg employes dirigeants
capital patron directeur directrice president presidente fondateur fondatrice gerant gerante administrateur
"""
OWNED = frozenset(_OWNED_WORDS.split())
"""`de X` after one of these: X is a company unless it is a place."""
_NO_COMPLEMENT_WORDS = """
malfaiteurs enquete travail suivi crise administration ministres direction pilotage surveillance soutien discipline
personnes hotel hote roman pays fait gauche droite etat personnel personnels parents d'apres communes
"""
NO_COMPLEMENT = frozenset(_NO_COMPLEMENT_WORDS.split())
"""Complements (folded) that make no name: `conseil des ministres`, `association de malfaiteurs`."""
_LAST_WORDS = """
sa sas sarl ag gmbh inc corp ltd plc nv bv spa group holding holdings airlines airways systemes systems technologies
energies telecom telecoms motors bank university ministry department agency council committee commission institute
organisation organization association party court police union press fund foundation industries energy aviation
pharma media records habitat metropole news entertainment laboratoires partners capital
"""
LAST = frozenset(_LAST_WORDS.split())
"""Last words of the names of organisations."""
_INSTITUTIONS_WORDS = """
university ministry department agency council committee commission institute news
"""
INSTITUTIONS = frozenset(_INSTITUTIONS_WORDS.split())
"""Of `LAST`, those that are no surnames."""
_FIRST_WORDS = """
air banque forges chantiers laboratoires editions groupe radio credit ateliers transports electricite caisse aciers
verreries bank university ministry department court
"""
FIRST = frozenset(_FIRST_WORDS.split())
"""First words of them."""
KNOWN = """
OTAN, NATO, ONU, UE, EU, Union européenne, European Union, Nations unies, United Nations, Union africaine, African Union,
Commission européenne, European Commission, Parlement européen, European Parliament, Conseil européen, Conseil de l'Europe,
Conseil de sécurité, Security Council, Banque mondiale, World Bank, FMI, IMF, BCE, ECB, Banque centrale européenne, Fed,
Réserve fédérale, Federal Reserve, OMS, WHO, Unicef, Unesco, HCR, UNHCR, OIT, OMC, WTO, AIEA, IAEA, OSCE, OCDE, OECD, OPEP, OPEC,
G7, G20, Cédéao, Ecowas, Mercosur, Asean, Frontex, Europol, Interpol, Croix-Rouge, Croissant-Rouge, Red Cross, Amnesty
International, Human Rights Watch, Greenpeace, Médecins sans frontières, Oxfam, WWF, Transparency International, KFOR, Minusma,
Hamas, Hezbollah, Fatah, Al-Qaïda, Al-Qaeda, Boko Haram, Farc, ETA, Daech, Talibans, Euronext, Nasdaq, Wall Street Journal, Nasa,
NASA, ESA, SpaceX, CNES, CNRS, Inserm, Inra, Inrae, Insee, Ifremer, Météo-France, Meteo France, Eurostat, Eurostar, Thalys, SNCF, RATP,
EDF, GDF, Engie, Enedis, Orange, SFR, La Poste, Air France, Air France-KLM, Lufthansa, Ryanair, easyJet, British Airways, Airbus,
Boeing, Dassault, Dassault Aviation, Safran, Thales, MBDA, KNDS, Nexter, Naval Group, Rheinmetall, Leonardo, BAE Systems,
Lockheed Martin, Raytheon, Saab, Arianespace, ArianeGroup, Renault, Peugeot, Citroën, Stellantis, Volkswagen, BMW, Daimler,
Mercedes, Audi, Porsche, Fiat, Ford, General Motors, Toyota, Nissan, Honda, Hyundai, Tesla, Michelin, Valeo, Alstom, Siemens,
Bombardier, ArcelorMittal, TotalEnergies, BP, Shell, ExxonMobil, Chevron, Gazprom, Rosneft, Areva, Orano, Framatome,
Veolia, Bouygues, Vinci, Eiffage, Saint-Gobain, Lafarge, Bolloré, Vivendi, Lagardère, LVMH, Kering, Hermès, L'Oréal,
Sanofi, Pfizer, BioNTech, Moderna, AstraZeneca, Novartis, Roche, Bayer, BASF, Nestlé, Danone, Lactalis, Carrefour, Auchan, Leclerc,
Casino, Amazon, Google, Apple, Microsoft, Facebook, Meta, Twitter, Netflix, Uber, Airbnb, Intel, IBM, Nvidia, Samsung, Sony,
Huawei, TikTok, OpenAI, Wikipédia, Wikimedia, BNP Paribas, Société générale, Crédit agricole, Crédit mutuel, HSBC,
Goldman Sachs, JPMorgan, Deutsche Bank, UBS, Axa, Allianz, Lehman Brothers, Reuters, AFP, Associated Press, Bloomberg, BBC, CNN,
TF1, RTL, CGT, CFDT, CFTC, FSU, CFE-CGC, Unsa, Medef, FNSEA, Confédération paysanne, LR, LFI, RN, PS, PCF, UMP, UDI, MoDem, EELV,
Fifa, FIFA, UEFA, CIO, NBA, FFF, FBI, CIA, NSA, Pentagone, Pentagon, Maison Blanche, White House, Kremlin, Élysée, Matignon, Bundestag,
Bundesbank, Knesset, Assemblée nationale, Sénat, Senate, Congrès américain, Chambre des représentants, House of Representatives,
Conseil constitutionnel, Conseil d'État, Cour des comptes, Cour de cassation, Cour suprême, Supreme Court, Cour européenne des
droits de l'homme, Cour pénale internationale, Infrabel, Deutsche Bahn, Trenitalia, Samu, GIGN, Raid, DGSI, DGSE, Ademe, Anses, Arcom, CNIL
"""
"""Well-known names, French and English; with those in capitals in either case."""
_NO_ACRONYM_WORDS = """
tva pib gdp utc gmt cdi cdd sms pdg ceo adn dna tnt gps tgv ter rer hlm smic rsa vtt pme pmi eti tpe ia ai it ok tv
dvd cd usb url http www gmo ogm irm dg drh csp rtt jo qg hq kg km mw gw cv pv svp etc nb ps am pm ii iii iv vi vii
viii ix xi xii xiii xiv xv xvi xvii xviii xix xx xxi est cet covid sras sida vih hiv bfm zac zup plu ipc flash
urgent alerte edito dom tom dom-tom bst ist cst pst edt cest mv ms uss hms ins ak vp atm suv pro hmp us uk ivg avc
hd ovni qi led lcd gsm sim pcr atv bac eur usd gbp btc co2 lng gnl cac dax ftse pc mp rn a1 a6 a7 opa ipo ets fin
suite photo video lead maj
"""
NO_ACRONYM = frozenset(_NO_ACRONYM_WORDS.split())
"""Runs of capitals (folded) that are no organisation."""
_THINGS_WORDS = """
rue avenue boulevard quai quais place square impasse allee route pont tunnel tour stade aeroport port gare station
metro cathedrale eglise basilique chapelle mosquee chateau palais hotel theatre parc jardin bois foret prison camp
fleuve riviere ruisseau lac mont massif col vallee golfe mer ocean detroit cap baie canal barrage volcan glacier
operation mission programme plan loi accord traite prix coupe trophee affaire proces rapport scandale tempete
ouragan cyclone typhon seisme navire paquebot cargo ferry porte-avions fregate sous-marin avion fusee sonde
satellite missile blinde char modele roman film livre album serie festival exposition variant virus maladie syndrome
theoreme saint sainte ecluse centrale usine salle cinema restaurant cafe residence quartier cite lotissement gymnase
collegiale abbaye tableau statue arc dome crue bassin bassins affluent street road bridge airport stadium river lake
mount hurricane storm cup award bill act ship vessel novel
"""
_THINGS = frozenset(_THINGS_WORDS.split())
_WATERS_WORDS = """
golfe gulf mer sea baie bay detroit strait ocean canal lac lake fleuve mont massif col
"""
WATERS = frozenset(_WATERS_WORDS.split())
"""`golfe de X`: a water or a mountain named after a place is none itself."""
THINGS = _THINGS | WATERS
"""What bears a name that is neither a person's nor an organisation's: `rue Victor X`, `aéroport Charles X`."""
