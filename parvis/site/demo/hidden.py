"""What moderators hid, each with a reason of the list and a sentence everybody can read."""

from parvis.site.demo.story import Appealed, Hiding, When, words

ADVERTISING = words(
    "This message sells something. There was nothing else in it.",
    "Ce message vend quelque chose. Rien d'autre ne s'y trouvait.",
    "Este mensaje vende algo. No contenía nada más.",
    "هذه الرسالة تعرض شيئاً للبيع، ولم يكن فيها غير ذلك.",
)

ALL = (
    Hiding("aside-01", "advertising", ADVERTISING, "hana", When(-38, "08:40")),
    Hiding(
        "aside-02",
        "off_topic",
        words(
            "About hockey. We share the sorrow, but the plan cannot bring back a coach.",
            "À propos de hockey. Nous partageons la peine, mais le plan ne peut pas ramener un entraîneur.",
            "Sobre hockey. Compartimos la pena, pero el plan no puede traer de vuelta a un entrenador.",
            "عن فريق الهوكي. نشارككم الأسف، لكن الخطة لا تستطيع إعادة مدرب.",
        ),
        "hana",
        When(-31, "16:05"),
    ),
    Hiding(
        "aside-03",
        "insult",
        words(
            ("Insults only. Say the same thing about what was done, not about people, and it will be published."),
            "Que des insultes. Dites-le de ce qui a été fait et non des gens, et ce sera publié.",
            "Solo insultos. Diga lo mismo de lo que se hizo y no de las personas, y se publicará.",
            "شتائم فقط. قل الشيء نفسه عما جرى لا عن الأشخاص وسيُنشر.",
        ),
        "hana",
        When(-26, "08:15"),
    ),
    Hiding(
        "aside-04",
        "personal_data",
        words(
            "Gave the address and telephone number of somebody else.",
            "Donnait l'adresse et le numéro de téléphone de quelqu'un d'autre.",
            "Daba la dirección y el teléfono de otra persona.",
            "كشفت عنوان شخص آخر ورقم هاتفه.",
        ),
        "hana",
        When(-21, "11:10"),
    ),
    Hiding(
        "aside-05",
        "repeated",
        words(
            ("The same words as another contribution, sent a minute later. The first one stands and is answered."),
            (
                "Les mêmes mots qu'une autre contribution, envoyés une minute plus tard. La première reste "
                "et reçoit la réponse."
            ),
            (
                "Las mismas palabras que otra contribución, enviadas un minuto después. La primera queda y "
                "recibe respuesta."
            ),
            "الكلمات نفسها في مساهمة أخرى أُرسلت قبلها بدقيقة. تبقى الأولى وتلقى الجواب.",
        ),
        "hana",
        When(-15, "17:20"),
        duplicate_of="data-10",
    ),
    Hiding("aside-06", "advertising", ADVERTISING, "hana", When(-12, "09:00")),
    Hiding(
        "aside-07",
        "off_topic",
        words(
            "A test of the form. It works.",
            "Un essai du formulaire. Il fonctionne.",
            "Una prueba del formulario. Funciona.",
            "تجربة للاستمارة. وهي تعمل.",
        ),
        "hana",
        When(-5, "09:10"),
    ),
    Hiding(
        "ownership-31",
        "personal_data",
        words(
            "Said where somebody lives, and the plate of his vehicle, beside an accusation.",
            "Disait où habite quelqu'un et donnait sa plaque, à côté d'une accusation.",
            "Decía dónde vive alguien y daba su matrícula, junto a una acusación.",
            "ذكرت مكان سكن شخص ورقم سيارته مع اتهام له.",
        ),
        "hana",
        When(-32, "06:30"),
    ),
    Hiding("ownership-32", "advertising", ADVERTISING, "hana", When(-22, "08:05")),
    Hiding(
        "feminist-28",
        "insult",
        words(
            "Insulted the people who wrote the questions, and women in general.",
            "Insultait les personnes qui ont écrit les questions, et les femmes en général.",
            "Insultaba a quienes escribieron las preguntas, y a las mujeres en general.",
            "فيها شتم لمن كتب الأسئلة وللنساء عموماً.",
        ),
        "hana",
        When(-13, "07:50"),
    ),
)

BY_CONTRIBUTION = {hiding.contribution: hiding for hiding in ALL}

RESTORED = (
    Appealed(
        Hiding(
            "ownership-06",
            "personal_data",
            words(
                "Seems to speak of a contractor's relatives.",
                "Semble parler de la famille d'un fournisseur.",
                "Parece hablar de la familia de un proveedor.",
                "يبدو أنها تتحدث عن أقارب أحد المتعاقدين.",
            ),
            "hana",
            When(-38, "17:30"),
        ),
        "ines",
        "The brother-in-law is a figure of speech. I name nobody, and I know no contractor's family.",
        When(-38, "19:12"),
        "bruno",
        When(-37, "08:40"),
    ),
)
