"""What stands before a name and is no part of it: M., Mme, Dr, ranks, and the given names that tell a person from a thing."""

from __future__ import annotations

HONORIFICS: dict[str, str | None] = {
    "m.": "m", "mm.": None, "monsieur": "m", "messieurs": "m", "mr": "m", "mr.": "m", "sir": "m", "lord": "m",
    "mme": "f", "mmes": "f", "madame": "f", "mlle": "f", "mademoiselle": "f", "mrs": "f", "ms": "f", "miss": "f",
    "lady": "f", "dame": "f", "dr": None, "me": None, "pr": None, "maitre": None, "docteur": None,
    "gov": None, "sen": None, "rep": None, "gen": None, "col": None, "sgt": None, "lt": None, "capt": None, "rev": None,
    "prof": None, "don": "m", "dona": "f", "mgr": "m", "sheikh": "m", "cheikh": "m", "abbe": "m", "pere": "m", "soeur": "f",
}  # fmt: skip
"""Folded form and the gender that it tells."""
FOLLOWED_BY_STOP = frozenset(
    {
        "gov",
        "sen",
        "rep",
        "capt",
        "rev",
        "prof",
        "mr",
        "mrs",
        "ms",
        "dr",
        "pr",
        "me",
        "mm",
        "mgr",
        "st",
        "gen",
        "col",
        "lt",
        "sgt",
    }
)
"""Written with a stop too, which ends no sentence there."""
ALWAYS_CAPITAL = frozenset(
    {
        "col",
        "rep",
        "sen",
        "gov",
        "gen",
        "rev",
        "lt",
        "me",
        "pr",
        "ms",
        "don",
        "dame",
        "pere",
        "soeur",
        "miss",
        "lord",
        "lady",
    }
)
"""Also words of every day: honorifics only with a capital."""
RANKS = frozenset({
    "general", "colonel", "commandant", "commandante", "capitaine", "lieutenant", "sergent", "adjudant", "amiral",
    "caporal", "major", "marechal", "brigadier", "lieutenant-colonel", "contre-amiral", "vice-amiral", "commissaire",
    "captain", "sergeant", "admiral", "lieutenant-general", "commander", "corporal", "inspector",
})  # fmt: skip
"""Military and police ranks: roles when they stand before a name."""

_MEN = """
aaron abdel abdelkader abdou abdoulaye abdullah abel adam adama adel adrian adrien ahmed alain alan alar albert alberto aldo
alejandro aleksandr alessandro alex alexander alexandre alexei alexis alfred ali amadou amin amine anatole anders andre andrea
andreas andrei andres andrew andrzej angelo angus anis anthony antoine anton antonin antonio antony armand armando arnaud
arthur artur arturo auguste augustin aurelien axel aymeric baptiste barack bart basile bastien ben benedict benito benjamin
benoit bernard bernardo bernd bertrand bill bob boris boubacar brad brian brice bruce bruno carlo carlos cedric cesar charles
charlie chris christian christoph christophe christopher claude claudio clement colin come corentin craig cyril damien dan
daniel daniele dario david denis dennis didier diego dieter dimitri dirk dmitri dmitry dominic donald douglas duarte duncan
eddy edgar edmond edouard eduardo edward edwin elias elliot elon emile emilio emmanuel enrico enrique enzo eric erik ernest
ernesto erwan esteban etienne eugene evan fabien fabio fabrice farid felipe felix ferdinand fernand fernando filip filippo
florent florentin florian francesco francis francisco franck francois frank franklin franz fred frederic frederick frederik
friedrich fritz gabin gabriel gael gaetan gareth gary gaspard gaston gavin geert geoffrey geoffroy georg george georges gerald
gerard gerhard gian gianni gilbert gilles giorgio giovanni giulio giuseppe gonzague gonzalo gordon graham greg gregoire gregory
guido guilhem guillaume gunther gustav gustave guy hakim hamid hans harold harry hassan hector heinrich helmut henri henrik
henry herbert herve hicham hubert hugo hugues ian ibrahim ibrahima idris idriss igor ilan ilias imran ismael ismail ivan jack
jacob jacques jakob james jamal jamel jan janez janis jason javier jean jed jeff jeffrey jens jeremie jeremy jerome jesus jim
jimmy jo joachim joao joaquin joe joel joep johan johann johannes john johnny jon jonas jonathan jordi jorge jose josef joseph
joshua josep juan jules julian julien julio jurgen justin kamal karel karim karl keir keith kenneth kevin khaled kilian klaus
konstantin kurt lars laurent lazare leo leon leonard leonardo leopold lilian lionel loic lorenzo lothar louis lowell luc luca
lucas lucien ludovic luigi luis luiz lukas luke maarten maciej mads magnus mahmoud malik mamadou manfred manuel marc marcel
marcelin marcello marco marcos marek mariano mario marius mark markus martial martin mateo mateusz mathias mathieu mathis
matt matteo matthew matthias matthieu maurice mauro max maxence maxime maximilien mehdi melvin michael michal michel miguel
mike mikhail milan miloud mitch modibo mohamed mohammed mouhamadou mourad moussa mustafa nabil nadim narendra nathan
neil nelson nicholas nick nicolas niels nigel nikita nikola nikolai noah noel norbert norman olaf oleg oliver olivier omar
oscar oskar ousmane pablo paolo pascal patrice patrick paul paulo pavel pedro per peter petr petros philip philippe pier
pierre pieter pietro quentin rachid radoslaw rafael rainer ralf ralph ramon raoul raphael raul ray raymond reginald regis
reinhard remi remy renaud rene reynald ricardo riccardo richard rob robert roberto robin roch rodolphe rodrigo rodrigue roger
roland romain roman romeo ron ronald rory ross roy rudolf rudy rui rupert ryan sacha said salim salvador salvatore sam sami
samir samuel scott sean sebastian sebastien serge sergei sergey sergio seydou shaun sidi silvio simon slimane sofiane stan
stanislas stefan stefano stephan stephane stephen steve steven sven sylvain sylvestre tanguy tariq ted thabo theo theodore
thibault thibaut thierry thomas tim timothee timothy tobias todd tom tomas tommy tony toomas tristan ugo ulrich umberto
urbain vaclav valentin valentino valere valery vasco victor viktor vincent vitali vladimir volodymyr walter warren werner wilfried
wilhelm willem william willy winston wolfgang xavier yael yann yannick yannis yanis yassine yohan yohann youri youssef yves
yvan yvon zakaria zbigniew zinedine jean-marc jean-pierre jean-paul jean-claude jean-louis jean-luc jean-francois jean-yves
jean-michel jean-baptiste jean-jacques jean-christophe jean-philippe jean-charles pierre-yves pierre-louis pierre-henri
paul-henri yves-marie marc-antoine louis-marie charles-henri
"""
_WOMEN = """
adelaide adele adelina adeline adriana agathe agnes aicha aida aissatou alba alessandra alexandra alexia alice alicia alina
aline alison alix alma amandine amelia amelie amina aminata amy ana anais anastasia andrea angela angele angelica angelina
angelique anissa anita anna annabelle anne annette annick annie antoinette antonia apolline ariane arlette armelle assia
astrid aude audrey aurelie aurore awa barbara beatrice beatriz benedicte berenice bernadette berthe bettina brigitte camille
capucine carla carlotta carmen carole carolina caroline cassandra catalina catherine cecile celeste celia celine chantal
charlotte chiara christel christelle christiane christina christine claire clara clarisse claudia claudine clementine cloe
clotilde colette coline constance coralie corinne cornelia cristina daniela danielle daphne deborah delphine denise diana
diane djamila dolores dominique dora doris dorothee edith edwige eileen elena eleonore eliane elisa elisabeth elisabetta elise
elizabeth ella elodie eloise elsa elvira elvire emilie emily emma erica erika ernestine esmeralda estelle esther eugenie eva
eve evelyne fabienne fanny farida fatima fatou fatoumata federica fernanda flavie flora florence francesca francine francoise
frederique gabriella gabrielle gaelle genevieve georgette georgina geraldine germaine ghislaine gilda ginette giorgia giovanna
gisele giulia gloria grace graziella greta gwenaelle gwendoline habiba hannah heidi helen helena helene henriette hilary hillary
hortense huguette ida ilona ilse ilze imane ines ingrid irene irina iris irma isabel isabella isabelle jacqueline jane janet
janine jasmine jeanne jeannette jennifer jessica jill joana joanna jocelyne joelle johanna josephine josette josiane joyce
juana judith julia juliana julie juliette justine kaja karen karin karine kate katarina kateryna katharina katherine kathleen
katia keira kelly khadija kristen kristina laetitia lara larissa latifa laura laure laurence lea leila lena leonie leonor lidia
liliane lina linda lisa lisbeth lise liz loretta lorraine louisa louise lola lou luce lucia lucie lucienne lucile ludivine
ludmila luisa lydia lydie lynda mabel madeleine magali magda magdalena maite malika manon manuela marceline margaret margarita
margaux margot marguerite maria mariam mariama marianne marie marielle marina marine marion marjorie marlene marta martha marthe
martine maryam maryline maryse mathilde maud maureen maya melanie melina melissa meryem mia michele micheline michelle milena
mina mireille miriam moira monica monika monique morgane myriam nabila nadege nadia nadine naima nancy naomi natacha natalia
natalie nathalie nelly nicola nicole nina noelie noemie nora nuria odette odile olga olivia ornella pamela patricia paula paulette
pauline paulina peggy penelope perrine petra priscilla rachel rachida raquel rebecca regine renata renee rita roberta rokia
romane rosa rosalie rose roselyne roxane ruta ruth sabine sabrina safia salima salome samantha samar samira sandra sandrine sara
sarah segolene selma serena severine sharon sheila shirin sibylle sidonie silvia simone sofia solange solene soline solenn sonia
sophia sophie soraya stella stephanie susan susana susanna suzanne svetlana sylvia sylvie tania tatiana teresa tessa thea theresa
therese tiffany tina ursula valentina valentine valeria valerie vanessa vera veronica veronique victoria violaine violette
virginia virginie viviane vivien wendy yael yasmina yasmine yolande yulia yvette yvonne zahra zineb zoe ludivine
marie-claude marie-christine marie-france marie-helene marie-jeanne marie-laure marie-louise marie-pierre anne-marie
anne-sophie anne-laure marie-noelle rose-marie
"""
GIVEN: dict[str, str] = {**dict.fromkeys(_MEN.split(), "m"), **dict.fromkeys(_WOMEN.split(), "f")}
"""Folded given names and their gender."""
_EITHER = frozenset({
    "andrea", "dominique", "camille", "claude", "alix", "frederique", "nicola", "vivien", "yael", "lou", "noel",
})  # fmt: skip


def gender_of(given: str) -> str | None:
    """What a given name (folded) tells: m, f, or None."""
    if given in _EITHER:
        return None
    found = GIVEN.get(given)
    if found is None and "-" in given:
        found = GIVEN.get(given.partition("-")[0])
    return found


def is_given(word: str) -> bool:
    """Whether a folded word is a given name, compounds included (`marie-ange`)."""
    return word in GIVEN or ("-" in word and word.partition("-")[0] in GIVEN)
