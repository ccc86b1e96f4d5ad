"""Answers to the feminist reading: one given before today, one in review, the others soon after."""

from parvis.site.demo.contributions import feminist, ids
from parvis.site.demo.story import Response, When, words

ALL = (
    Response(
        id="women-counted",
        organisation="wage",
        disposition="under_way",
        reason=words(
            (
                "Since last autumn every new public table about people must show women, men and "
                "gender-diverse people apart, or say why it does not. You are right about the older tables: "
                "two out of three do not. We will publish the list, the ones we mend first, and yearly "
                "figures on hours of care by sex and age."
            ),
            (
                "Depuis l'automne dernier, tout nouveau tableau public sur des personnes doit distinguer les "
                "femmes, les hommes et les personnes de diverses identités de genre, ou dire pourquoi il ne "
                "le fait pas. Vous avez raison au sujet des anciens tableaux : deux sur trois ne le font "
                "pas. Nous publierons leur liste, ceux que nous réparons en premier et, chaque année, les "
                "heures de soins par sexe et par âge."
            ),
            (
                "Desde el otoño pasado, todo cuadro público nuevo sobre personas debe distinguir a mujeres, "
                "hombres y personas de género diverso, o decir por qué no lo hace. Tienen razón sobre los "
                "antiguos: dos de cada tres no lo hacen. Publicaremos la lista, los que arreglamos primero "
                "y, cada año, las horas de cuidado por sexo y edad."
            ),
            (
                "منذ الخريف الماضي يجب على كل جدول عام جديد عن الناس أن يميّز بين النساء والرجال وسائر "
                "الهويات، أو أن يذكر سبب عدم التمييز. وأنتم على حق في شأن الجداول القديمة: اثنان من كل ثلاثة "
                "لا يفعلان. سننشر قائمتها وما نصلحه أولاً، وأرقاماً سنوية عن ساعات الرعاية بحسب الجنس والعمر."
            ),
        ),
        answers=ids(feminist.COUNTED),
        drafted_by="noor",
        reviewed_by="gwen",
        drafted=When(-22, "10:00"),
        submitted=When(-20, "10:00"),
        published=When(-18, "14:00"),
        commitments=("C06",),
    ),
    Response(
        id="women-time",
        organisation="wage",
        disposition="accepted",
        reason=words(
            (
                "Every meeting of this plan will say beforehand how children are looked after and what "
                "travel is paid. Questions go out seven days ahead. One meeting in three is held in the "
                "morning, and one can always take part by telephone or voice message, without a camera."
            ),
            (
                "Chaque rencontre de ce plan dira à l'avance comment les enfants sont gardés et quels "
                "déplacements sont payés. Les questions seront envoyées sept jours avant. Une rencontre sur "
                "trois aura lieu le matin, et on pourra toujours participer par téléphone ou par message "
                "vocal, sans caméra."
            ),
            (
                "Cada reunión de este plan dirá de antemano cómo se cuida a los niños y qué viajes se pagan. "
                "Las preguntas se enviarán siete días antes. Una de cada tres reuniones será por la mañana, "
                "y siempre se podrá participar por teléfono o mensaje de voz, sin cámara."
            ),
            (
                "سيُعلن قبل كل اجتماع في هذه الخطة كيف تُنظَّم رعاية الأطفال وأي نفقات سفر تُدفع. وتُرسل "
                "الأسئلة قبل سبعة أيام. ويُعقد اجتماع من كل ثلاثة صباحاً، ويمكن المشاركة دائماً بالهاتف أو "
                "برسالة صوتية من دون كاميرا."
            ),
        ),
        answers=ids(feminist.TIME),
        drafted_by="noor",
        reviewed_by="gwen",
        drafted=When(-6, "11:00"),
        submitted=When(-1, "15:30"),
        published=When(4, "10:00"),
        commitments=("C06",),
    ),
    Response(
        id="women-safety",
        organisation="tbs",
        disposition="accepted",
        reason=words(
            (
                "Nobody has to give a name here, and no file we publish will hold one that was not given for "
                "that purpose. Insults are hidden within a day, and the time it took is published. Before "
                "any dataset about people is opened, small numbers are hidden: we will publish the rule and "
                "train the people who apply it."
            ),
            (
                "Personne n'a à donner son nom ici, et aucun fichier publié ne contiendra un nom qui n'a pas "
                "été donné à cette fin. Les insultes sont masquées en moins d'un jour, et ce délai est "
                "publié. Avant d'ouvrir des données sur des personnes, nous masquons les petits nombres : "
                "nous publierons la règle et formerons les gens qui l'appliquent."
            ),
            (
                "Aquí nadie tiene que dar su nombre, y ningún archivo publicado llevará uno que no se dio "
                "para eso. Los insultos se ocultan en menos de un día, y se publica cuánto se tardó. Antes "
                "de abrir datos sobre personas se ocultan los números pequeños: publicaremos la regla y "
                "formaremos a quienes la aplican."
            ),
            (
                "لا يُطلب من أحد أن يذكر اسمه هنا، ولن يحوي أي ملف ننشره اسماً لم يُعطَ لهذا الغرض. تُحجب "
                "الشتائم خلال يوم وتُعلن المدة التي استغرقها ذلك. وقبل فتح أي بيانات عن الناس تُحجب الأعداد "
                "الصغيرة: سننشر القاعدة وندرّب من يطبقها."
            ),
        ),
        answers=ids(feminist.SAFETY),
        drafted_by="bruno",
        reviewed_by="gwen",
        drafted=When(6, "09:00"),
        submitted=When(11, "09:00"),
        published=When(13, "10:00"),
        commitments=("C06",),
    ),
    Response(
        id="women-budget",
        organisation="finance",
        disposition="partly",
        reason=words(
            (
                "The budget and the account of who gains and who loses will be published on the same day. "
                "Analyses by sex made in departments will be published with the decision they served, except "
                "the parts Cabinet must keep. Contracts won by firms led by women will be counted each "
                "quarter; subcontractors come later, because nobody records them today."
            ),
            (
                "Le budget et l'exposé de qui y gagne et de qui y perd seront publiés le même jour. Les "
                "analyses comparatives des ministères le seront avec la décision qu'elles ont éclairée, sauf "
                "les parties que le Cabinet doit garder. Les contrats obtenus par des entreprises dirigées "
                "par des femmes seront comptés chaque trimestre; les sous-traitantes viendront plus tard, "
                "car personne ne les inscrit aujourd'hui."
            ),
            (
                "El presupuesto y la cuenta de quién gana y quién pierde se publicarán el mismo día. Los "
                "análisis por sexo de los ministerios se publicarán con la decisión a la que sirvieron, "
                "salvo lo que el Gabinete debe reservar. Los contratos ganados por empresas dirigidas por "
                "mujeres se contarán cada trimestre; las subcontratistas vendrán después, porque hoy nadie "
                "las registra."
            ),
            (
                "ستُنشر الميزانية وبيان من يكسب ومن يخسر في اليوم نفسه. وستُنشر تحليلات الوزارات بحسب الجنس "
                "مع القرار الذي خدمته، عدا ما يجب على مجلس الوزراء حفظه. وستُحصى كل ثلاثة أشهر العقود التي "
                "تفوز بها شركات تديرها نساء، أما المتعاقدات من الباطن فلاحقاً، إذ لا يسجلهن أحد اليوم."
            ),
        ),
        answers=ids(feminist.MONEY),
        drafted_by="elise",
        reviewed_by="gwen",
        drafted=When(8, "09:00"),
        submitted=When(13, "09:00"),
        published=When(16, "10:00"),
        commitments=("C02", "C06"),
    ),
    Response(
        id="women-seats",
        organisation="wage",
        disposition="more_work",
        reason=words(
            (
                "You did not agree on quotas, and we will not pretend that you did. The forum will publish "
                "who was invited, who came and who spoke, with the same columns each time, and discuss seats "
                "chosen by Indigenous women's organisations. Translation is paid for before a consultation "
                "opens. We will come back with a proposal, and with a count that includes fathers who raise "
                "children alone."
            ),
            (
                "Vous n'étiez pas d'accord sur les quotas, et nous ne ferons pas semblant du contraire. Le "
                "forum publiera qui a été invité, qui est venu et qui a parlé, avec les mêmes colonnes "
                "chaque fois, et discutera de sièges choisis par les organisations de femmes autochtones. La "
                "traduction sera payée avant l'ouverture d'une consultation. Nous reviendrons avec une "
                "proposition, et avec un compte qui inclut les pères qui élèvent seuls leurs enfants."
            ),
            (
                "No hubo acuerdo sobre las cuotas, y no fingiremos lo contrario. El foro publicará a quién "
                "se invitó, quién vino y quién habló, con las mismas columnas cada vez, y tratará los "
                "asientos elegidos por organizaciones de mujeres indígenas. La traducción se pagará antes de "
                "abrir una consulta. Volveremos con una propuesta, y con una cuenta que incluya a los padres "
                "que crían solos."
            ),
            (
                "لم تتفقوا على نظام الحصص، ولن ندّعي غير ذلك. سينشر المنتدى من دُعي ومن حضر ومن تكلم، "
                "بالأعمدة نفسها كل مرة، وسيناقش مقاعد تختارها منظمات نساء الشعوب الأصلية. وستُدفع كلفة "
                "الترجمة قبل فتح أي مشاورة. وسنعود باقتراح وبإحصاء يشمل الآباء الذين يربّون أولادهم وحدهم."
            ),
        ),
        answers=ids(feminist.SEATS, feminist.WORKSHOP_NOTES),
        drafted_by="noor",
        reviewed_by="gwen",
        drafted=When(10, "09:00"),
        submitted=When(17, "09:00"),
        published=When(20, "10:00"),
        notes={
            "feminist-22": words(
                "The receipt works. This is your answer; it took 24 days.",
                "Le reçu fonctionne. Voici votre réponse; elle a pris 24 jours.",
            ),
        },
        commitments=("C06",),
    ),
)
