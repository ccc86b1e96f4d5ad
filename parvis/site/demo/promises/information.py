"""Three promises about what government knows: data, files one asks for, science and memory."""

from parvis.site.demo.contributions import access, data, ids, knowledge, service_delivery, ways
from parvis.site.demo.story import Commitment, CommitmentVersion, When, words

DATA = CommitmentVersion(
    at=When(30, "10:00"),
    by="bruno",
    title=words(
        "Public data people can find, read and trust",
        "Des données publiques que l'on trouve, que l'on lit et que l'on croit",
        "Datos públicos que se encuentran, se leen y se creen",
        "بيانات عامة يجدها الناس ويقرؤونها ويثقون بها",
    ),
    problem=words(
        (
            "Nobody outside government knows what data it holds. Links die, columns change without notice, "
            "and a mistake reported is a letter without reply."
        ),
        (
            "À l'extérieur du gouvernement, personne ne sait quelles données il détient. Les liens meurent, "
            "les colonnes changent sans préavis et signaler une erreur, c'est écrire une lettre sans réponse."
        ),
        (
            "Fuera del gobierno nadie sabe qué datos guarda. Los enlaces mueren, las columnas cambian sin "
            "aviso y avisar de un error es escribir una carta sin respuesta."
        ),
        (
            "لا يعرف أحد خارج الحكومة ما لديها من بيانات. تموت الروابط وتتغير الأعمدة من دون إشعار، ومن أبلغ "
            "عن خطأ فكأنه كتب رسالة بلا رد."
        ),
    ),
    change=words(
        (
            "All departments list the data they hold, open or not, with a date or a reason on each line. The "
            "hundred datasets most asked for have a readable page and a place to report mistakes."
        ),
        (
            "Tous les ministères dressent la liste des données qu'ils détiennent, ouvertes ou non, avec une "
            "date ou une raison à chaque ligne. Les cent jeux de données les plus demandés ont une page "
            "lisible et un endroit où signaler les erreurs."
        ),
        (
            "Todos los ministerios hacen la lista de los datos que guardan, abiertos o no, con una fecha o "
            "una razón en cada línea. Los cien conjuntos de datos más pedidos tienen una página legible y un "
            "lugar donde avisar de errores."
        ),
        (
            "تضع جميع الوزارات قائمة بما لديها من بيانات، مفتوحة كانت أم لا، ومع كل سطر موعد أو سبب. "
            "وللملفات المئة الأكثر طلباً صفحة مقروءة ومكان للإبلاغ عن الأخطاء."
        ),
    ),
)

ANSWERS = CommitmentVersion(
    at=When(34, "10:00"),
    by="bruno",
    title=words(
        "Ask a question, get an answer in time",
        "Poser une question, recevoir une réponse à temps",
        "Preguntar y recibir respuesta a tiempo",
        "اسأل وتصلك الإجابة في وقتها",
    ),
    problem=words(
        (
            "Requests for information wait for months. Each department counts the days in its own way, so "
            "the public cannot see where the delay is, and files come in a form nobody can search."
        ),
        (
            "Les demandes d'information attendent des mois. Chaque ministère compte les jours à sa façon, si "
            "bien que le public ne voit pas où est le retard, et les fichiers arrivent dans une forme où "
            "l'on ne peut rien chercher."
        ),
        (
            "Las solicitudes de información esperan meses. Cada ministerio cuenta los días a su manera, de "
            "modo que el público no ve dónde está el retraso, y los archivos llegan en una forma en la que "
            "no se puede buscar nada."
        ),
        (
            "تنتظر طلبات المعلومات شهوراً. وتحسب كل وزارة الأيام بطريقتها فلا يرى الناس أين التأخير، وتصل "
            "الملفات بصيغة لا يمكن البحث فيها."
        ),
    ),
    change=words(
        (
            "One public table, updated each quarter, shows the requests of every department and how old the "
            "open ones are. Files are released as they were born."
        ),
        (
            "Un seul tableau public, mis à jour chaque trimestre, montre les demandes de tous les ministères "
            "et l'âge de celles qui attendent. Les fichiers sont remis dans leur forme d'origine."
        ),
        (
            "Un solo cuadro público, actualizado cada trimestre, muestra las solicitudes de todos los "
            "ministerios y la antigüedad de las que esperan. Los archivos se entregan en su forma original."
        ),
        (
            "جدول واحد معلن يُحدَّث كل ثلاثة أشهر ويبيّن طلبات جميع الوزارات وعمر ما لم يُجب عنه. وتُسلَّم "
            "الملفات بصيغتها الأصلية."
        ),
    ),
)

SCIENCE = CommitmentVersion(
    at=When(36, "10:00"),
    by="farid",
    title=words(
        "Science and memory within reach",
        "La science et la mémoire à portée de main",
        "Ciencia y memoria al alcance de todos",
        "العلم والذاكرة في متناول الجميع",
    ),
    problem=words(
        ("People pay for research they cannot read, and own archives they cannot see without travelling to them."),
        (
            "Les gens paient pour des recherches qu'ils ne peuvent pas lire et possèdent des archives qu'ils "
            "ne peuvent pas voir sans s'y rendre."
        ),
        ("La gente paga investigaciones que no puede leer y es dueña de archivos que no puede ver sin viajar."),
        "يدفع الناس ثمن أبحاث لا يستطيعون قراءتها، ويملكون محفوظات لا يرونها إلا إذا سافروا إليها.",
    ),
    change=words(
        (
            "Studies by federal scientists are free to read within one year. Portraits, maps and passenger "
            "lists are scanned in the order people vote for."
        ),
        (
            "Les études des scientifiques fédéraux sont libres d'accès en moins d'un an. Les portraits, les "
            "cartes et les listes de passagers sont numérisés dans l'ordre choisi par le public."
        ),
        (
            "Los estudios de científicos federales pueden leerse gratis en menos de un año. Los retratos, "
            "los mapas y las listas de pasajeros se digitalizan en el orden que vota la gente."
        ),
        (
            "تُتاح قراءة دراسات العلماء الاتحاديين مجاناً خلال سنة. وتُنسخ الصور والخرائط وقوائم الركاب "
            "رقمياً بالترتيب الذي يصوّت له الناس."
        ),
    ),
)

ALL = (
    Commitment(
        number=3,
        slug="data-people-can-use",
        organisation="tbs",
        sources=ids(data.ALL, service_delivery.CHARITIES, service_delivery.CITIES, ways.MACHINE_RULES),
        versions=(
            DATA,
            DATA.revised(
                When(58, "10:00"),
                "bruno",
                note=words(
                    (
                        "Added the notice before changes, the marks for quality asked for in Calgary, and "
                        "the programs that decide."
                    ),
                    ("Ajout du préavis, des notes de qualité demandées à Calgary et des programmes qui décident."),
                    (
                        "Se añaden el aviso previo, las notas de calidad que se pidieron en Calgary y los "
                        "programas que deciden."
                    ),
                    "أُضيف الإشعار المسبق وعلامات الجودة التي طُلبت في كالغاري والبرامج التي تقرر.",
                ),
                change=words(
                    (
                        "All departments list the data they hold, open or not, with a date or a reason on "
                        "each line. The hundred datasets most asked for have a readable page, marks for "
                        "quality anyone can contest, and a place to report mistakes where replies come "
                        "within ten days. Addresses and columns change only with thirty days' notice. "
                        "Programs that decide or sort requests are on the list too, with their rules in "
                        "plain words."
                    ),
                    (
                        "Tous les ministères dressent la liste des données qu'ils détiennent, ouvertes ou "
                        "non, avec une date ou une raison à chaque ligne. Les cent jeux de données les plus "
                        "demandés ont une page lisible, des notes de qualité que chacun peut contester et un "
                        "endroit où signaler les erreurs, avec une réponse en moins de dix jours. Les "
                        "adresses et les colonnes ne changent qu'avec un préavis de trente jours. Les "
                        "programmes qui décident ou trient des demandes sont aussi sur la liste, avec leurs "
                        "règles en mots simples."
                    ),
                    (
                        "Todos los ministerios hacen la lista de los datos que guardan, abiertos o no, con "
                        "una fecha o una razón en cada línea. Los cien conjuntos de datos más pedidos tienen "
                        "una página legible, notas de calidad que cualquiera puede discutir y un lugar donde "
                        "avisar de errores, con respuesta en diez días. Las direcciones y las columnas solo "
                        "cambian con treinta días de aviso. Los programas que deciden o clasifican "
                        "solicitudes también están en la lista, con sus reglas en palabras sencillas."
                    ),
                    (
                        "تضع جميع الوزارات قائمة بما لديها من بيانات، مفتوحة كانت أم لا، ومع كل سطر موعد أو "
                        "سبب. وللملفات المئة الأكثر طلباً صفحة مقروءة وعلامات للجودة يمكن لأي شخص الاعتراض "
                        "عليها ومكان للإبلاغ عن الأخطاء يأتي منه الرد خلال عشرة أيام. ولا تتغير الروابط "
                        "والأعمدة إلا بإشعار قبل ثلاثين يوماً. وتشمل القائمة أيضاً البرامج التي تقرر في "
                        "الطلبات أو ترتبها، مع قواعدها بكلمات بسيطة."
                    ),
                ),
            ),
        ),
        adopted=When(150, "10:50"),
        adopted_by="dana",
    ),
    Commitment(
        number=4,
        slug="answers-in-time",
        organisation="tbs",
        sources=ids(access.ACCESS_TO_INFORMATION),
        versions=(
            ANSWERS,
            ANSWERS.revised(
                When(71, "10:00"),
                "bruno",
                note=words(
                    (
                        "Monthly instead of quarterly, one clock for everybody, and a person to call, as the "
                        "Right to Ask Society proposed."
                    ),
                    (
                        "Chaque mois plutôt que chaque trimestre, une seule façon de compter et une personne "
                        "à appeler, comme l'a proposé la Société pour le droit de demander."
                    ),
                    (
                        "Cada mes en vez de cada trimestre, una sola manera de contar y una persona a quien "
                        "llamar, como propuso la Sociedad por el Derecho a Preguntar."
                    ),
                    (
                        "كل شهر بدل كل ثلاثة أشهر، وحساب واحد للأيام، وشخص يمكن الاتصال به، كما اقترحت جمعية "
                        "الحق في السؤال."
                    ),
                ),
                change=words(
                    (
                        "One public table, updated each month and counting the days in one way, shows the "
                        "requests of every department and how old the open ones are. Files are released as "
                        "they were born, and published for everyone thirty days later. Every letter names a "
                        "person who can explain it."
                    ),
                    (
                        "Un seul tableau public, mis à jour chaque mois et qui compte les jours d'une seule "
                        "façon, montre les demandes de tous les ministères et l'âge de celles qui attendent. "
                        "Les fichiers sont remis dans leur forme d'origine et publiés pour tous trente jours "
                        "plus tard. Chaque lettre nomme une personne qui peut l'expliquer."
                    ),
                    (
                        "Un solo cuadro público, actualizado cada mes y que cuenta los días de una sola "
                        "manera, muestra las solicitudes de todos los ministerios y la antigüedad de las que "
                        "esperan. Los archivos se entregan en su forma original y se publican para todos "
                        "treinta días después. Cada carta nombra a una persona que puede explicarla."
                    ),
                    (
                        "جدول واحد معلن يُحدَّث كل شهر ويحسب الأيام بطريقة واحدة ويبيّن طلبات جميع الوزارات "
                        "وعمر ما لم يُجب عنه. وتُسلَّم الملفات بصيغتها الأصلية وتُنشر للجميع بعد ثلاثين "
                        "يوماً. وتذكر كل رسالة اسم شخص يستطيع شرحها."
                    ),
                ),
            ),
        ),
        adopted=When(150, "11:20"),
        adopted_by="dana",
    ),
    Commitment(
        number=5,
        slug="science-and-memory",
        organisation="ised",
        sources=ids(knowledge.OPEN_SCIENCE, knowledge.OPEN_HERITAGE),
        versions=(
            SCIENCE,
            SCIENCE.revised(
                When(80, "10:00"),
                "farid",
                note=words(
                    (
                        "Sooner for our own scientists, and nothing about Indigenous lands without a "
                        "decision of the peoples concerned."
                    ),
                    (
                        "Plus tôt pour nos propres scientifiques, et rien sur les terres autochtones sans "
                        "décision des peuples concernés."
                    ),
                    (
                        "Antes para nuestros propios científicos, y nada sobre tierras indígenas sin "
                        "decisión de los pueblos interesados."
                    ),
                    "أسرع لعلمائنا، ولا شيء عن أراضي الشعوب الأصلية من دون قرار أصحابها.",
                ),
                change=words(
                    (
                        "Studies by federal scientists are free to read on the day they appear, with a "
                        "summary in plain words; studies only funded by government, within one year. "
                        "Portraits, maps and passenger lists are scanned in the order people vote for, and "
                        "families can add names. Data about Indigenous lands stay closed until the peoples "
                        "concerned have decided."
                    ),
                    (
                        "Les études des scientifiques fédéraux sont libres d'accès le jour de leur parution, "
                        "avec un résumé en mots simples; les études seulement financées par l'État, en moins "
                        "d'un an. Les portraits, les cartes et les listes de passagers sont numérisés dans "
                        "l'ordre choisi par le public, et les familles peuvent y ajouter des noms. Les "
                        "données sur les terres autochtones restent fermées tant que les peuples concernés "
                        "n'ont pas décidé."
                    ),
                    (
                        "Los estudios de científicos federales pueden leerse gratis el día en que salen, con "
                        "un resumen en palabras sencillas; los que solo financia el gobierno, en menos de un "
                        "año. Los retratos, los mapas y las listas de pasajeros se digitalizan en el orden "
                        "que vota la gente, y las familias pueden añadir nombres. Los datos sobre tierras "
                        "indígenas siguen cerrados hasta que decidan los pueblos interesados."
                    ),
                    (
                        "تُتاح قراءة دراسات العلماء الاتحاديين مجاناً يوم صدورها مع ملخص بكلمات بسيطة، "
                        "والدراسات التي تموّلها الحكومة فقط خلال سنة. وتُنسخ الصور والخرائط وقوائم الركاب "
                        "رقمياً بالترتيب الذي يصوّت له الناس، وتستطيع العائلات إضافة أسماء. وتبقى بيانات "
                        "أراضي الشعوب الأصلية مغلقة حتى يقرر أصحابها."
                    ),
                ),
            ),
        ),
        adopted=When(150, "11:30"),
        adopted_by="dana",
    ),
)
