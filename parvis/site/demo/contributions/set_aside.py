"""What had to be hidden, and what is still to be said between today and the closing night."""

import functools

from parvis.site.demo.consultations import COMMITMENTS
from parvis.site.demo.story import Contribution, When

heard = functools.partial(Contribution, consultation=COMMITMENTS)

HIDDEN = (
    heard(
        "aside-01",
        "en",
        When(-38, "04:12"),
        ("BEST PRICES on winter tires!!! Call now, delivery in all provinces, tell them the government sent you"),
        (),
        kind="business",
    ),
    heard(
        "aside-02",
        "en",
        When(-31, "15:20"),
        (
            "Why did they change the coach in the middle of the season? We were two points from the playoffs. "
            "Bring him back."
        ),
        (),
    ),
    heard(
        "aside-03",
        "fr",
        When(-27, "23:57"),
        "Vous êtes tous des imbéciles et des paresseux, du premier au dernier.",
        (),
    ),
    heard(
        "aside-04",
        "en",
        When(-21, "10:45"),
        (
            "My neighbour at number 14 receives a pension and repairs cars for cash. Her telephone is 555-0142, "
            "somebody should ring her."
        ),
        ("financial-transparency",),
    ),
    heard(
        "aside-05",
        "en",
        When(-15, "13:14"),
        (
            "Tell us what you have, not only what you publish: one list of all datasets of all departments, even "
            "the closed ones, with the date they will open."
        ),
        ("open-data",),
        question=3,
    ),
    heard(
        "aside-06",
        "es",
        When(-12, "03:02"),
        "Gane dinero desde casa con nuestro método secreto, plazas limitadas, inscríbase ya",
        (),
    ),
    heard("aside-07", "en", When(-6, "20:36"), "asdf asdf test test hello is this thing on", ()),
)

STILL_TO_COME = (
    heard(
        "later-01",
        "en",
        When(3, "11:30"),
        (
            "My book club read the fifteen themes aloud. We fell out over number 10 and made up over number "
            "14. Verdict: shorter lines, please."
        ),
        ("service-delivery",),
        question=1,
        supports=7,
    ),
    heard(
        "later-02",
        "fr",
        When(8, "13:20"),
        (
            "Après l'atelier d'hier : qu'on publie la liste des personnes consultées pour chaque politique, "
            "et celle des absents."
        ),
        ("open-policy-making", "inequality-inclusion"),
        question=3,
        supports=9,
    ),
    heard(
        "later-03",
        "ar",
        When(12, "18:00"),
        ("نشرتُ السؤال في مجموعة الحي فكتب ثلاثون شخصاً. جمعتُ كلامهم في جملة: أخبرونا بما تغيّر، لا بما تنوون فقط."),
        ("past-commitments",),
        public_name="أم ياسين",
        question=3,
        supports=12,
    ),
    heard(
        "later-04",
        "en",
        When(19, "09:15"),
        (
            "I have now received an answer to what I said about datasets. I do not agree with all of it but "
            "I could follow the reasoning. That is new. Keep going."
        ),
        ("open-data",),
        kind="academia",
        supports=10,
        refers_to="data-03",
    ),
    heard(
        "later-05",
        "es",
        When(26, "22:48"),
        ("Dos días para el cierre y por fin me animo: que los mapas de inundaciones sean públicos y se entiendan."),
        ("environment-data",),
        question=2,
        supports=8,
    ),
    heard(
        "later-06",
        "en",
        When(28, "23:41"),
        "Am I still in time? Publish how long things take. Everything else follows.",
        ("service-delivery", "access-to-information"),
        question=3,
        supports=4,
    ),
)

ALL = HIDDEN + STILL_TO_COME
