"""The cast. Everybody is invented; every address is at example.org, where nobody lives."""

from parvis.site.demo.story import Person, Role, words

ALL = (
    Person(
        "amina",
        "amina@example.org",
        "Amina",
        "ar",
        words(
            "Lives in Calgary and speaks Arabic first. She wants to know who is paid with public money.",
            "Vit à Calgary et parle d'abord l'arabe. Elle veut savoir qui est payé avec l'argent public.",
            "Vive en Calgary y habla sobre todo árabe. Quiere saber a quién se paga con dinero público.",
            "تعيش في كالغاري ولغتها الأولى العربية. تريد أن تعرف إلى من يذهب المال العام.",
        ),
    ),
    Person(
        "bruno",
        "bruno@example.org",
        "Bruno",
        "fr",
        words(
            "Convenes the cycle for Canada, and is the point of contact at the Treasury Board Secretariat.",
            "Anime le cycle du Canada et sert de point de contact au Secrétariat du Conseil du Trésor.",
            "Convoca el ciclo de Canadá y es el punto de contacto en la Secretaría del Consejo del Tesoro.",
            "يدير دورة كندا، وهو جهة الاتصال في أمانة مجلس الخزانة.",
        ),
        (Role("convener"), Role("responder", "tbs")),
    ),
    Person(
        "chipo",
        "chipo@example.org",
        "Chipo",
        "en",
        words(
            "Reviews the plan independently. She reads everything, checks the record, and changes nothing.",
            "Évalue le plan en toute indépendance. Elle lit tout, vérifie le registre et ne modifie rien.",
            "Evalúa el plan con independencia. Lee todo, verifica el registro y no cambia nada.",
            "تراجع الخطة باستقلال. تقرأ كل شيء وتتحقق من السجل ولا تغيّر شيئاً.",
        ),
        (Role("reviewer"),),
    ),
    Person(
        "dana",
        "dana@example.org",
        "Dana",
        "en",
        words(
            "Keeps the site running. In this story she also convenes, and adopts the commitments.",
            "Veille sur le site. Dans cette histoire, elle anime aussi le cycle et adopte les engagements.",
            "Cuida del sitio. En esta historia también convoca el ciclo y adopta los compromisos.",
            "ترعى الموقع. وفي هذه القصة تدير الدورة أيضاً وتعتمد الالتزامات.",
        ),
        (Role("convener"),),
        site_roles=("keeper",),
    ),
    Person(
        "elise",
        "elise@example.org",
        "Élise",
        "fr",
        words(
            "Answers for Finance Canada on budgets, spending and the owners of companies.",
            ("Répond au nom de Finances Canada sur les budgets, les dépenses et les propriétaires d'entreprises."),
            "Responde en nombre de Finanzas Canadá sobre presupuestos, gastos y dueños de empresas.",
            "تجيب باسم وزارة المالية عن الميزانيات والإنفاق ومالكي الشركات.",
        ),
        (Role("responder", "finance"),),
    ),
    Person(
        "farid",
        "farid@example.org",
        "Farid",
        "en",
        words(
            (
                "Answers for Innovation, Science and Economic Development on company registers, science and "
                "small business."
            ),
            (
                "Répond au nom d'Innovation, Sciences et Développement économique sur les registres, la "
                "science et les PME."
            ),
            (
                "Responde en nombre de Innovación, Ciencia y Desarrollo Económico sobre registros, ciencia y "
                "pequeñas empresas."
            ),
            ("يجيب باسم وزارة الابتكار والعلوم والتنمية الاقتصادية عن سجلات الشركات والعلوم والمنشآت الصغيرة."),
        ),
        (Role("responder", "ised"),),
    ),
    Person(
        "gwen",
        "gwen@example.org",
        "Gwen",
        "en",
        words(
            "Reads every answer a second time at the Treasury Board Secretariat before it is published.",
            "Relit chaque réponse au Secrétariat du Conseil du Trésor avant sa publication.",
            ("Lee por segunda vez cada respuesta en la Secretaría del Consejo del Tesoro antes de publicarla."),
            "تقرأ كل جواب مرة ثانية في أمانة مجلس الخزانة قبل نشره.",
        ),
        (Role("responder", "tbs"),),
    ),
    Person(
        "lena",
        "lena@example.org",
        "Lena",
        "en",
        words(
            "Answers for Library and Archives Canada.",
            "Répond au nom de Bibliothèque et Archives Canada.",
            "Responde en nombre de Biblioteca y Archivos de Canadá.",
            "تجيب باسم مكتبة ومحفوظات كندا.",
        ),
        (Role("responder", "lac"),),
    ),
    Person(
        "marcel",
        "marcel@example.org",
        "Marcel",
        "fr",
        words(
            "Answers for Statistics Canada.",
            "Répond au nom de Statistique Canada.",
            "Responde en nombre de Estadísticas de Canadá.",
            "يجيب باسم هيئة الإحصاء الكندية.",
        ),
        (Role("responder", "statcan"),),
    ),
    Person(
        "noor",
        "noor@example.org",
        "Noor",
        "en",
        words(
            "Answers for Women and Gender Equality Canada.",
            "Répond au nom de Femmes et Égalité des genres Canada.",
            "Responde en nombre de Mujeres e Igualdad de Género de Canadá.",
            "تجيب باسم وزارة المرأة والمساواة بين الجنسين.",
        ),
        (Role("responder", "wage"),),
    ),
    Person(
        "hana",
        "hana@example.org",
        "Hana",
        "en",
        words(
            "Moderates for civil society. She hides little, and always says why.",
            "Modère au nom de la société civile. Elle masque peu et dit toujours pourquoi.",
            "Modera en nombre de la sociedad civil. Oculta poco y siempre dice por qué.",
            "تشرف على النقاش باسم المجتمع المدني. نادراً ما تحجب كلاماً، وتذكر السبب دائماً.",
        ),
        (Role("moderator", "open-square"),),
    ),
    Person(
        "ines",
        "ines@example.org",
        "Inés",
        "es",
        words(
            "Sits on the forum for a coalition that follows public contracts.",
            "Siège au forum pour une coalition qui suit les marchés publics.",
            "Integra el foro por una coalición que sigue los contratos públicos.",
            "عضو في المنتدى عن ائتلاف يتابع العقود العامة.",
        ),
        (Role("member", "follow-the-contract"),),
    ),
    Person(
        "joseph",
        "joseph@example.org",
        "Joseph",
        "fr",
        words(
            "Sits on the forum for a network of northern and rural communities.",
            "Siège au forum pour un réseau de collectivités nordiques et rurales.",
            "Integra el foro por una red de comunidades rurales y del norte.",
            "عضو في المنتدى عن شبكة من المجتمعات الشمالية والريفية.",
        ),
        (Role("member", "northern-voices"),),
    ),
    Person(
        "kofi",
        "kofi@example.org",
        "Kofi",
        "en",
        words(
            "Works at the support unit, and follows all members at a glance.",
            "Travaille à l'Unité d'appui et suit tous les membres d'un coup d'œil.",
            "Trabaja en la Unidad de Apoyo y sigue a todos los miembros de un vistazo.",
            "يعمل في وحدة الدعم ويتابع جميع الأعضاء بنظرة واحدة.",
        ),
        site_roles=("support unit",),
    ),
)
