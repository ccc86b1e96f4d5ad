"""Three consultations: one open, one closed whose last answers are late, one closed and being read."""

from parvis.site.demo.story import Consultation, When, words

COMMITMENTS = "commitments-that-matter"
OWNERSHIP = "who-owns-companies"
FEMINIST = "feminist-open-government"
LIBRARY = "https://www.northside-library.example"

ALL = (
    Consultation(
        slug=COMMITMENTS,
        title=words(
            "Which commitments would make a difference to you by {plan_end}?",
            "Quels engagements changeraient quelque chose pour vous d'ici {plan_end}?",
            "¿Qué compromisos cambiarían algo para usted de aquí a {plan_end}?",
            "ما الالتزامات التي ستُحدث فرقاً في حياتك بحلول عام {plan_end}؟",
        ),
        summary=words(
            "Fifteen themes are on the table. Are they the right ones? What is missing?",
            "Quinze thèmes sont sur la table. Est-ce que ce sont les bons? Que manque-t-il?",
            "Hay quince temas sobre la mesa. ¿Son los correctos? ¿Qué falta?",
            "خمسة عشر موضوعاً مطروحاً للنقاش. هل هي المواضيع الصحيحة؟ وماذا ينقص؟",
        ),
        help=words(
            (
                "Write as you would speak to a neighbour. One idea is enough. It helps to say what is wrong "
                "today, who could change it, and how you would notice that it got better."
            ),
            (
                "Écrivez comme vous parleriez à une voisine. Une idée suffit. Dites si possible ce qui ne va "
                "pas aujourd'hui, qui pourrait le changer et à quoi vous verriez que ça va mieux."
            ),
            (
                "Escriba como hablaría con un vecino. Una idea basta. Ayuda decir qué falla hoy, quién "
                "podría cambiarlo y en qué notaría usted la mejora."
            ),
            (
                "اكتب كما لو كنت تكلّم جارك. تكفي فكرة واحدة. ويساعدنا أن تقول ما المشكلة اليوم، ومن يستطيع "
                "تغييرها، وكيف ستعرف أن الحال تحسّن."
            ),
        ),
        questions=(
            words(
                "Are these fifteen themes the right ones?",
                "Ces quinze thèmes sont-ils les bons?",
                "¿Son estos quince temas los correctos?",
                "هل هذه المواضيع الخمسة عشر هي الصحيحة؟",
            ),
            words(
                "What else matters to you that nobody has named?",
                "Qu'est-ce qui compte pour vous et que personne n'a nommé?",
                "¿Qué más le importa y nadie ha nombrado?",
                "ما الذي يهمك أيضاً ولم يذكره أحد؟",
            ),
            words(
                "Which promise should the government make?",
                "Quelle promesse le gouvernement devrait-il faire?",
                "¿Qué promesa debería hacer el gobierno?",
                "ما الوعد الذي ينبغي أن تقطعه الحكومة؟",
            ),
            words(
                "Could you, or your organisation, help to shape it?",
                "Vous ou votre organisation, pourriez-vous aider à la façonner?",
                "¿Podría usted, o su organización, ayudar a darle forma?",
                "هل تستطيع أنت أو مؤسستك المساعدة في صياغته؟",
            ),
        ),
        opens=When(-42, "09:00"),
        closes=When(28, "23:59"),
        moderation="after",
        audiences=(
            ("kind", "business", {}, 12),
            ("kind", "media", {}, 5),
            ("kind", "civil", {}, 20),
            ("language", "fr", {}, 30),
            ("language", "iu", {}, 10),
            (
                "other",
                "",
                words(
                    "people who live in the North",
                    "les gens qui vivent dans le Nord",
                    "la gente que vive en el Norte",
                    "سكان الشمال",
                ),
                1,
            ),
        ),
        sites=(LIBRARY,),
    ),
    Consultation(
        slug=OWNERSHIP,
        title=words(
            "Who really owns companies: what should be public?",
            "À qui appartiennent vraiment les entreprises : que faut-il rendre public?",
            "¿De quién son realmente las empresas? ¿Qué debería ser público?",
            "من يملك الشركات حقاً: ماذا ينبغي أن يُنشر؟",
        ),
        summary=words(
            (
                "Behind a company there may be another, and behind that one a person. Should everyone be "
                "able to see who?"
            ),
            (
                "Derrière une entreprise, il y en a parfois une autre, et derrière celle-ci, quelqu'un. "
                "Chacun devrait-il pouvoir voir qui?"
            ),
            ("Detrás de una empresa puede haber otra, y detrás de esa, una persona. ¿Debería poder verse quién es?"),
            "قد تكون وراء الشركة شركة أخرى، ووراء تلك شخص. هل ينبغي أن يعرف الجميع من هو؟",
        ),
        help=words(
            "Do not accuse anyone by name: say what you would like to be able to check, and why.",
            "N'accusez personne en le nommant : dites ce que vous voudriez pouvoir vérifier, et pourquoi.",
            "No acuse a nadie con nombre y apellido: diga qué le gustaría poder comprobar, y por qué.",
            "لا تتهم أحداً بالاسم: قل ما الذي تود أن تتمكن من التحقق منه، ولماذا.",
        ),
        questions=(
            words(
                "What should anyone be able to know about who owns a company?",
                "Que devrait-on pouvoir savoir sur les propriétaires d'une entreprise?",
                "¿Qué debería poder saber cualquiera sobre quién posee una empresa?",
                "ماذا ينبغي أن يعرف أي شخص عن مالكي الشركة؟",
            ),
            words(
                "What should stay private?",
                "Qu'est-ce qui devrait rester privé?",
                "¿Qué debería seguir siendo privado?",
                "وما الذي ينبغي أن يبقى خاصاً؟",
            ),
        ),
        opens=When(-42, "09:00"),
        closes=When(-14, "23:59"),
        moderation="before",
    ),
    Consultation(
        slug=FEMINIST,
        title=words(
            "Open government and women: a feminist reading",
            "Le gouvernement ouvert et les femmes : une lecture féministe",
            "El gobierno abierto y las mujeres: una lectura feminista",
            "الحكومة المنفتحة والنساء: قراءة نسوية",
        ),
        summary=words(
            ("Who takes the floor, who is counted, who is missing? Read the plan with us through women's eyes."),
            ("Qui prend la parole, qui est comptée, qui manque? Lisez le plan avec nous du point de vue des femmes."),
            (
                "¿Quién toma la palabra, a quién se cuenta, quién falta? Lea el plan con nosotras desde la "
                "mirada de las mujeres."
            ),
            "من يأخذ الكلمة، ومن يُحسب حسابه، ومن الغائب؟ اقرأ الخطة معنا بعيون النساء.",
        ),
        help=words(
            (
                "You can speak for yourself or for a group. Please leave out names and details by which "
                "someone could be recognised."
            ),
            (
                "Vous pouvez parler en votre nom ou pour un groupe. N'écrivez ni nom ni détail qui "
                "permettrait de reconnaître quelqu'un."
            ),
            ("Puede hablar por usted o por un grupo. No escriba nombres ni detalles que permitan reconocer a alguien."),
            "يمكنكِ الحديث باسمكِ أو باسم مجموعة. نرجو عدم ذكر أسماء أو تفاصيل تكشف هوية أحد.",
        ),
        questions=(
            words(
                "What would open government look like if women had designed it?",
                "À quoi ressemblerait le gouvernement ouvert si des femmes l'avaient conçu?",
                "¿Cómo sería el gobierno abierto si lo hubieran diseñado mujeres?",
                "كيف ستبدو الحكومة المنفتحة لو صمّمتها النساء؟",
            ),
        ),
        opens=When(-28, "09:00"),
        closes=When(-1, "23:59"),
        moderation="before",
    ),
)
