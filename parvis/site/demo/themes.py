"""The fifteen emerging themes of the call, in its order, and two suggested by the public."""

from parvis.site.demo.story import Theme, words

ALL = (
    Theme(
        1,
        "open-policy-making",
        words("Open policy making", "Politique ouverte", "Políticas abiertas", "صنع السياسات المنفتح"),
        words(
            "People help shape a policy while it can still change.",
            "Les gens participent à une politique pendant qu'elle peut encore changer.",
            "La gente ayuda a dar forma a una política cuando todavía puede cambiar.",
            "يشارك الناس في صياغة السياسة ما دامت قابلة للتغيير.",
        ),
    ),
    Theme(
        2,
        "open-data",
        words("Open data", "Données ouvertes", "Datos abiertos", "البيانات المفتوحة"),
        words(
            "Public data anyone can find, use and trust, free of charge.",
            "Des données publiques que chacun peut trouver, utiliser et croire, sans frais.",
            "Datos públicos que cualquiera puede encontrar, usar y creer, sin costo.",
            "بيانات عامة يستطيع أي شخص أن يجدها ويستعملها ويثق بها مجاناً.",
        ),
    ),
    Theme(
        3,
        "open-science",
        words("Open science", "Science ouverte", "Ciencia abierta", "العلم المفتوح"),
        words(
            "Research paid for by the public can be read and reused by the public.",
            "La recherche payée par le public peut être lue et réutilisée par le public.",
            "La investigación que paga el público puede ser leída y reutilizada por el público.",
            "البحث العلمي الذي يدفع الناس ثمنه يستطيع الناس قراءته وإعادة استعماله.",
        ),
    ),
    Theme(
        4,
        "open-heritage",
        words("Open heritage", "Patrimoine ouvert", "Patrimonio abierto", "التراث المفتوح"),
        words(
            "Archives, photographs and books that belong to everyone are within everyone's reach.",
            "Les archives, les photographies et les livres qui sont à tous sont à la portée de tous.",
            "Los archivos, las fotografías y los libros que son de todos están al alcance de todos.",
            "المحفوظات والصور والكتب التي هي ملك الجميع في متناول الجميع.",
        ),
    ),
    Theme(
        5,
        "financial-transparency",
        words(
            "Financial transparency and accountability",
            "Transparence financière et reddition de comptes",
            "Transparencia financiera y rendición de cuentas",
            "الشفافية المالية والمساءلة",
        ),
        words(
            "You can follow public money from the budget to the last bill.",
            "On peut suivre l'argent public du budget jusqu'à la dernière facture.",
            "Se puede seguir el dinero público desde el presupuesto hasta la última factura.",
            "يمكن تتبّع المال العام من الميزانية حتى آخر فاتورة.",
        ),
    ),
    Theme(
        6,
        "beneficial-ownership",
        words("Beneficial ownership", "Bénéficiaires effectifs", "Beneficiarios finales", "المستفيدون الحقيقيون"),
        words(
            "We know which people really own and control a company.",
            "On sait quelles personnes possèdent et dirigent réellement une entreprise.",
            "Se sabe qué personas poseen y controlan de verdad una empresa.",
            "نعرف من هم الأشخاص الذين يملكون الشركة ويتحكمون فيها فعلاً.",
        ),
    ),
    Theme(
        7,
        "access-to-information",
        words(
            "Access to information reform",
            "Réforme de l'accès à l'information",
            "Reforma del acceso a la información",
            "إصلاح حق الحصول على المعلومات",
        ),
        words(
            "A question to government gets an answer, in time and in a form one can use.",
            "Une question au gouvernement reçoit une réponse, à temps et sous une forme utilisable.",
            "Una pregunta al gobierno recibe respuesta, a tiempo y en una forma que sirve.",
            "السؤال الموجَّه إلى الحكومة يلقى جواباً في وقته وبصيغة قابلة للاستعمال.",
        ),
    ),
    Theme(
        8,
        "reconciliation-data-sovereignty",
        words(
            "Reconciliation and data sovereignty",
            "Réconciliation et souveraineté des données",
            "Reconciliación y soberanía de los datos",
            "المصالحة والسيادة على البيانات",
        ),
        words(
            "First Nations, Inuit and Métis decide about the data that concern them.",
            "Les Premières Nations, les Inuit et les Métis décident des données qui les concernent.",
            "Las Primeras Naciones, los inuit y los métis deciden sobre los datos que les conciernen.",
            "تقرر الأمم الأولى والإنويت والميتي بشأن البيانات التي تخصها.",
        ),
    ),
    Theme(
        9,
        "social-sector-data",
        words(
            "Data needs of the social and charitable sector",
            "Besoins de données du secteur social et caritatif",
            "Necesidades de datos del sector social y benéfico",
            "احتياجات القطاع الاجتماعي والخيري من البيانات",
        ),
        words(
            "Charities and shelters have the figures they need to help better.",
            "Les organismes de bienfaisance ont les chiffres qu'il faut pour mieux aider.",
            "Las organizaciones benéficas tienen las cifras que necesitan para ayudar mejor.",
            "لدى الجمعيات الخيرية الأرقام التي تحتاج إليها لتساعد على نحو أفضل.",
        ),
    ),
    Theme(
        10,
        "cities",
        words(
            "Cities and urban development",
            "Villes et développement urbain",
            "Ciudades y desarrollo urbano",
            "المدن والتنمية الحضرية",
        ),
        words(
            "Federal information serves the streets where people live.",
            "L'information fédérale sert les rues où les gens vivent.",
            "La información federal sirve a las calles donde vive la gente.",
            "المعلومات الاتحادية تخدم الشوارع التي يعيش فيها الناس.",
        ),
    ),
    Theme(
        11,
        "entrepreneurship-innovation",
        words(
            "Entrepreneurship and innovation",
            "Entrepreneuriat et innovation",
            "Emprendimiento e innovación",
            "ريادة الأعمال والابتكار",
        ),
        words(
            "Small firms can use public data and win public contracts.",
            "Les petites entreprises peuvent utiliser les données publiques et obtenir des marchés publics.",
            "Las pequeñas empresas pueden usar los datos públicos y ganar contratos públicos.",
            "تستطيع المنشآت الصغيرة أن تستعمل البيانات العامة وأن تفوز بعقود عامة.",
        ),
    ),
    Theme(
        12,
        "inequality-inclusion",
        words("Inequality and inclusion", "Inégalité et inclusion", "Desigualdad e inclusión", "عدم المساواة والشمول"),
        words(
            "Those who are heard least can take part as easily as the others.",
            "Ceux qu'on entend le moins peuvent participer aussi facilement que les autres.",
            "Quienes son menos escuchados pueden participar tan fácilmente como los demás.",
            "يستطيع من لا يُسمع صوتهم كثيراً أن يشاركوا بالسهولة نفسها التي يشارك بها غيرهم.",
        ),
    ),
    Theme(
        13,
        "open-parliament",
        words("Open parliament", "Parlement ouvert", "Parlamento abierto", "البرلمان المنفتح"),
        words(
            "Votes, committees and amendments are easy to follow.",
            "Les votes, les comités et les amendements sont faciles à suivre.",
            "Las votaciones, las comisiones y las enmiendas son fáciles de seguir.",
            "من السهل متابعة التصويت واللجان والتعديلات.",
        ),
    ),
    Theme(
        14,
        "service-delivery",
        words(
            "Service delivery improvement",
            "Amélioration de la prestation des services",
            "Mejora de los servicios",
            "تحسين تقديم الخدمات",
        ),
        words(
            "Forms are shorter, lines are shorter, and waiting times are public.",
            "Les formulaires et les files sont plus courts, et les délais sont publics.",
            "Formularios más cortos, filas más cortas y tiempos de espera públicos.",
            "استمارات أقصر وصفوف أقصر، ومُدد انتظار معلنة.",
        ),
    ),
    Theme(
        15,
        "past-commitments",
        words(
            "Past commitments that could be rolled over",
            "Engagements passés reportables",
            "Compromisos anteriores que podrían continuar",
            "التزامات سابقة يمكن تمديدها",
        ),
        words(
            "What earlier plans promised and did not finish is not forgotten.",
            "Ce que les plans précédents ont promis sans le terminer n'est pas oublié.",
            "Lo que los planes anteriores prometieron y no terminaron no se olvida.",
            "ما وعدت به الخطط السابقة ولم تُتمَّه لا يُنسى.",
        ),
    ),
    Theme(
        16,
        "automated-decisions",
        words(
            "Decisions made by machines",
            "Décisions prises par des machines",
            "Decisiones tomadas por máquinas",
            "القرارات التي تتخذها الآلات",
        ),
        words(
            "When a program decides about a person, the rules it follows can be read.",
            "Quand un programme décide pour une personne, ses règles peuvent être lues.",
            "Cuando un programa decide sobre una persona, sus reglas se pueden leer.",
            "حين يقرر برنامج حاسوبي في شأن شخص ما، يمكن الاطلاع على قواعده.",
        ),
        "suggested",
        words(
            "Suggested by four contributions in the first weeks. The forum will decide at its next meeting.",
            ("Suggéré par quatre contributions dans les premières semaines. Le forum décidera à sa prochaine réunion."),
            ("Sugerido por cuatro contribuciones en las primeras semanas. El foro decidirá en su próxima reunión."),
            "اقترحته أربع مساهمات في الأسابيع الأولى. وسيقرر المنتدى في اجتماعه المقبل.",
        ),
    ),
    Theme(
        17,
        "environment-data",
        words(
            "Water, air and climate data",
            "Données sur l'eau, l'air et le climat",
            "Datos sobre el agua, el aire y el clima",
            "بيانات الماء والهواء والمناخ",
        ),
        words(
            "What government measures in rivers and in the air can be seen the same day.",
            "Ce que le gouvernement mesure dans les rivières et dans l'air se voit le jour même.",
            "Lo que el gobierno mide en los ríos y en el aire se puede ver el mismo día.",
            "ما تقيسه الحكومة في الأنهار والهواء يمكن الاطلاع عليه في اليوم نفسه.",
        ),
        "suggested",
        words(
            "Suggested online and at the Calgary workshop. The forum asks whether it fits under open data.",
            ("Suggéré en ligne et à l'atelier de Calgary. Le forum se demande s'il relève des données ouvertes."),
            "Sugerido en línea y en el taller de Calgary. El foro se pregunta si cabe en datos abiertos.",
            "اقتُرح عبر الإنترنت وفي ورشة كالغاري. ويتساءل المنتدى إن كان يندرج ضمن البيانات المفتوحة.",
        ),
    ),
)
