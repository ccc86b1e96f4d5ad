"""The plan, what was reported of it in two periods, and what is late."""

from parvis.site.demo.story import Late, Plan, Progress, When, words

PLAN = Plan(
    title=words(
        "Canada's 4th plan on open government, {plan_start}–{plan_end}",
        "4e plan du Canada pour un gouvernement ouvert, {plan_start}-{plan_end}",
        "4.º plan de gobierno abierto de Canadá, {plan_start}-{plan_end}",
        "الخطة الرابعة لكندا من أجل حكومة منفتحة، {plan_start}–{plan_end}",
    ),
    introduction=words(
        (
            "For ten weeks people told us what government should open next: on this site, on paper, in "
            "workshops, by e-mail and with a hashtag. All of them were answered, with a reason. Six "
            "commitments were written out of what they said, and under each you can read whose ideas it is "
            "made of.\n\nNothing about First Nations, Inuit or Métis is opened in this plan without their "
            "decision. And where an earlier plan promised something that is not done yet, it keeps its old "
            "number until it is."
        ),
        (
            "Pendant dix semaines, des gens nous ont dit ce que le gouvernement devrait ouvrir maintenant : "
            "sur ce site, sur papier, en atelier, par courriel et avec un mot-clic. Tous et toutes ont reçu "
            "une réponse motivée. Six engagements en sont nés et, sous chacun, on peut lire de quelles idées "
            "il est fait.\n\nDans ce plan, rien de ce qui touche les Premières Nations, les Inuit ou les "
            "Métis n'est ouvert sans leur décision. Et ce qu'un plan précédent avait promis sans le faire "
            "garde son ancien numéro jusqu'à ce que ce soit fait."
        ),
        (
            "Durante diez semanas la gente nos dijo qué debería abrir ahora el gobierno: en este sitio, en "
            "papel, en talleres, por correo y con una etiqueta. Todas las personas recibieron una respuesta "
            "razonada. De lo que dijeron nacieron seis compromisos, y debajo de cada uno puede leerse de qué "
            "ideas está hecho.\n\nEn este plan no se abre nada sobre las Primeras Naciones, los inuit o los "
            "métis sin su decisión. Y lo que un plan anterior prometió y aún no se ha hecho conserva su "
            "antiguo número hasta que se haga."
        ),
        (
            "على مدى عشرة أسابيع قال لنا الناس ما الذي ينبغي أن تفتحه الحكومة تالياً: على هذا الموقع وعلى "
            "الورق وفي الورشات وبالبريد وبوسم. وتلقى الجميع جواباً معلَّلاً. ومن كلامهم كُتبت ستة التزامات، "
            "وتحت كل منها يمكنكم أن تقرؤوا من أي الأفكار صُنع.\n\nلا يُفتح في هذه الخطة شيء يخص الأمم الأولى "
            "أو الإنويت أو الميتي من دون قرارهم. وما وعدت به خطة سابقة ولم يُنجز يحتفظ برقمه القديم حتى "
            "يُنجز."
        ),
    ),
    commitments=("C01", "C02", "C03", "C04", "C05", "C06"),
    published=When(200, "10:00"),
    published_by="dana",
)

FIRST_PERIOD_ENDS, SECOND_PERIOD_ENDS = 294, 384

PROGRESS = (
    Progress(
        "C03",
        FIRST_PERIOD_ENDS,
        When(299, "10:00"),
        "bruno",
        "LP",
        words(
            ("Nineteen departments of forty-one have listed their data. Twenty datasets have a readable page."),
            (
                "Dix-neuf ministères sur quarante et un ont dressé la liste de leurs données. Vingt jeux de "
                "données ont une page lisible."
            ),
            (
                "Diecinueve ministerios de cuarenta y uno han hecho la lista de sus datos. Veinte conjuntos "
                "tienen una página legible."
            ),
            "وضعت تسع عشرة وزارة من إحدى وأربعين قائمة بياناتها. ولعشرين ملفاً صفحة مقروءة.",
        ),
        words(
            "The smallest agencies have nobody to make the list. We lend them two people.",
            ("Les plus petits organismes n'ont personne pour dresser la liste. Nous leur prêtons deux personnes."),
            "Los organismos más pequeños no tienen a nadie que haga la lista. Les prestamos a dos personas.",
            "ليس لدى أصغر الهيئات من يضع القائمة. وقد أعرناها موظفَين.",
        ),
    ),
    Progress(
        "C02",
        FIRST_PERIOD_ENDS,
        When(300, "10:00"),
        "elise",
        "SP",
        words(
            (
                "The budget came out on one page, and its tables at the minute the speech began. 41,000 "
                "people opened the page."
            ),
            (
                "Le budget a paru en une page, et ses tableaux à la minute où commençait le discours. 41 000 "
                "personnes ont ouvert la page."
            ),
            (
                "El presupuesto salió en una página, y sus cuadros en el minuto en que empezó el discurso. "
                "41.000 personas abrieron la página."
            ),
            "صدرت الميزانية في صفحة واحدة، وجداولها لحظة بدء الخطاب. وفتح الصفحة 41000 شخص.",
        ),
    ),
    Progress(
        "C01",
        FIRST_PERIOD_ENDS,
        When(301, "10:00"),
        "farid",
        "NS",
        words(
            "Nothing was published in this period.",
            "Rien n'a été publié pendant cette période.",
            "No se publicó nada en este período.",
            "لم يُنشر شيء في هذه الفترة.",
        ),
        words(
            ("Two provinces ask for another way of recording owners. Consultation with provinces is under way."),
            (
                "Deux provinces demandent une autre façon d'inscrire les propriétaires. La consultation des "
                "provinces est en cours."
            ),
            (
                "Dos provincias piden otra manera de registrar a los dueños. La consulta con las provincias "
                "está en marcha."
            ),
            "تطلب مقاطعتان طريقة أخرى لتسجيل المالكين. والمشاورات مع المقاطعات جارية.",
        ),
    ),
    Progress(
        "C04",
        FIRST_PERIOD_ENDS,
        When(299, "10:20"),
        "bruno",
        "LP",
        words(
            "The public table exists for twelve departments. The same clock counts for all of them.",
            "Le tableau public existe pour douze ministères. Les jours y sont comptés de la même façon.",
            "El cuadro público existe para doce ministerios. Los días se cuentan igual en todos.",
            "الجدول المعلن جاهز لاثنتي عشرة وزارة، وتُحسب الأيام فيها جميعاً بالطريقة نفسها.",
        ),
        words(
            "Old software cannot give the age of a request. It is being replaced, one department at a time.",
            ("De vieux logiciels ne peuvent pas donner l'âge d'une demande. On les remplace, un ministère à la fois."),
            (
                "Programas antiguos no pueden dar la antigüedad de una solicitud. Se van sustituyendo, "
                "ministerio por ministerio."
            ),
            "لا تستطيع البرامج القديمة أن تعطي عمر الطلب، ويجري استبدالها وزارة بعد أخرى.",
        ),
    ),
    Progress(
        "C05",
        FIRST_PERIOD_ENDS,
        When(301, "10:20"),
        "farid",
        "LP",
        words(
            ("Three of seven science departments publish studies on the day they appear. 8,000 portraits are scanned."),
            (
                "Trois ministères scientifiques sur sept publient leurs études le jour même. 8 000 portraits "
                "sont numérisés."
            ),
            (
                "Tres de siete ministerios científicos publican sus estudios el mismo día. Hay 8.000 "
                "retratos digitalizados."
            ),
            "ثلاث وزارات علمية من سبع تنشر دراساتها يوم صدورها. ونُسخت 8000 صورة رقمياً.",
        ),
        words(
            "Plain summaries take longer than expected: readers reject one in four, and they are right.",
            (
                "Les résumés en mots simples prennent plus de temps que prévu : les lecteurs en refusent un "
                "sur quatre, avec raison."
            ),
            (
                "Los resúmenes sencillos tardan más de lo previsto: los lectores rechazan uno de cada "
                "cuatro, y con razón."
            ),
            "تستغرق الملخصات البسيطة وقتاً أطول مما توقعنا: يرفض القراء واحداً من كل أربعة، ومعهم حق.",
        ),
    ),
    Progress(
        "C06",
        FIRST_PERIOD_ENDS,
        When(302, "10:00"),
        "noor",
        "LP",
        words(
            "Nine consultations told who was invited, who came and who spoke. Six paid for child care.",
            (
                "Neuf consultations ont dit qui a été invité, qui est venu et qui a parlé. Six ont payé la "
                "garde des enfants."
            ),
            (
                "Nueve consultas dijeron a quién se invitó, quién vino y quién habló. Seis pagaron el "
                "cuidado de los niños."
            ),
            "بيّنت تسع مشاورات من دُعي ومن حضر ومن تكلم. ودفعت ست منها كلفة رعاية الأطفال.",
        ),
        words(
            "Four departments had no money set aside for it.",
            "Quatre ministères n'avaient pas prévu d'argent pour cela.",
            "Cuatro ministerios no tenían dinero previsto para ello.",
            "لم ترصد أربع وزارات مالاً لذلك.",
        ),
    ),
    Progress(
        "C03",
        SECOND_PERIOD_ENDS,
        When(390, "10:00"),
        "bruno",
        "SP",
        words(
            (
                "Thirty-eight departments of forty-one have listed their data. Sixty-four datasets have a "
                "readable page, and 212 mistakes reported by users were mended, half of them within four "
                "days."
            ),
            (
                "Trente-huit ministères sur quarante et un ont dressé la liste de leurs données. "
                "Soixante-quatre jeux de données ont une page lisible, et 212 erreurs signalées ont été "
                "corrigées, la moitié en moins de quatre jours."
            ),
            (
                "Treinta y ocho ministerios de cuarenta y uno han hecho la lista de sus datos. Sesenta y "
                "cuatro conjuntos tienen una página legible, y se corrigieron 212 errores señalados por "
                "usuarios, la mitad en menos de cuatro días."
            ),
            (
                "وضعت ثمانٍ وثلاثون وزارة من إحدى وأربعين قائمة بياناتها. ولأربعة وستين ملفاً صفحة مقروءة، "
                "وصُحّح 212 خطأ أبلغ عنه المستخدمون، نصفها خلال أربعة أيام."
            ),
        ),
    ),
    Progress(
        "C02",
        SECOND_PERIOD_ENDS,
        When(391, "10:00"),
        "elise",
        "C",
        words(
            (
                "Every expense now keeps its code from the budget to the public accounts. A class in "
                "Sherbrooke followed a bridge to its last bill and wrote to us that the figures agree."
            ),
            (
                "Chaque dépense garde maintenant son code du budget aux comptes publics. Une classe de "
                "Sherbrooke a suivi un pont jusqu'à sa dernière facture et nous a écrit que les chiffres "
                "concordent."
            ),
            (
                "Cada gasto conserva ahora su código desde el presupuesto hasta las cuentas públicas. Una "
                "clase de Sherbrooke siguió un puente hasta su última factura y nos escribió que las cifras "
                "coinciden."
            ),
            (
                "تحتفظ كل نفقة الآن برمزها من الميزانية حتى الحسابات العامة. وتتبّع تلاميذ صف في شيربروك "
                "جسراً حتى آخر فاتورة وكتبوا إلينا أن الأرقام متطابقة."
            ),
        ),
    ),
    Progress(
        "C01",
        SECOND_PERIOD_ENDS,
        When(392, "10:00"),
        "farid",
        "LP",
        words(
            ("The form suppliers fill in is ready and was tested with eleven buyers. No owner is published yet."),
            (
                "Le formulaire destiné aux fournisseurs est prêt et a été essayé avec onze acheteurs. Aucun "
                "propriétaire n'est encore publié."
            ),
            (
                "El formulario para proveedores está listo y se probó con once compradores. Aún no se ha "
                "publicado ningún dueño."
            ),
            "الاستمارة التي يملؤها الموردون جاهزة، وقد جرّبها أحد عشر مشترياً. ولم يُنشر اسم أي مالك بعد.",
        ),
        words(
            "Consultation with provinces is under way. Seven have given a date; three have not.",
            "La consultation des provinces est en cours. Sept ont donné une date; trois ne l'ont pas fait.",
            "La consulta con las provincias está en marcha. Siete han dado una fecha; tres no.",
            "المشاورات مع المقاطعات جارية. حددت سبع منها موعداً ولم تحدده ثلاث.",
        ),
    ),
    Progress(
        "C04",
        SECOND_PERIOD_ENDS,
        When(390, "10:20"),
        "bruno",
        "LP",
        words(
            (
                "The public table covers twenty-six departments. The median age of open requests fell from "
                "97 to 81 days."
            ),
            (
                "Le tableau public couvre vingt-six ministères. L'âge médian des demandes en attente est "
                "passé de 97 à 81 jours."
            ),
            (
                "El cuadro público cubre veintiséis ministerios. La antigüedad mediana de las solicitudes "
                "abiertas bajó de 97 a 81 días."
            ),
            "يشمل الجدول المعلن ستاً وعشرين وزارة. وانخفض وسيط عمر الطلبات المفتوحة من 97 يوماً إلى 81.",
        ),
        words(
            "Three departments cause half of the delay. They explain themselves to the forum next month.",
            ("Trois ministères causent la moitié du retard. Ils s'expliqueront devant le forum le mois prochain."),
            "Tres ministerios causan la mitad del retraso. Se explicarán ante el foro el mes que viene.",
            "ثلاث وزارات تتسبب في نصف التأخير، وستشرح أسبابها أمام المنتدى الشهر المقبل.",
        ),
    ),
    Progress(
        "C05",
        SECOND_PERIOD_ENDS,
        When(392, "10:20"),
        "farid",
        "SP",
        words(
            (
                "Six of seven science departments publish studies on the day they appear. 31,000 portraits "
                "are scanned, and families have put 2,900 names to faces."
            ),
            (
                "Six ministères scientifiques sur sept publient leurs études le jour même. 31 000 portraits "
                "sont numérisés, et des familles ont mis 2 900 noms sur des visages."
            ),
            (
                "Seis de siete ministerios científicos publican sus estudios el mismo día. Hay 31.000 "
                "retratos digitalizados, y las familias han puesto 2.900 nombres a los rostros."
            ),
            (
                "ست وزارات علمية من سبع تنشر دراساتها يوم صدورها. ونُسخت 31000 صورة رقمياً، ووضعت العائلات "
                "2900 اسم على الوجوه."
            ),
        ),
    ),
)

LATE = (
    Late(
        "C01",
        377,
        "ised",
        words(
            "First publication of owners",
            "Première publication des propriétaires",
            "Primera publicación de los dueños",
            "أول نشر لأسماء المالكين",
        ),
        words(
            "The last report says: “Consultation with provinces is under way.”",
            "Le dernier rapport dit : « La consultation des provinces est en cours. »",
            "El último informe dice: «La consulta con las provincias está en marcha».",
            "يقول آخر تقرير: «المشاورات مع المقاطعات جارية».",
        ),
    ),
    Late(
        "C06",
        398,
        "wage",
        words(
            "Report for the second period",
            "Rapport de la deuxième période",
            "Informe del segundo período",
            "تقرير الفترة الثانية",
        ),
        words(
            "Nothing has been reported since the first period.",
            "Rien n'a été déclaré depuis la première période.",
            "No se ha informado de nada desde el primer período.",
            "لم يُقدَّم أي تقرير منذ الفترة الأولى.",
        ),
    ),
)
