"""Forms of verbs of speech, folded: what people do beside their names."""

from __future__ import annotations

_SPEECH_WORDS = """
dit declare affirme annonce indique precise explique ajoute souligne rappelle raconte confie estime juge assure
soutient reconnait admet avoue concede regrette deplore denonce critique accuse previent averti avertit prevenu
promet promis propose demande reclame repond repondu retorque replique lance glisse soupire sourit resume note
constate observe remarque commente insiste martele poursuit conclut conclu temoigne decrit decrypte analyse ecrit
repete confirme dement nie conteste s'exclame exclame s'emporte emporte s'inquiete inquiete s'etonne etonne s'amuse
amuse s'indigne indigne felicite rejoui plaide tranche ironise balaie evoque espere craint redoute refuse accepte
jure lache souffle murmure crie dit-il rappele salue prone defendu defend nuance tempere appele appelle souhaite
said says told added adds announced announces declared declares stated states warned warns explained explains argued
argues claimed claims insisted insists noted notes replied replies recalled recalls admitted admits conceded
concedes promised promises asked asks wrote writes tweeted confirmed confirms denied denies acknowledged reported
stressed urged vowed
"""
SPEECH = frozenset(_SPEECH_WORDS.split())
