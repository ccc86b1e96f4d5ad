"""Answers about the owners of companies. The last one is late, and everybody can see who owes it."""

from parvis.site.demo.contributions import ids, ownership_names
from parvis.site.demo.story import Correction, Response, When, words

ALL = (
    Response(
        id="owners-names",
        organisation="finance",
        disposition="partly",
        reason=words(
            (
                "We will publish the beneficial owners of companies that win federal contracts above "
                "$25,000, within 30 days of signature, as open data anyone can search free of charge. You "
                "asked for the names before the signature. That would change how bids are received and "
                "judged, and so needs a change in the Act, which this plan cannot promise. We will publish "
                "by the middle of the plan what such a change would take."
            ),
            (
                "Nous publierons les bénéficiaires effectifs des entreprises qui obtiennent un contrat "
                "fédéral de plus de 25 000 $, dans les 30 jours suivant la signature, en données ouvertes "
                "que chacun pourra consulter sans frais. Vous demandiez les noms avant la signature. Cela "
                "changerait la façon de recevoir et de juger les offres et exige donc une modification de la "
                "loi, que ce plan ne peut pas promettre. Nous publierons d'ici le milieu du plan ce qu'il "
                "faudrait pour y arriver."
            ),
            (
                "Publicaremos los beneficiarios finales de las empresas que ganen contratos federales de más "
                "de 25.000 dólares, en los 30 días siguientes a la firma, como datos abiertos y gratuitos. "
                "Ustedes pedían los nombres antes de la firma. Eso cambiaría la manera de recibir y juzgar "
                "las ofertas y exige reformar la ley, algo que este plan no puede prometer. A mitad del plan "
                "publicaremos qué haría falta para lograrlo."
            ),
            (
                "سننشر أسماء المستفيدين الحقيقيين من الشركات التي تفوز بعقود اتحادية تزيد قيمتها على 25000 "
                "دولار، خلال 30 يوماً من التوقيع، في بيانات مفتوحة يمكن للجميع البحث فيها مجاناً. طلبتم نشر "
                "الأسماء قبل التوقيع. هذا يغيّر طريقة تلقي العروض والحكم عليها ويتطلب تعديل القانون، وهو ما "
                "لا تستطيع هذه الخطة أن تعد به. وسننشر قبل منتصف مدة الخطة ما يلزم لذلك."
            ),
        ),
        answers=ids(ownership_names.NAMES),
        drafted_by="elise",
        reviewed_by="gwen",
        drafted=When(-13, "10:00"),
        submitted=When(-12, "11:30"),
        published=When(-12, "15:20"),
        notes={
            "ownership-18": words(
                (
                    "You are right that it protects buyers too. We will ask for your help in testing the "
                    "form suppliers fill in."
                ),
                (
                    "Vous avez raison : cela protège aussi les acheteurs. Nous vous inviterons à essayer le "
                    "formulaire destiné aux fournisseurs."
                ),
            ),
            "ownership-19": words(
                "Name, year of birth and share of ownership: yes. Home addresses will never be published.",
                ("Nom, année de naissance et part détenue : oui. Les adresses personnelles ne seront jamais publiées."),
            ),
        },
        corrections=(
            Correction(
                reason=words(
                    (
                        "We will publish the beneficial owners of companies that win federal contracts above "
                        "$10,000, within 30 days of signature, as open data anyone can search free of "
                        "charge. You asked for the names before the signature. That would change how bids "
                        "are received and judged, and so needs a change in the Act, which this plan cannot "
                        "promise. We will publish by the middle of the plan what such a change would take."
                    ),
                    (
                        "Nous publierons les bénéficiaires effectifs des entreprises qui obtiennent un "
                        "contrat fédéral de plus de 10 000 $, dans les 30 jours suivant la signature, en "
                        "données ouvertes que chacun pourra consulter sans frais. Vous demandiez les noms "
                        "avant la signature. Cela changerait la façon de recevoir et de juger les offres et "
                        "exige donc une modification de la loi, que ce plan ne peut pas promettre. Nous "
                        "publierons d'ici le milieu du plan ce qu'il faudrait pour y arriver."
                    ),
                    (
                        "Publicaremos los beneficiarios finales de las empresas que ganen contratos "
                        "federales de más de 10.000 dólares, en los 30 días siguientes a la firma, como "
                        "datos abiertos y gratuitos. Ustedes pedían los nombres antes de la firma. Eso "
                        "cambiaría la manera de recibir y juzgar las ofertas y exige reformar la ley, algo "
                        "que este plan no puede prometer. A mitad del plan publicaremos qué haría falta para "
                        "lograrlo."
                    ),
                    (
                        "سننشر أسماء المستفيدين الحقيقيين من الشركات التي تفوز بعقود اتحادية تزيد قيمتها على "
                        "10000 دولار، خلال 30 يوماً من التوقيع، في بيانات مفتوحة يمكن للجميع البحث فيها "
                        "مجاناً. طلبتم نشر الأسماء قبل التوقيع. هذا يغيّر طريقة تلقي العروض والحكم عليها "
                        "ويتطلب تعديل القانون، وهو ما لا تستطيع هذه الخطة أن تعد به. وسننشر قبل منتصف مدة "
                        "الخطة ما يلزم لذلك."
                    ),
                ),
                by="elise",
                at=When(-5, "09:40"),
                why=words(
                    (
                        "Contracts are already listed in public from $10,000. The owners will be too: two "
                        "different amounts made no sense."
                    ),
                    (
                        "Les contrats sont déjà affichés publiquement à partir de 10 000 $. Les "
                        "propriétaires le seront aussi : deux montants différents n'avaient pas de sens."
                    ),
                    (
                        "Los contratos ya se publican a partir de 10.000 dólares. Con los dueños se hará "
                        "igual: dos cifras distintas no tenían sentido."
                    ),
                    (
                        "تُنشر العقود علناً أصلاً ابتداءً من 10000 دولار، وكذلك ستُنشر أسماء المالكين، إذ لا "
                        "معنى لمبلغين مختلفين."
                    ),
                ),
            ),
        ),
        commitments=("C01",),
    ),
    Response(
        id="owners-privacy-and-checks",
        organisation="ised",
        disposition="accepted",
        reason=words(
            (
                "We will publish a name, a year of birth and a share of ownership, and never a home address. "
                "Anyone at risk can ask to be left out and will have a decision within ten working days. "
                "Names will be compared with other registers, and those we could not check will be marked as "
                "such."
            ),
            (
                "Nous publierons un nom, une année de naissance et une part de propriété, jamais une adresse "
                "personnelle. Toute personne en danger pourra demander à ne pas y figurer et recevra une "
                "décision dans les dix jours ouvrables. Les noms seront comparés à d'autres registres et "
                "ceux que nous n'aurons pas pu vérifier seront signalés."
            ),
            (
                "Publicaremos un nombre, un año de nacimiento y una parte de propiedad, nunca un domicilio. "
                "Quien corra peligro podrá pedir que no se le incluya y tendrá respuesta en diez días "
                "hábiles. Los nombres se compararán con otros registros y se señalarán los que no se hayan "
                "podido comprobar."
            ),
            (
                "سننشر الاسم وسنة الميلاد وحصة الملكية، ولن ننشر عنوان السكن أبداً. ومن كان في خطر يستطيع أن "
                "يطلب عدم إدراج اسمه وسيصله القرار خلال عشرة أيام عمل. وستُقارن الأسماء بسجلات أخرى، ونضع "
                "علامة على ما لم نتمكن من التحقق منه."
            ),
        ),
        answers=("ownership-21", "ownership-27"),
        drafted_by="farid",
        reviewed_by="gwen",
        drafted=When(-13, "14:10"),
        submitted=When(-11, "09:15"),
        published=When(-10, "11:05"),
        commitments=("C01",),
    ),
    Response(
        id="owners-one-register",
        organisation="ised",
        disposition="under_way",
        reason=words(
            (
                "Federal, provincial and territorial officials already meet to agree on one way of recording "
                "owners, so that a company tells its story once. What was missing is a public calendar: we "
                "will publish one, with the date by which each government joins, or the words “no date "
                "given”. Searching the federal part will be free."
            ),
            (
                "Les autorités fédérales, provinciales et territoriales se réunissent déjà pour convenir "
                "d'une seule façon d'inscrire les propriétaires, afin qu'une entreprise ne se déclare qu'une "
                "fois. Il manquait un calendrier public : nous le publierons, avec la date d'adhésion de "
                "chaque gouvernement ou la mention « aucune date fournie ». La recherche dans la partie "
                "fédérale sera gratuite."
            ),
            (
                "Los gobiernos federal, provinciales y territoriales ya se reúnen para acordar una sola "
                "forma de registrar a los dueños, de modo que una empresa se declare una sola vez. Faltaba "
                "un calendario público: lo publicaremos, con la fecha en que se suma cada gobierno o las "
                "palabras «sin fecha». Buscar en la parte federal será gratis."
            ),
            (
                "تجتمع الحكومات الاتحادية والمحلية بالفعل للاتفاق على طريقة واحدة لتسجيل المالكين حتى لا "
                "تصرّح الشركة إلا مرة واحدة. كان ينقصنا جدول زمني معلن: سننشره مع موعد انضمام كل حكومة أو "
                "عبارة «لم يُحدَّد موعد». وسيكون البحث في القسم الاتحادي مجانياً."
            ),
        ),
        answers=("ownership-22", "ownership-23", "ownership-26"),
        drafted_by="farid",
        reviewed_by="gwen",
        drafted=When(-13, "15:30"),
        submitted=When(-11, "09:40"),
        published=When(-10, "11:25"),
        commitments=("C01",),
    ),
    Response(
        id="owners-threshold",
        organisation="finance",
        disposition="not_accepted",
        reason=words(
            (
                "We keep the limit of 25 per cent for this plan. It is the one provinces have agreed to work "
                "with, and a federal limit of 5 per cent would mean two lists that never match. Anyone who "
                "controls a company in another way must be listed whatever their share, which answers part "
                "of your example of the five cousins."
            ),
            (
                "Nous gardons le seuil de 25 % pour ce plan. C'est celui que les provinces ont accepté, et "
                "un seuil fédéral de 5 % donnerait deux listes impossibles à comparer. Toute personne qui "
                "dirige une entreprise par un autre moyen doit y figurer quelle que soit sa part, ce qui "
                "répond en partie à votre exemple des cinq cousins."
            ),
            (
                "Mantenemos el límite del 25 % en este plan. Es el que las provincias han aceptado, y un "
                "límite federal del 5 % daría dos listas que nunca coincidirían. Quien controle una empresa "
                "por otro medio debe figurar sea cual sea su parte, lo que responde en parte a su ejemplo de "
                "los cinco primos."
            ),
            (
                "نُبقي حد 25 في المئة في هذه الخطة، فهو الحد الذي قبلت به المقاطعات، وحدّ اتحادي قدره 5 في "
                "المئة سيعطي قائمتين لا تتطابقان. ومن يتحكم في الشركة بوسيلة أخرى يجب أن يُدرج اسمه مهما "
                "كانت حصته، وفي هذا جواب جزئي عن مثال أبناء العم الخمسة."
            ),
        ),
        answers=("ownership-24",),
        drafted_by="elise",
        reviewed_by="gwen",
        drafted=When(-13, "16:20"),
        submitted=When(-11, "13:00"),
        published=When(-9, "10:15"),
    ),
    Response(
        id="owners-land",
        organisation="finance",
        disposition="outside",
        reason=words(
            (
                "Land registers belong to the provinces, and a federal plan cannot open them. We have passed "
                "your words, with your receipt, to the table where both levels of government discuss them. "
                "If it publishes anything, this page will say so."
            ),
            (
                "Les registres fonciers relèvent des provinces, et un plan fédéral ne peut pas les ouvrir. "
                "Nous avons transmis vos mots, avec votre reçu, à la table où les deux ordres de "
                "gouvernement en discutent. Si elle publie quelque chose, cette page le dira."
            ),
            (
                "Los registros de la propiedad son de las provincias, y un plan federal no puede abrirlos. "
                "Hemos llevado sus palabras, con su recibo, a la mesa donde los dos niveles de gobierno "
                "tratan el asunto. Si publica algo, esta página lo dirá."
            ),
            (
                "سجلات الأراضي من اختصاص المقاطعات، ولا تستطيع خطة اتحادية أن تفتحها. وقد أحلنا كلامكم مع "
                "الإيصال إلى الهيئة التي يناقش فيها مستويا الحكم هذا الموضوع، وإن نشرت شيئاً ستذكره هذه "
                "الصفحة."
            ),
        ),
        answers=("ownership-25",),
        drafted_by="elise",
        reviewed_by="gwen",
        drafted=When(-13, "16:50"),
        submitted=When(-11, "13:10"),
        published=When(-9, "10:20"),
    ),
    Response(
        id="owners-trusts-and-penalties",
        organisation="finance",
        disposition="more_work",
        reason=words(
            (
                "You are right that a register without trusts, penalties or a place to report doubts would "
                "be weak. We do not have an answer we could keep yet: trusts are written in provincial law, "
                "and the size of a penalty is for Parliament to set. We will publish options for all three "
                "before the plan is final, and ask you again. This answer comes late, and we regret it."
            ),
            (
                "Vous avez raison : un registre sans fiducies, sans sanctions et sans lieu où signaler un "
                "doute serait faible. Nous n'avons pas encore de réponse que nous pourrions tenir : les "
                "fiducies relèvent du droit provincial, et le Parlement fixe les amendes. Nous publierons "
                "des options sur ces trois points avant la fin du plan et vous consulterons à nouveau. Cette "
                "réponse arrive en retard, et nous le regrettons."
            ),
        ),
        answers=("ownership-28", "ownership-29", "ownership-30"),
        drafted_by="elise",
        reviewed_by="gwen",
        drafted=When(-9, "17:30"),
        submitted=When(3, "10:00"),
        published=When(5, "14:00"),
        commitments=("C01",),
    ),
)
