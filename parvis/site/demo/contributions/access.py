"""Access to information: late answers, black ink, and questions nobody should have to ask twice."""

import functools

from parvis.site.demo.consultations import COMMITMENTS
from parvis.site.demo.story import Contribution, When

heard = functools.partial(Contribution, consultation=COMMITMENTS)

ACCESS = ("access-to-information",)

ACCESS_TO_INFORMATION = (
    heard(
        "access-01",
        "en",
        When(-42, "09:26"),
        "Thirty days should mean thirty days. I have waited fourteen months for eleven pages.",
        ACCESS,
        public_name="Wendell",
        question=3,
        supports=40,
    ),
    heard(
        "access-02",
        "fr",
        When(-41, "13:50"),
        (
            "On m'a envoyé 300 pages numérisées de travers. Impossible de chercher un mot. Si le document "
            "est né sur un ordinateur, donnez-moi le fichier de l'ordinateur."
        ),
        ("access-to-information", "open-data"),
        public_name="Ghislaine",
        question=3,
        supports=26,
    ),
    heard(
        "access-03",
        "en",
        When(-40, "18:03"),
        (
            "You black out half the page and call it access. At least write in the margin WHICH rule you "
            "used, line by line, so I can argue."
        ),
        ACCESS,
        question=3,
        supports=31,
    ),
    heard(
        "access-04",
        "es",
        When(-37, "20:19"),
        (
            "Si alguien ya pidió un documento y se lo entregaron, publíquenlo. Así no lo pedimos diez veces "
            "y ustedes trabajan menos."
        ),
        ACCESS,
        public_name="Esteban",
        question=3,
        supports=23,
    ),
    heard(
        "access-05",
        "en",
        When(-36, "11:35"),
        (
            "I coordinate requests in a small agency: there are two of us for nine hundred files. Please do "
            "not promise shorter times without people and decent software. A public queue would help more "
            "than a new deadline: let everyone see how many files we have, how old they are and what blocks "
            "them."
        ),
        ("access-to-information", "service-delivery"),
        kind="public",
        question=3,
        supports=35,
    ),
    heard(
        "access-06",
        "ar",
        When(-34, "08:40"),
        ("قدّمت طلباً للحصول على معلومات وجاءني الرد بعد سنة وبلغة قانونية لم أفهمها. أريد رداً بكلام بسيط وفي موعده."),
        ACCESS,
        public_name="عمر",
        question=3,
        supports=13,
    ),
    heard(
        "access-07",
        "en",
        When(-31, "22:58"),
        (
            "You never answer. I wrote in the last consultation and the one before. If this one is "
            "different, prove it by publishing how late every department is, every month, with the name of "
            "the person in charge."
        ),
        ACCESS,
        question=1,
        supports=29,
    ),
    heard(
        "access-08",
        "fr",
        When(-28, "07:15"),
        (
            "Journaliste régionale, je demande que les notes préparées pour les ministres soient publiées "
            "d'office soixante jours après, comme cela se fait déjà pour certaines listes de titres."
        ),
        ACCESS,
        kind="media",
        question=3,
        supports=27,
    ),
    heard(
        "access-09",
        "en",
        When(-24, "15:01"),
        "access to info = access to DELAY 😡😡 fix it",
        ACCESS,
        question=3,
        supports=12,
    ),
    heard(
        "access-10",
        "en",
        When(-21, "10:10"),
        (
            "To Wendell: same here, except mine was nineteen months, and they sent me the wrong file. I "
            "laughed, then I framed it."
        ),
        ACCESS,
        supports=18,
        refers_to="access-01",
    ),
    heard(
        "access-11",
        "en",
        When(-18, "16:45"),
        (
            "We are a small society of librarians, retired officials and stubborn citizens who help people "
            "ask questions of their government. In ten years we have helped with a little over six hundred "
            "requests. This is what we learned, and what we ask for. We have tried to be concrete, because "
            "vague promises are the ones that are always kept.\n\nFirst, what is wrong. The law says thirty "
            "days. Among the requests we followed last year, four in ten were answered in that time, three "
            "in ten took between two and six months, and the rest took longer or are still open. The delay "
            "is not the same everywhere. Three departments cause more than half of it. The public cannot see "
            "this, because the yearly report comes out late, as a document to be read and not as a table to "
            "be used, and because every department counts its days in its own way: some stop the clock when "
            "they write to another department, some when the person who knows is on holiday.\n\nSecond, why "
            "it matters. A woman we helped wanted to know why a ferry line had been cut. The documents came "
            "after the ferry had been sold. A village asked for water tests and received them in black and "
            "white, upside down, without the page that explained the columns. Information that comes too "
            "late, or in a form nobody can use, is a refusal with better manners.\n\nThird, what we ask for "
            "in this plan.\n\n(a) One public table, updated every month, for all departments: requests "
            "received, closed, still open, and the age of those still open in bands of thirty days. Same "
            "clock for everybody, with the rule of the clock written above the table.\n\n(b) Files as they "
            "were born. A spreadsheet is released as a spreadsheet, a message as text. If something must be "
            "hidden, hide it and say on that very line which section of the law was used.\n\n(c) Answer "
            "once, publish for all. When records are released to one person, publish them thirty days later "
            "for everyone, unless they concern that person alone. Give them a title that a human being would "
            "search for.\n\n(d) A named person. Every letter should carry the name of somebody who can "
            "explain it on the telephone. Where this has been tried, complaints fell and so did the number "
            "of pages asked for, because a short talk often shows that the person needs one table and not a "
            "thousand pages.\n\n(e) Help for those who ask for the first time. A page of examples, in plain "
            "words and in several languages, made together with settlement agencies and public libraries. We "
            "offer to write the first draft, and we do not want to be paid for it.\n\n(f) A yearly day of "
            "reckoning. Once a year, in public, the three slowest departments explain themselves to the "
            "forum, with figures, and say what they will do. The three fastest explain how they do it. We "
            "suspect that the second half of the day will be the more useful.\n\nFourth, how we would know "
            "that it worked. In two years the median age of open requests has fallen by half; nine "
            "departments out of ten publish files as they were born; and our society receives fewer "
            "visitors, because people no longer need us. We would gladly close our doors for that "
            "reason.\n\nWe add two warnings from experience. Do not answer this letter with a new portal: we "
            "have seen four, each with its own password, and the files in them were the same. And do not "
            "measure the number of pages released. Somebody once sent us nine thousand pages in answer to a "
            "question that needed one; every page counted as openness in the yearly report, and the one we "
            "needed was page 8,214. Measure whether the person who asked says, one month later, that the "
            "question was answered. Ask all of them. Publish the result by department.\n\nA last word about "
            "trust. Nobody in our society believes that officials are lazy or wicked. We have met many of "
            "them, on the telephone, late in the day, trying to find a file that a former colleague named "
            '"final2 really final". They need shelves, tools and a minister who asks about this on '
            "Mondays. Put that in the plan too: it costs little, and it cannot be blacked out."
        ),
        ("access-to-information", "open-data", "service-delivery"),
        kind="civil",
        organisation="Right to Ask Society",
        public_name="For the Society, its secretary",
        channel="email",
        source_ref="Letter sent by e-mail, entered as received",
        question=3,
        supports=39,
    ),
)

PUBLISH_EVERYTHING = (
    heard(
        "everything-01",
        "en",
        When(-39, "23:49"),
        (
            "Simple: publish every e-mail of every public servant, live, no exceptions. Nothing to hide, "
            "nothing to fear."
        ),
        ACCESS,
        public_name="RadicalGlass",
        question=3,
        supports=14,
    ),
    heard(
        "everything-02",
        "fr",
        When(-26, "01:12"),
        "Toutes les réunions de tous les fonctionnaires, filmées et diffusées. Ça les réveillerait.",
        ("access-to-information", "open-policy-making"),
        question=3,
        supports=5,
    ),
)

ALL = ACCESS_TO_INFORMATION + PUBLISH_EVERYTHING
