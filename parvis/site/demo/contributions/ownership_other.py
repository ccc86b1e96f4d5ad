"""What else was said about the owners of companies: privacy, provinces, land, trusts, penalties."""

import functools

from parvis.site.demo.consultations import OWNERSHIP
from parvis.site.demo.story import Contribution, When

heard = functools.partial(Contribution, consultation=OWNERSHIP, checked_after=5)

OWNERS = ("beneficial-ownership",)

OTHER = (
    heard(
        "ownership-21",
        "en",
        When(-39, "09:48"),
        (
            "Please be careful with addresses. I help women who had to move and cannot be found. A name and "
            "a year of birth may be public; a street never. And there must be a way to ask for an exception, "
            "answered in days, not months."
        ),
        ("beneficial-ownership", "inequality-inclusion"),
        kind="civil",
        organisation="Half the Table",
        question=2,
        supports=33,
    ),
    heard(
        "ownership-22",
        "fr",
        When(-36, "13:02"),
        (
            "Aujourd'hui il faut payer pour chaque fiche du registre provincial. Un registre public qui se "
            "paie n'est pas public. Recherche gratuite, téléchargement gratuit."
        ),
        ("beneficial-ownership", "open-data"),
        public_name="Ariane",
        question=1,
        supports=21,
    ),
    heard(
        "ownership-23",
        "en",
        When(-33, "08:30"),
        (
            "Most companies are registered in a province. A federal list alone is a fence with one post. "
            "Work with the provinces and publish the date by which each one joins."
        ),
        OWNERS,
        kind="academia",
        organisation="A law faculty in the Prairies",
        question=1,
        supports=26,
    ),
    heard(
        "ownership-24",
        "en",
        When(-30, "19:19"),
        "25 % is far too high. Five cousins with 20 % each and you see nobody. Make it 5 %.",
        OWNERS,
        question=1,
        supports=18,
    ),
    heard(
        "ownership-25",
        "en",
        When(-26, "21:05"),
        (
            "Houses!! Whole floors of condos in my city are owned by companies with no face. Publish who "
            "owns the land, not just who wins contracts."
        ),
        ("beneficial-ownership", "cities"),
        public_name="Dev, Vancouver",
        question=1,
        supports=30,
    ),
    heard(
        "ownership-26",
        "en",
        When(-24, "11:44"),
        (
            "I run a bakery with my sister. We already tell three offices who we are. If this becomes a "
            "fourth form I will be very cross. Ask once, share it between offices, then publish all you like "
            "🥐"
        ),
        ("beneficial-ownership", "entrepreneurship-innovation"),
        kind="business",
        question=1,
        supports=17,
    ),
    heard(
        "ownership-27",
        "es",
        When(-20, "16:33"),
        (
            "Un registro sin verificación es una lista de mentiras bien ordenada. Comparen los nombres con "
            "otros registros y marquen en público los que no se han podido comprobar."
        ),
        ("beneficial-ownership", "open-data"),
        kind="academia",
        public_name="Un profesor de contabilidad",
        question=1,
        supports=14,
    ),
    heard(
        "ownership-28",
        "en",
        When(-38, "20:20"),
        (
            "What about trusts? My uncle's lawyer says owners will simply move behind a trust and your "
            "register will be full of lawyers."
        ),
        OWNERS,
        question=1,
        supports=20,
    ),
    heard(
        "ownership-29",
        "fr",
        When(-37, "10:10"),
        (
            "Que se passe-t-il si une entreprise ment sur ses propriétaires? Sans amende réelle, et sans "
            "exclusion des marchés publics, ce sera un registre de politesse."
        ),
        OWNERS,
        public_name="Un comptable à la retraite",
        question=1,
        supports=23,
    ),
    heard(
        "ownership-30",
        "ar",
        When(-36, "09:27"),
        "من يشك في أن اسماً ما مستعار، إلى من يكتب؟ نحتاج إلى عنوان واحد للإبلاغ، مع حماية لمن يبلّغ.",
        OWNERS,
        question=1,
        supports=11,
    ),
    heard(
        "ownership-31",
        "en",
        When(-32, "02:14"),
        (
            "Everybody on my road knows who owns the paving company. White truck, plate ABZZ 000, he lives "
            "at 12 Nowhere Lane, the house with the blue door. Go and ask him yourselves."
        ),
        OWNERS,
        question=1,
    ),
    heard(
        "ownership-32",
        "en",
        When(-22, "04:51"),
        ("Protect your assets abroad!!! Discreet companies in 48 hours, first consultation free, write to us today"),
        (),
        kind="business",
        question=2,
    ),
)
