"""Which country, of what kind: the grammar of asks."""

import re

import pytest
from babel import Locale

from parvis.asks.grammar import Kind, Triage, read, standard
from parvis.asks.grammar.country_names import COUNTRIES
from parvis.asks.grammar.specificity import areas_with

AREAS = areas_with()
COHORT_OF_2017 = {
    "AF": "#Afghanistan #Afganistán",
    "AR": "#Argentina #Argentine",
    "BA": "#BosniaHerzegovina #BosnieHerzégovine #BosniaYHerzegovina #BosnaiHercegovina",
    "BF": "#BurkinaFaso #BFA",
    "CV": "#CapeVerde #CapVert #CaboVerde",
    "CO": "#Colombia #Colombie",
    "CR": "#CostaRica #CRI",
    "HR": "#Croatia #Croatie #Croacia #Hrvatska",
    "DK": "#Denmark #Danemark #Dinamarca #Danmark",
    "FI": "#Finland #Finlande #Finlandia #Suomi",
    "FR": "#France #Francia #FRA",
    "DE": "#Germany #Allemagne #Alemania #Deutschland",
    "GH": "#Ghana #GH #غانا",
    "IL": "#Israel #Israël #ישראל",
    "JM": "#Jamaica #Jamaïque",
    "LV": "#Latvia #Lettonie #Letonia #Latvija",
    "LR": "#Liberia #Libéria",
    "LU": "#Luxembourg #Luxemburgo",
    "MT": "#Malta #Malte",
    "ME": "#Montenegro #Monténégro",
    "PK": "#Pakistan #Pakistán #پاکستان",
    "PA": "#Panama #Panamá",
    "PG": "#PapuaNewGuinea #PapouasieNouvelleGuinée #PapúaNuevaGuinea",
    "PE": "#Peru #Pérou #Perú",
    "PH": "#Philippines #Filipinas #Pilipinas",
    "ES": "#Spain #Espagne #España",
    "TZ": "#Tanzania #Tanzanie",
    "TT": "#TrinidadTobago #TrinitéEtTobago #TrinidadYTobago #trinidadandtobago #TTO #TT #TrinitéetTobago",
    "US": "#UnitedStates #ÉtatsUnis #EtatsUnis #EstadosUnidos #USA",
    "CI": "#CotedIvoire #CôteDIvoire #IvoryCoast #CostaDoMarfim #CIV",
    "TR": "#Türkiye #Turkiye #Turquie #Turquía",
    "CD": "#RDC #DRC",
}  # fmt: skip
TAGS = [(code, tag) for code, tags in COHORT_OF_2017.items() for tag in tags.split()]


def reading(text):
    return read(text, standard(), AREAS)


@pytest.mark.parametrize(("code", "tag"), TAGS)
def test_every_name_of_a_country_leads_to_it(code, tag):
    found = reading(f"#OGPcocreate {tag} when?")
    assert (found.countries, found.triage) == ([code], Triage.NONE)


@pytest.mark.parametrize("name", ["TrinitéEtTobago", "trinidadandtobago", "TT", "Trinidad & Tobago", "tto"])
def test_trinidad_is_known_under_each_of_its_names_and_codes(name):
    assert standard().meaning(name).codes == ("TT",)


def test_every_country_is_known_by_what_the_territory_names_call_it():
    lost = []
    for language in ("en", "fr", "es", "pt", "ar"):
        names = Locale.parse(language).territories
        for code in COUNTRIES - {"XK"}:
            meaning = standard().meaning(re.sub(r"\(.*\)", "", names[code]))
            if meaning is None or code not in meaning.codes:
                lost.append((language, code, names[code]))
    assert lost == []


@pytest.mark.parametrize(
    ("tag", "proposed"),
    [
        ("#Georgia", ["GE"]),
        ("#Jordan", ["JO"]),
        ("#Niger", ["NE", "NG"]),
        ("#Nigeria", ["NG", "NE"]),
        ("#Guinea", ["GN", "GQ", "GW"]),
        ("#PNG", ["PG"]),
        ("#Congo", ["CD", "CG"]),
        ("#Chad", ["TD"]),
        ("#Turkey", ["TR"]),
        ("#IT", ["IT"]),
        ("#in", ["IN"]),
        ("#PE", ["PE"]),
        ("#AND", ["AD"]),
    ],
)
def test_a_name_that_means_something_else_too_is_left_to_a_person(tag, proposed):
    found = reading(f"#OGPcocreate {tag} when?")
    assert (found.countries, found.triage) == (proposed, Triage.DOUBTFUL)


def test_one_doubtful_tag_leaves_the_whole_to_a_person_with_all_proposed():
    found = reading("#OGPcocreate #Ghana #Georgia when?")
    assert (found.countries, found.triage) == (["GH", "GE"], Triage.DOUBTFUL)


def test_several_countries_are_all_meant():
    found = reading("#myNAPask #BurkinaFaso #CotedIvoire publish every contract")
    assert (found.countries, found.triage) == (["BF", "CI"], Triage.NONE)


@pytest.mark.parametrize(
    ("words", "proposed"),
    [
        ("How can I take part?", []),
        ("# Burkina Faso: quand?", ["BF"]),
        ("TT, when is it?", ["TT"]),
        ("it is in me", []),
    ],
)
def test_without_a_tag_of_a_country_a_person_decides_and_sees_what_is_named_in_words(words, proposed):
    found = reading(f"#OGPcocreate {words}")
    assert (found.countries, found.triage) == (proposed, Triage.NO_COUNTRY)


def test_without_a_tag_of_the_campaign_a_person_decides():
    assert reading("#Ghana is beautiful").triage == Triage.NO_CAMPAIGN


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.PROPOSAL, "#myNAPask #Ghana open the register of beneficial owners"),
        (Kind.PROPOSAL, "#OGPcocreate #MYNAPASK #Ghana can you help us?"),
        (Kind.QUESTION, "#OGPcocreate When does the forum meet?"),
        (Kind.QUESTION, "#OGPcocreate comment se déroule la consultation"),
        (Kind.QUESTION, "#OGPcocreate ¿Cuándo se reúne el foro?"),
        (Kind.QUESTION, "#OGPcocreate متى تجتمع اللجنة؟"),
        (Kind.QUESTION, "#OGPcocreate the calendar of the plan"),
        (Kind.INTEREST, "#OGPcocreate We would like to take part. How?"),
        (Kind.INTEREST, "#OGPcocreate Nous souhaitons participer au forum"),
        (Kind.INTEREST, "#OGPcocreate ¡Queremos participar!"),
        (Kind.INTEREST, "#OGPcocreate نريد المشاركة في الخطة"),
        (Kind.HELP, "#OGPcocreate We need help to set up a forum, can anyone advise?"),
        (Kind.HELP, "#OGPcocreate Nous avons besoin d’appui pour la consultation"),
        (Kind.HELP, "#OGPcocreate Necesitamos apoyo para abrir el foro"),
        (Kind.HELP, "#OGPcocreate نحتاج إلى مساعدة"),
        (Kind.PROMOTION, "#OGPcocreate The ministry is launching its consultation. Join us on Monday!"),
        (Kind.PROMOTION, "#OGPcocreate Inscrivez-vous à l’atelier de lundi"),
        (Kind.PROMOTION, "#OGPcocreate Lanzamos la consulta pública, ¡acompáñenos!"),
        (Kind.PROMOTION, "#OGPcocreate ندعوكم إلى ورشة العمل"),
    ],
)
def test_the_kind_is_told_by_the_tag_and_by_the_words_of_the_lists(kind, text):
    assert reading(text).kind == kind


def test_the_words_that_told_the_kind_are_kept():
    assert reading("#OGPcocreate We need help, please").because == "need help"
    assert reading("#myNAPask open data").because == "#myNAPask"
    assert reading("#OGPcocreate the calendar of the plan").because == ""


@pytest.mark.parametrize(
    ("text", "area", "proposes"),
    [
        ("#myNAPask Publish the register of beneficial ownership for everybody to read", "beneficial ownership", True),
        ("#myNAPask Publier les marchés publics de plus de 10 000 euros", "marches publics", True),
        ("#myNAPask #OpenData", "", False),
        ("#myNAPask something must change", "", False),
        ("#myNAPask Abrir los datos del presupuesto de cada ciudad", "presupuesto", True),
    ],
)
def test_an_ask_is_specific_when_it_names_an_area_or_a_proposal(text, area, proposes):
    found = reading(text)
    assert (found.area, found.names_proposal) == (area, proposes)


def test_the_themes_of_the_site_are_areas_too():
    found = read("#myNAPask more about Feminist Open Government", standard(), areas_with(["Feminist open government"]))
    assert found.area == "feminist open government"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("#myNAPask #Ghana Publish contracts!", "#MyNapAsk #GHANA publish  contracts", True),
        ("Publish contracts https://a.example/1", "RT @amina: publish contracts https://b.example/2", True),
        ("Publier les données", "publier les donnees", True),
        ("#Ghana Publish contracts", "#Kenya Publish contracts", False),
        ("Publish contracts", "Contracts publish", False),
    ],
)
def test_two_texts_are_the_same_when_only_signs_and_accents_differ(one, other, same):
    assert (reading(one).key == reading(other).key) is same
