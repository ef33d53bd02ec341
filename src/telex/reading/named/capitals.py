"""Capitals, French and English, folded: where correspondents of agencies sit."""

from __future__ import annotations

_NAMES = """
paris, london, londres, berlin, rome, madrid, lisbonne, lisbon, bruxelles, brussels, la haye, the hague, amsterdam,
luxembourg, berne, vienne, vienna, varsovie, warsaw, prague, bratislava, budapest, bucarest, bucharest, sofia,
athenes, athens, nicosie, la valette, dublin, copenhague, copenhagen, stockholm, oslo, helsinki, reykjavik, tallinn,
riga, vilnius, moscou, moscow, kiev, kyiv, minsk, chisinau, belgrade, zagreb, ljubljana, sarajevo, podgorica,
skopje, tirana, pristina, ankara, tbilissi, tbilisi, erevan, yerevan, bakou, baku, astana, tachkent, tashkent,
kaboul, kabul, islamabad, new delhi, delhi, dacca, dhaka, colombo, katmandou, kathmandu, pekin, beijing, tokyo,
seoul, pyongyang, taipei, oulan-bator, hanoi, bangkok, phnom penh, vientiane, rangoun, yangon, kuala lumpur,
singapour, singapore, jakarta, manille, manila, canberra, wellington, washington, ottawa, mexico, mexico city, la
havane, havana, port-au-prince, saint-domingue, guatemala, managua, panama, bogota, caracas, quito, lima, la paz,
santiago, buenos aires, montevideo, asuncion, brasilia, alger, algiers, rabat, tunis, tripoli, le caire, cairo,
khartoum, addis-abeba, addis ababa, asmara, mogadiscio, mogadishu, djibouti, nairobi, kampala, kigali, bujumbura,
kinshasa, brazzaville, libreville, yaounde, bangui, ndjamena, n'djamena, niamey, abuja, porto-novo, cotonou, lome,
accra, abidjan, yamoussoukro, monrovia, freetown, conakry, bissau, dakar, banjul, bamako, ouagadougou, nouakchott,
praia, pretoria, windhoek, gaborone, harare, lusaka, lilongwe, maputo, luanda, antananarivo, jerusalem, ramallah,
beyrouth, beirut, damas, damascus, amman, bagdad, baghdad, teheran, tehran, riyad, riyadh, sanaa, mascate, abou
dhabi, abu dhabi, doha, koweit, kuwait city, manama
"""
CAPITALS = frozenset(name.strip() for name in _NAMES.replace("\n", " ").split(","))
