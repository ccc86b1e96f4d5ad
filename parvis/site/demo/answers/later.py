"""Answers that come after today, before the plan is drafted: by then nothing that was said waits."""

from parvis.site.demo.contributions import data as data_said
from parvis.site.demo.contributions import ids, inclusion, letters, money, service_delivery, ways
from parvis.site.demo.story import Response, When, words

ALL = (
    Response(
        id="charities",
        organisation="statcan",
        disposition="accepted",
        reason=words(
            (
                "We will open one counter for small organisations: ask your question in words, and a "
                "statistician sends back a table within ten working days, which everyone can then see. "
                "Figures on households by postal area will be refreshed each year from records we already "
                "hold. We accept the forty volunteers with thanks: they will try it first."
            ),
            (
                "Nous ouvrirons un guichet unique pour les petits organismes : posez votre question avec des "
                "mots, et une statisticienne vous enverra un tableau dans les dix jours ouvrables, que tout "
                "le monde pourra ensuite voir. Les chiffres sur les ménages par secteur postal seront mis à "
                "jour chaque année à partir des dossiers que nous avons déjà. Nous acceptons avec plaisir "
                "les quarante bénévoles, qui l'essaieront en premier."
            ),
            (
                "Abriremos una ventanilla para las pequeñas organizaciones: haga su pregunta con palabras y "
                "una persona experta le enviará un cuadro en diez días hábiles, que después podrá ver todo "
                "el mundo. Las cifras de hogares por zona postal se actualizarán cada año con los registros "
                "que ya tenemos. Aceptamos con gusto a los cuarenta voluntarios, que la probarán primero."
            ),
            (
                "سنفتح شباكاً واحداً للمنظمات الصغيرة: اطرحوا سؤالكم بالكلمات، ويرسل إليكم خبير إحصاء جدولاً "
                "خلال عشرة أيام عمل يطلع عليه الجميع بعد ذلك. وستُحدَّث أرقام الأسر بحسب المنطقة البريدية كل "
                "سنة من السجلات التي لدينا. ونرحب بالمتطوعين الأربعين، وسيكونون أول من يجرّب."
            ),
        ),
        answers=ids(service_delivery.CHARITIES),
        drafted_by="marcel",
        reviewed_by="gwen",
        drafted=When(-5, "10:00"),
        submitted=When(6, "11:00"),
        published=When(9, "10:00"),
        commitments=("C03",),
    ),
    Response(
        id="small-firms",
        organisation="ised",
        disposition="partly",
        reason=words(
            (
                "Notices below ten thousand dollars will fit on two pages, and a monthly message will list "
                "what is for sale near you, in the language you choose. Every firm that loses will be told "
                "why in a sentence. Payment in fifteen days is beyond this plan, but the real delay of each "
                "department will be public."
            ),
            (
                "Les avis de moins de dix mille dollars tiendront en deux pages, et un message mensuel "
                "donnera les occasions près de chez vous, dans la langue de votre choix. Chaque entreprise "
                "non retenue saura pourquoi, en une phrase. Le paiement en quinze jours dépasse ce plan, "
                "mais le délai réel de chaque ministère sera public."
            ),
            (
                "Los anuncios de menos de diez mil dólares cabrán en dos páginas, y un mensaje mensual dirá "
                "qué se compra cerca de usted, en el idioma que elija. A cada empresa que pierda se le dirá "
                "por qué en una frase. El pago en quince días supera este plan, pero el plazo real de cada "
                "ministerio será público."
            ),
            (
                "الإعلانات التي تقل قيمتها عن عشرة آلاف دولار لن تتجاوز صفحتين، ورسالة شهرية ستخبركم بالفرص "
                "القريبة منكم وباللغة التي تختارونها. وكل منشأة لا تفوز ستعرف السبب في جملة. أما الدفع خلال "
                "خمسة عشر يوماً فيتجاوز هذه الخطة، لكن المدة الفعلية في كل وزارة ستكون معلنة."
            ),
        ),
        answers=ids(money.SMALL_FIRMS),
        drafted_by="farid",
        reviewed_by="gwen",
        drafted=When(2, "10:00"),
        submitted=When(9, "11:00"),
        published=When(12, "10:00"),
    ),
    Response(
        id="nations",
        organisation="tbs",
        disposition="more_work",
        reason=words(
            (
                "You asked us to put permission before openness. We agree, and the plan will begin with that "
                "sentence. What we cannot do is write the rest without you: a list of the data nine "
                "departments hold will be sent to each nation that asks, and the commitment will be written "
                "at a table you chair. Until then nothing new about your lands or families is opened."
            ),
            (
                "Vous nous avez demandé de mettre la permission avant l'ouverture. Nous sommes d'accord, et "
                "le plan commencera par cette phrase. Nous ne pouvons pas écrire la suite sans vous : la "
                "liste des données que détiennent neuf ministères sera envoyée à chaque nation qui la "
                "demande, et l'engagement sera écrit à une table que vous présiderez. D'ici là, rien de "
                "nouveau sur vos terres ou vos familles ne sera ouvert."
            ),
            (
                "Nos pidieron poner el permiso antes que la apertura. Estamos de acuerdo, y el plan empezará "
                "con esa frase. Lo que no podemos hacer es escribir el resto sin ustedes: la lista de datos "
                "que guardan nueve ministerios se enviará a cada nación que la pida, y el compromiso se "
                "escribirá en una mesa que ustedes presidan. Hasta entonces no se abrirá nada nuevo sobre "
                "sus tierras o sus familias."
            ),
            (
                "طلبتم أن يسبق الإذنُ الانفتاح، ونحن نوافق، وستبدأ الخطة بهذه الجملة. لكننا لا نستطيع كتابة "
                "الباقي من دونكم: سنرسل قائمة البيانات التي تحتفظ بها تسع وزارات إلى كل أمة تطلبها، وسيُكتب "
                "الالتزام على طاولة ترأسونها. وحتى ذلك الحين لن يُفتح شيء جديد عن أراضيكم أو عائلاتكم."
            ),
        ),
        answers=ids(inclusion.NATIONS_DATA),
        drafted_by="bruno",
        reviewed_by="gwen",
        drafted=When(5, "10:00"),
        submitted=When(14, "11:00"),
        published=When(18, "10:00"),
    ),
    Response(
        id="cities",
        organisation="tbs",
        disposition="under_way",
        reason=words(
            (
                "A map of empty federal buildings exists inside government; we will publish it with size and "
                "date. Projects the federal government pays for will show their calendar and what is late. "
                "Housing lists and sidewalks belong to cities and provinces: we will publish our part in the "
                "form their maps already use."
            ),
            (
                "La carte des immeubles fédéraux vides existe à l'interne; nous la publierons avec la "
                "superficie et la date. Les projets payés par le fédéral montreront leur calendrier et ce "
                "qui est en retard. Les listes de logements et les trottoirs relèvent des villes et des "
                "provinces : nous publierons notre part dans la forme que leurs cartes utilisent déjà."
            ),
            (
                "El mapa de edificios federales vacíos existe dentro del gobierno; lo publicaremos con "
                "superficie y fecha. Los proyectos que paga el gobierno federal mostrarán su calendario y lo "
                "que va con retraso. Las listas de vivienda y las aceras son de ciudades y provincias: "
                "publicaremos nuestra parte en la forma que ya usan sus mapas."
            ),
            (
                "خريطة المباني الاتحادية الخالية موجودة داخل الحكومة، وسننشرها مع المساحة والتاريخ. وستعرض "
                "المشاريع التي تموّلها الحكومة الاتحادية جدولها وما تأخر منها. أما قوائم السكن والأرصفة فمن "
                "شأن المدن والمقاطعات، وسننشر ما لدينا بالصيغة التي تستعملها خرائطها."
            ),
        ),
        answers=ids(service_delivery.CITIES, letters.BUS),
        drafted_by="bruno",
        reviewed_by="gwen",
        drafted=When(8, "10:00"),
        submitted=When(20, "11:00"),
        published=When(24, "10:00"),
        commitments=("C03",),
    ),
    Response(
        id="machines",
        organisation="tbs",
        disposition="accepted",
        reason=words(
            (
                "The forum has taken up this theme. Every program that decides or sorts requests will be on "
                "a public list: its name, its purpose, its rules in plain words, the data it uses, its known "
                "errors. A letter written by a machine will say so and give the telephone number of a "
                "person. Outsiders may test it before it is used."
            ),
            (
                "Le forum a retenu ce thème. Tout programme qui décide ou trie des demandes figurera dans "
                "une liste publique : son nom, son but, ses règles en mots simples, les données utilisées, "
                "ses erreurs connues. Une lettre écrite par une machine le dira et donnera le numéro d'une "
                "personne. Des gens de l'extérieur pourront l'essayer avant sa mise en service."
            ),
            (
                "El foro ha asumido este tema. Todo programa que decida o clasifique solicitudes estará en "
                "una lista pública: su nombre, su fin, sus reglas en palabras sencillas, los datos que usa, "
                "sus errores conocidos. Una carta escrita por una máquina lo dirá y dará el teléfono de una "
                "persona. Gente de fuera podrá probarlo antes de que se use."
            ),
            (
                "اعتمد المنتدى هذا الموضوع. كل برنامج يقرر في الطلبات أو يرتبها سيُدرج في قائمة معلنة: اسمه "
                "وغايته وقواعده بكلمات بسيطة والبيانات التي يستعملها وأخطاؤه المعروفة. والرسالة التي تكتبها "
                "آلة ستقول ذلك وتذكر رقم هاتف إنسان. ويستطيع أشخاص من الخارج اختباره قبل استعماله."
            ),
        ),
        answers=ids(ways.MACHINE_RULES),
        drafted_by="bruno",
        reviewed_by="gwen",
        drafted=When(22, "10:00"),
        submitted=When(25, "11:00"),
        published=When(26, "10:00"),
        commitments=("C03",),
    ),
    Response(
        id="inclusion",
        organisation="wage",
        disposition="accepted",
        reason=words(
            (
                "The next consultation goes where people are: libraries, laundries, language classes, "
                "schools, on paper as well as here. Questions will exist in the ten languages most spoken at "
                "home, and somebody will come back to say what became of the answers. Every chart has its "
                "table underneath. You need no vote and no account to speak."
            ),
            (
                "La prochaine consultation ira là où sont les gens : bibliothèques, buanderies, cours de "
                "langue, écoles, sur papier comme ici. Les questions existeront dans les dix langues les "
                "plus parlées à la maison, et quelqu'un reviendra dire ce que les réponses sont devenues. "
                "Chaque graphique aura son tableau. Ni droit de vote ni compte ne sont nécessaires pour "
                "parler."
            ),
            (
                "La próxima consulta irá adonde está la gente: bibliotecas, lavanderías, clases de idioma, "
                "escuelas, en papel y también aquí. Las preguntas existirán en los diez idiomas más hablados "
                "en casa, y alguien volverá a contar qué fue de las respuestas. Cada gráfico tendrá su "
                "tabla. Para hablar no hace falta voto ni cuenta."
            ),
            (
                "ستذهب المشاورة المقبلة إلى حيث الناس: المكتبات والمغاسل ودروس اللغة والمدارس، على الورق كما "
                "هنا. وستكون الأسئلة باللغات العشر الأكثر تداولاً في البيوت، وسيعود من يخبركم بما صارت إليه "
                "الأجوبة. ولكل رسم بياني جدوله. ولا يلزمكم حق اقتراع ولا حساب لكي تتكلموا."
            ),
        ),
        answers=(*ids(inclusion.INCLUSION), "later-02"),
        drafted_by="noor",
        reviewed_by="gwen",
        drafted=When(22, "14:00"),
        submitted=When(29, "11:00"),
        published=When(32, "10:00"),
        commitments=("C06",),
    ),
    Response(
        id="policies",
        organisation="tbs",
        disposition="partly",
        reason=words(
            (
                "One public calendar will say three months ahead which laws and policies are to be written, "
                "with the questions still open and the meetings held. One panel drawn by lot will be tried, "
                "with its papers public the same day. We do not promise one every year before we have seen "
                "the first. Forum minutes: two weeks, agreed."
            ),
            (
                "Un calendrier public dira trois mois à l'avance quelles lois et quelles politiques seront "
                "écrites, avec les questions encore ouvertes et les rencontres tenues. Un panel tiré au sort "
                "sera mis à l'essai, et ses documents seront publics le jour même. Nous n'en promettons pas "
                "un par an avant d'avoir vu le premier. Procès-verbaux du forum : deux semaines, entendu."
            ),
            (
                "Un calendario público dirá con tres meses de antelación qué leyes y políticas se van a "
                "escribir, con las preguntas aún abiertas y las reuniones celebradas. Se probará un panel "
                "elegido por sorteo, con sus documentos públicos el mismo día. No prometemos uno cada año "
                "antes de ver el primero. Actas del foro: dos semanas, de acuerdo."
            ),
            (
                "سيبيّن جدول معلن قبل ثلاثة أشهر أي القوانين والسياسات ستُكتب، مع الأسئلة التي ما زالت "
                "مفتوحة والاجتماعات التي عُقدت. وسنجرّب هيئة تُختار بالقرعة وتُنشر وثائقها في اليوم نفسه، "
                "ولا نعد بواحدة كل سنة قبل أن نرى الأولى. أما محاضر المنتدى فخلال أسبوعين، كما طلبتم."
            ),
        ),
        answers=ids(ways.POLICIES),
        drafted_by="bruno",
        reviewed_by="gwen",
        drafted=When(26, "10:00"),
        submitted=When(30, "11:00"),
        published=When(33, "10:00"),
        commitments=("C06",),
    ),
    Response(
        id="rivers-and-air",
        organisation="tbs",
        disposition="more_work",
        reason=words(
            (
                "River levels measured each quarter of an hour can be shown each quarter of an hour: that "
                "part begins now. One map of licences, tests, floods and weather needs three levels of "
                "government, and somebody to call the first meeting. We will call it, publish who came, and "
                "report what they decide within six months."
            ),
            (
                "Les niveaux des rivières mesurés aux quinze minutes peuvent être montrés aux quinze minutes "
                ": cette partie commence maintenant. Une seule carte des permis, des analyses, des "
                "inondations et de la météo demande trois ordres de gouvernement, et quelqu'un pour "
                "convoquer la première réunion. Nous la convoquerons, publierons qui est venu et dirons dans "
                "six mois ce qui y a été décidé."
            ),
            (
                "Los niveles de los ríos que se miden cada cuarto de hora pueden mostrarse cada cuarto de "
                "hora: esa parte empieza ya. Un solo mapa de permisos, análisis, inundaciones y tiempo "
                "necesita tres niveles de gobierno, y alguien que convoque la primera reunión. La "
                "convocaremos, publicaremos quién vino y diremos en seis meses qué se decidió."
            ),
            (
                "مناسيب الأنهار التي تُقاس كل ربع ساعة يمكن عرضها كل ربع ساعة، وهذا الجزء يبدأ الآن. أما "
                "خريطة واحدة للتراخيص والفحوص والفيضانات والطقس فتحتاج إلى ثلاثة مستويات من الحكم وإلى من "
                "يدعو إلى الاجتماع الأول. سندعو إليه ونعلن من حضر، ونخبركم خلال ستة أشهر بما تقرر."
            ),
        ),
        answers=(*ids(data_said.WATER_AND_AIR), "later-05"),
        drafted_by="bruno",
        reviewed_by="gwen",
        drafted=When(27, "10:00"),
        submitted=When(31, "11:00"),
        published=When(34, "10:00"),
        commitments=("C03",),
    ),
    Response(
        id="old-promises-and-this-consultation",
        organisation="tbs",
        disposition="accepted",
        reason=words(
            (
                "The plan will open with what earlier plans promised and did not finish, one honest sentence "
                "each, under their old numbers. It will hold six commitments, not fifteen. The date by which "
                "you are answered stands beside the question from now on. To those who wrote that we never "
                "answer: this is the answer, and the page counts how many days it took."
            ),
            (
                "Le plan s'ouvrira sur ce que les plans précédents ont promis sans le terminer, une phrase "
                "honnête chacun, sous leur ancien numéro. Il comptera six engagements et non quinze. La date "
                "à laquelle on vous répondra figure désormais à côté de la question. À ceux et celles qui "
                "ont écrit que nous ne répondons jamais : voici la réponse, et la page compte les jours "
                "qu'elle a pris."
            ),
            (
                "El plan empezará con lo que otros planes prometieron y no terminaron, una frase honesta "
                "para cada cosa, con su antiguo número. Tendrá seis compromisos, no quince. La fecha en que "
                "se le responderá figura ya junto a la pregunta. A quienes escribieron que nunca "
                "contestamos: esta es la respuesta, y la página cuenta los días que tardó."
            ),
            (
                "ستبدأ الخطة بما وعدت به الخطط السابقة ولم تُتمَّه، بجملة صادقة لكل وعد وبرقمه القديم. وستضم "
                "ستة التزامات لا خمسة عشر. وأصبح موعد الرد مكتوباً بجانب السؤال. ولمن كتب أننا لا نجيب "
                "أبداً: هذا هو الجواب، والصفحة تعدّ الأيام التي استغرقها."
            ),
        ),
        answers=(*ids(ways.OLD_PROMISES, ways.ABOUT_US), "later-01", "later-03", "later-04", "later-06"),
        drafted_by="bruno",
        reviewed_by="gwen",
        drafted=When(29, "14:00"),
        submitted=When(32, "11:00"),
        published=When(35, "10:00"),
    ),
)
