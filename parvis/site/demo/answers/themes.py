"""Answers already given in the open consultation, theme by theme, while people are still speaking."""

from parvis.site.demo.contributions import access, data, ids, knowledge, letters, money, service_delivery
from parvis.site.demo.story import Response, When, words

ALL = (
    Response(
        id="parliament",
        organisation="tbs",
        disposition="outside",
        reason=words(
            (
                "Parliament decides for itself how it shows its work, and government must not decide for it. "
                "That is why this plan makes no promise here. We have handed your ideas to the offices of "
                "both Houses, and what they reply will be added to this page."
            ),
            (
                "Le Parlement décide lui-même de la façon dont il montre son travail, et le gouvernement ne "
                "doit pas décider à sa place. C'est pourquoi ce plan ne promet rien ici. Nous avons remis "
                "vos idées aux bureaux des deux Chambres, et leur réponse sera ajoutée à cette page."
            ),
            (
                "El Parlamento decide por sí mismo cómo muestra su trabajo, y el gobierno no debe decidir "
                "por él. Por eso este plan no promete nada aquí. Hemos entregado sus ideas a las oficinas de "
                "ambas Cámaras, y lo que respondan se añadirá a esta página."
            ),
            (
                "يقرر البرلمان بنفسه كيف يعرض عمله، ولا ينبغي للحكومة أن تقرر عنه. لذلك لا تعد هذه الخطة "
                "بشيء في هذا الباب. وقد سلّمنا أفكاركم إلى مكتبي المجلسين، وسيضاف ردّهما إلى هذه الصفحة."
            ),
        ),
        answers=ids(knowledge.OPEN_PARLIAMENT),
        drafted_by="bruno",
        reviewed_by="gwen",
        drafted=When(-19, "10:00"),
        submitted=When(-18, "09:00"),
        published=When(-16, "11:00"),
    ),
    Response(
        id="everything-in-public",
        organisation="tbs",
        disposition="not_accepted",
        reason=words(
            (
                "We will not publish every message and film every meeting. They hold other people's lives: a "
                "tax file, a complaint, an illness, a name. People would also stop writing things down, and "
                "then there would be less to read. What we can do is publish more of what matters without "
                "being asked, and say when we do not."
            ),
            (
                "Nous ne publierons pas chaque message et ne filmerons pas chaque réunion. On y trouve la "
                "vie des gens : un dossier fiscal, une plainte, une maladie, un nom. De plus, plus personne "
                "n'écrirait rien, et il y aurait moins à lire. Nous pouvons cependant publier d'office "
                "davantage de ce qui compte, et le dire quand nous ne le faisons pas."
            ),
            (
                "No publicaremos todos los mensajes ni grabaremos todas las reuniones. Contienen la vida de "
                "otras personas: una declaración de impuestos, una queja, una enfermedad, un nombre. Además, "
                "la gente dejaría de escribir y habría menos que leer. Sí podemos publicar más de lo que "
                "importa sin que lo pidan, y decir cuándo no lo hacemos."
            ),
            (
                "لن ننشر كل رسالة ولن نصوّر كل اجتماع، ففيها حياة الناس: ملف ضريبي أو شكوى أو مرض أو اسم. "
                "كما أن الموظفين سيكفّون عن الكتابة فيقلّ ما يُقرأ. ما نستطيعه هو أن ننشر المزيد مما يهم من "
                "دون طلب، وأن نقول متى لا نفعل ذلك."
            ),
        ),
        answers=ids(access.PUBLISH_EVERYTHING),
        drafted_by="bruno",
        reviewed_by="gwen",
        drafted=When(-17, "13:00"),
        submitted=When(-16, "14:00"),
        published=When(-15, "10:30"),
    ),
    Response(
        id="heritage",
        organisation="lac",
        disposition="accepted",
        reason=words(
            (
                "Yes to all five. We will scan portraits, maps and passenger lists in the order people vote "
                "for, open a workshop where volunteers transcribe and families add names, and mark each "
                "picture with a plain sentence on what you may do with it. Search in other alphabets comes "
                "with the passenger lists."
            ),
            (
                "Oui aux cinq demandes. Nous numériserons les portraits, les cartes et les listes de "
                "passagers dans l'ordre choisi par le public, ouvrirons un atelier où des bénévoles "
                "transcrivent et où les familles ajoutent des noms, et dirons sous chaque image, en une "
                "phrase simple, ce qu'on peut en faire. La recherche dans d'autres alphabets viendra avec "
                "les listes de passagers."
            ),
            (
                "Sí a las cinco peticiones. Digitalizaremos retratos, mapas y listas de pasajeros en el "
                "orden que vote la gente, abriremos un taller donde voluntarios transcriban y las familias "
                "añadan nombres, y diremos bajo cada imagen, en una frase sencilla, qué se puede hacer con "
                "ella. La búsqueda en otros alfabetos llegará con las listas de pasajeros."
            ),
            (
                "نعم للطلبات الخمسة. سننسخ الصور الشخصية والخرائط وقوائم الركاب رقمياً بالترتيب الذي يصوّت "
                "له الناس، ونفتح ورشة ينسخ فيها المتطوعون النصوص وتضيف فيها العائلات الأسماء، ونكتب تحت كل "
                "صورة جملة واضحة عما يجوز فعله بها. ويأتي البحث بحروف أخرى مع قوائم الركاب."
            ),
        ),
        answers=ids(knowledge.OPEN_HERITAGE),
        drafted_by="lena",
        reviewed_by="gwen",
        drafted=When(-20, "10:00"),
        submitted=When(-16, "09:30"),
        published=When(-14, "15:00"),
        notes={
            "heritage-03": words(
                "Your club will receive an invitation to try the workshop before it opens.",
                "Votre club recevra une invitation à essayer l'atelier avant son ouverture.",
            ),
        },
        commitments=("C05",),
    ),
    Response(
        id="access-in-time",
        organisation="tbs",
        disposition="partly",
        reason=words(
            (
                "We accept the public queue: one table, updated monthly, counting the days in the same way "
                "for every department, with the age of open requests. We also accept files as they were "
                "born, and publishing for all what was released to one. We cannot promise thirty days for "
                "every request while some departments have two people for nine hundred files. The table will "
                "show who needs people, and the next budget will have to answer."
            ),
            (
                "Nous acceptons la file d'attente publique : un seul tableau, mis à jour chaque mois, qui "
                "compte les jours de la même façon pour tous les ministères et donne l'âge des demandes en "
                "cours. Nous acceptons aussi de remettre les fichiers dans leur forme d'origine et de "
                "publier pour tous ce qui a été remis à une personne. Nous ne pouvons pas promettre trente "
                "jours pour chaque demande tant que deux personnes s'occupent de neuf cents dossiers. Le "
                "tableau montrera où il manque du monde, et le prochain budget devra y répondre."
            ),
            (
                "Aceptamos la fila pública: un solo cuadro, actualizado cada mes, que cuenta los días igual "
                "en todos los ministerios y muestra la antigüedad de las solicitudes abiertas. Aceptamos "
                "también entregar los archivos en su forma original y publicar para todos lo que se entregó "
                "a uno. No podemos prometer treinta días para cada solicitud mientras haya dos personas para "
                "novecientos expedientes. El cuadro mostrará dónde falta gente, y el próximo presupuesto "
                "tendrá que responder."
            ),
            (
                "نقبل الطابور المعلن: جدول واحد يُحدَّث كل شهر ويحسب الأيام بالطريقة نفسها لجميع الوزارات "
                "ويبيّن عمر الطلبات المفتوحة. ونقبل تسليم الملفات بصيغتها الأصلية، ونشر ما سُلّم لشخص واحد "
                "ليطلع عليه الجميع. ولا نستطيع أن نعد بثلاثين يوماً لكل طلب ما دام شخصان يعالجان تسعمئة ملف. "
                "سيبيّن الجدول أين ينقص الموظفون، وعلى الميزانية المقبلة أن تجيب."
            ),
        ),
        answers=ids(access.ACCESS_TO_INFORMATION),
        drafted_by="bruno",
        reviewed_by="gwen",
        drafted=When(-15, "09:00"),
        submitted=When(-13, "10:00"),
        published=When(-12, "10:00"),
        notes={
            "access-11": words(
                (
                    "Points (a), (b), (c), (d) and (e) are accepted, and we gladly take the first draft you "
                    "offer. Point (f), the public day, goes to the forum, which will decide in the spring."
                ),
                (
                    "Les points (a), (b), (c), (d) et (e) sont acceptés, et nous prenons volontiers la "
                    "première version que vous offrez. Le point (f), la journée publique, est soumis au "
                    "forum, qui décidera au printemps."
                ),
            ),
            "access-07": words(
                ("You wrote before and were not answered. We are sorry. This answer and its date will stay here."),
                (
                    "Vous avez écrit et n'avez pas reçu de réponse. Nous en sommes désolés. Celle-ci restera "
                    "ici, avec sa date."
                ),
            ),
        },
        commitments=("C04",),
    ),
    Response(
        id="services",
        organisation="tbs",
        disposition="under_way",
        reason=words(
            (
                "This work has begun, so we will not announce it twice. Waiting times of the five busiest "
                "lines are measured, and will be shown live by the summer. Forms are being rewritten with "
                "the people who fill them in and the staff who explain them at the counter. Every page that "
                "weighs more than it should is on a public list until it is mended."
            ),
            (
                "Ce travail est commencé, et nous ne l'annoncerons pas deux fois. L'attente sur les cinq "
                "lignes les plus occupées est mesurée et sera affichée en direct d'ici l'été. Les "
                "formulaires sont réécrits avec les gens qui les remplissent et le personnel qui les "
                "explique au comptoir. Chaque page trop lourde figure sur une liste publique tant qu'elle "
                "n'est pas réparée."
            ),
            (
                "Este trabajo ya empezó, así que no lo anunciaremos dos veces. La espera en las cinco líneas "
                "más ocupadas se mide y se mostrará en directo antes del verano. Los formularios se "
                "reescriben con quienes los rellenan y con el personal que los explica. Cada página "
                "demasiado pesada está en una lista pública hasta que se arregle."
            ),
            (
                "بدأ هذا العمل فعلاً، ولن نعلن عنه مرتين. نقيس مدة الانتظار على الخطوط الخمسة الأكثر "
                "ازدحاماً وستُعرض مباشرة قبل الصيف. وتُعاد كتابة الاستمارات مع من يملؤها ومع الموظفين الذين "
                "يشرحونها. وكل صفحة أثقل مما يجب تبقى في قائمة معلنة حتى تُصلح."
            ),
        ),
        answers=ids(service_delivery.SERVICES, letters.FORM),
        drafted_by="bruno",
        reviewed_by="gwen",
        drafted=When(-14, "09:30"),
        submitted=When(-13, "15:00"),
        published=When(-12, "16:30"),
    ),
    Response(
        id="science",
        organisation="ised",
        disposition="partly",
        reason=words(
            (
                "Studies written by federal scientists will be free to read on the day they appear, with a "
                "summary in plain words; studies we only fund, within one year, because the journals' "
                "contracts cannot be changed sooner. Negative results and data get a home and a helper. Data "
                "about First Nations, Inuit or Métis lands stay closed until the people concerned have "
                "decided."
            ),
            (
                "Les études des scientifiques fédéraux seront libres d'accès le jour de leur parution, avec "
                "un résumé en mots simples; celles que nous ne faisons que financer le seront en moins d'un "
                "an, car les contrats des revues ne peuvent pas changer plus tôt. Les résultats négatifs et "
                "les données auront un lieu de dépôt et quelqu'un pour aider. Les données sur les terres des "
                "Premières Nations, des Inuit ou des Métis restent fermées tant que les peuples concernés "
                "n'ont pas décidé."
            ),
            (
                "Los estudios de científicos federales podrán leerse gratis el día en que salgan, con un "
                "resumen en palabras sencillas; los que solo financiamos, en un año, porque los contratos de "
                "las revistas no pueden cambiarse antes. Los resultados negativos y los datos tendrán una "
                "casa y alguien que ayude. Los datos sobre tierras de las Primeras Naciones, los inuit o los "
                "métis siguen cerrados hasta que decidan los pueblos interesados."
            ),
            (
                "دراسات العلماء الاتحاديين ستُتاح قراءتها مجاناً يوم صدورها مع ملخص بكلمات بسيطة، أما "
                "الدراسات التي نكتفي بتمويلها فخلال سنة، لأن عقود المجلات لا يمكن تغييرها قبل ذلك. وسيكون "
                "للنتائج السلبية والبيانات مكان تُودع فيه ومن يساعد على إيداعها. وتبقى البيانات المتعلقة "
                "بأراضي الأمم الأولى والإنويت والميتي مغلقة حتى يقرر أصحاب الشأن."
            ),
        ),
        answers=ids(knowledge.OPEN_SCIENCE),
        drafted_by="farid",
        reviewed_by="gwen",
        drafted=When(-11, "14:00"),
        submitted=When(-10, "09:00"),
        published=When(-9, "16:00"),
        commitments=("C05",),
    ),
    Response(
        id="budget",
        organisation="finance",
        disposition="accepted",
        reason=words(
            (
                "We will publish the budget on one page, in words tested with readers, and its tables as "
                "spreadsheets at the minute the speech begins. The same expense will keep the same code from "
                "the budget to the public accounts, so anyone can follow it. Tax breaks will be listed "
                "beside spending, with the number of people who use each one."
            ),
            (
                "Nous publierons le budget en une page, avec des mots essayés auprès de lecteurs, et ses "
                "tableaux en feuilles de calcul à la minute où commence le discours. Une même dépense "
                "gardera le même code du budget aux comptes publics, pour que chacun puisse la suivre. Les "
                "avantages fiscaux figureront à côté des dépenses, avec le nombre de personnes qui utilisent "
                "chacun d'eux."
            ),
            (
                "Publicaremos el presupuesto en una página, con palabras probadas con lectores, y sus "
                "cuadros como hojas de cálculo en el minuto en que empiece el discurso. Un mismo gasto "
                "conservará el mismo código desde el presupuesto hasta las cuentas públicas, para que "
                "cualquiera pueda seguirlo. Los beneficios fiscales se listarán junto al gasto, con el "
                "número de personas que usa cada uno."
            ),
            (
                "سننشر الميزانية في صفحة واحدة بكلمات جرّبناها مع القراء، وجداولها في ملفات قابلة للحساب "
                "لحظة بدء الخطاب. وستحتفظ كل نفقة بالرمز نفسه من الميزانية حتى الحسابات العامة ليتتبعها من "
                "يشاء. وستُدرج الإعفاءات الضريبية بجانب الإنفاق مع عدد المستفيدين من كل منها."
            ),
        ),
        answers=ids(money.BUDGET),
        drafted_by="elise",
        reviewed_by="gwen",
        drafted=When(-6, "10:00"),
        submitted=When(-5, "13:00"),
        published=When(-4, "11:00"),
        commitments=("C02",),
    ),
    Response(
        id="data-people-can-use",
        organisation="tbs",
        disposition="accepted",
        reason=words(
            (
                "We will list what we have, open or not, with a date or a reason beside each line. Each of "
                "the hundred datasets most asked for gets a readable page, the date of its next update, a "
                "place to report a mistake and marks for quality that you can contest. Addresses and columns "
                "will not change without thirty days' notice. And we will stop boasting about how many "
                "datasets there are."
            ),
            (
                "Nous dresserons la liste de ce que nous avons, ouvert ou non, avec une date ou une raison à "
                "chaque ligne. Les cent jeux de données les plus demandés auront chacun une page lisible, la "
                "date de leur prochaine mise à jour, un endroit où signaler une erreur et des notes de "
                "qualité que vous pourrez contester. Les adresses et les colonnes ne changeront pas sans "
                "préavis de trente jours. Et nous cesserons de nous vanter du nombre de fichiers."
            ),
            (
                "Haremos la lista de lo que tenemos, abierto o no, con una fecha o una razón en cada línea. "
                "Cada uno de los cien conjuntos de datos más pedidos tendrá una página legible, la fecha de "
                "su próxima actualización, un lugar donde avisar de un error y notas de calidad que se "
                "pueden discutir. Las direcciones y las columnas no cambiarán sin treinta días de aviso. Y "
                "dejaremos de presumir de cuántos archivos hay."
            ),
            (
                "سنضع قائمة بكل ما لدينا، مفتوحاً كان أم لا، ومع كل سطر موعد أو سبب. ولكل ملف من المئة "
                "الأكثر طلباً صفحة مقروءة وموعد التحديث المقبل ومكان للإبلاغ عن خطأ وعلامات للجودة يمكنكم "
                "الاعتراض عليها. ولن تتغير الروابط ولا الأعمدة من دون إشعار قبل ثلاثين يوماً. وسنكفّ عن "
                "التباهي بعدد الملفات."
            ),
        ),
        answers=ids(data.OPEN_DATA),
        drafted_by="bruno",
        reviewed_by="gwen",
        drafted=When(-3, "10:00"),
        submitted=When(-3, "16:00"),
        published=When(-2, "10:30"),
        commitments=("C03",),
    ),
)
