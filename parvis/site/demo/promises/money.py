"""Two promises about public money: where it goes, and who owns those who receive it."""

from parvis.site.demo.contributions import feminist, ids, money, ownership_names
from parvis.site.demo.story import Commitment, CommitmentVersion, When, words

SPENDING = CommitmentVersion(
    at=When(-3, "15:00"),
    by="bruno",
    title=words(
        "Follow public money to the last bill",
        "Suivre l'argent public jusqu'à la dernière facture",
        "Seguir el dinero público hasta la última factura",
        "تتبُّع المال العام حتى آخر فاتورة",
    ),
    problem=words(
        (
            "The budget, the planned spending and the public accounts do not use the same words or the same "
            "lines. People who want to know what became of a dollar give up."
        ),
        (
            "Le budget, les dépenses prévues et les comptes publics n'utilisent ni les mêmes mots ni les "
            "mêmes lignes. Les gens qui veulent savoir ce qu'un dollar est devenu abandonnent."
        ),
        (
            "El presupuesto, el gasto previsto y las cuentas públicas no usan las mismas palabras ni las "
            "mismas líneas. Quien quiere saber qué fue de un dólar se rinde."
        ),
        (
            "لا تستعمل الميزانية والنفقات المقررة والحسابات العامة الكلمات نفسها ولا البنود نفسها. ومن يريد "
            "أن يعرف مصير دولار واحد ييأس."
        ),
    ),
    change=words(
        (
            "The budget is published on one page in plain words, and its tables as spreadsheets on budget "
            "day. The same expense keeps the same code from the budget to the public accounts."
        ),
        (
            "Le budget est publié en une page, en mots simples, et ses tableaux en feuilles de calcul le "
            "jour du budget. Une même dépense garde le même code du budget aux comptes publics."
        ),
        (
            "El presupuesto se publica en una página con palabras sencillas, y sus cuadros como hojas de "
            "cálculo el día del presupuesto. Un mismo gasto conserva el mismo código desde el presupuesto "
            "hasta las cuentas públicas."
        ),
        (
            "تُنشر الميزانية في صفحة واحدة بكلمات بسيطة، وجداولها في ملفات قابلة للحساب يوم إعلانها. وتحتفظ "
            "النفقة الواحدة بالرمز نفسه من الميزانية حتى الحسابات العامة."
        ),
    ),
)

OWNERS = CommitmentVersion(
    at=When(-11, "16:00"),
    by="bruno",
    title=words(
        "Know who owns the companies public money pays",
        "Savoir à qui appartiennent les entreprises payées par l'argent public",
        "Saber de quién son las empresas a las que paga el dinero público",
        "معرفة مالكي الشركات التي يُدفع لها من المال العام",
    ),
    problem=words(
        (
            "A company can win a federal contract without anyone knowing which people own it. Competitors, "
            "journalists and the buyers themselves cannot see conflicts of interest in time."
        ),
        (
            "Une entreprise peut obtenir un contrat fédéral sans que personne ne sache à qui elle "
            "appartient. Les concurrents, les journalistes et les acheteurs eux-mêmes ne peuvent pas voir à "
            "temps les conflits d'intérêts."
        ),
        (
            "Una empresa puede ganar un contrato federal sin que nadie sepa qué personas son sus dueñas. Ni "
            "la competencia, ni los periodistas, ni quienes compran ven a tiempo los conflictos de interés."
        ),
        (
            "تستطيع شركة أن تفوز بعقد اتحادي من دون أن يعرف أحد من يملكها. ولا يرى المنافسون ولا الصحفيون "
            "ولا المشترون أنفسهم تضارب المصالح في وقته."
        ),
    ),
    change=words(
        (
            "The beneficial owners of companies that win federal contracts above $25,000 are published "
            "yearly, as open data anyone can search free of charge."
        ),
        (
            "Les bénéficiaires effectifs des entreprises qui obtiennent un contrat fédéral de plus de 25 000 "
            "$ sont publiés chaque année, en données ouvertes que chacun peut consulter sans frais."
        ),
        (
            "Los beneficiarios finales de las empresas que ganan contratos federales de más de 25.000 "
            "dólares se publican cada año, como datos abiertos y gratuitos que cualquiera puede consultar."
        ),
        (
            "تُنشر أسماء المستفيدين الحقيقيين من الشركات التي تفوز بعقود اتحادية تزيد قيمتها على 25000 دولار كل "
            "سنة، في بيانات مفتوحة يمكن للجميع البحث فيها مجاناً."
        ),
    ),
)

OWNERS_IN_THIRTY_DAYS = OWNERS.revised(
    When(-4, "14:30"),
    "bruno",
    note=words(
        (
            "Twenty people asked for names in time to object. A yearly list would come too late, and the "
            "amount now matches the contracts already listed in public."
        ),
        (
            "Vingt personnes ont demandé les noms à temps pour réagir. Une liste annuelle arriverait trop "
            "tard, et le montant est maintenant celui des contrats déjà affichés publiquement."
        ),
        (
            "Veinte personas pidieron los nombres a tiempo para objetar. Una lista anual llegaría tarde, y "
            "la cifra es ahora la de los contratos que ya se publican."
        ),
        (
            "طلب عشرون شخصاً الأسماء في وقت يسمح بالاعتراض. القائمة السنوية ستصل متأخرة، والمبلغ صار مطابقاً "
            "للعقود المعلنة أصلاً."
        ),
    ),
    change=words(
        (
            "The beneficial owners of companies that win federal contracts above $10,000 are published "
            "within 30 days of signature, as open data anyone can search free of charge. Home addresses are "
            "never published."
        ),
        (
            "Les bénéficiaires effectifs des entreprises qui obtiennent un contrat fédéral de plus de 10 000 "
            "$ sont publiés dans les 30 jours suivant la signature, en données ouvertes que chacun peut "
            "consulter sans frais. Les adresses personnelles ne sont jamais publiées."
        ),
        (
            "Los beneficiarios finales de las empresas que ganan contratos federales de más de 10.000 "
            "dólares se publican en los 30 días siguientes a la firma, como datos abiertos y gratuitos que "
            "cualquiera puede consultar. Los domicilios no se publican nunca."
        ),
        (
            "تُنشر أسماء المستفيدين الحقيقيين من الشركات التي تفوز بعقود اتحادية تزيد قيمتها على 10000 دولار "
            "خلال 30 يوماً من التوقيع، في بيانات مفتوحة يمكن للجميع البحث فيها مجاناً. ولا تُنشر عناوين "
            "السكن أبداً."
        ),
    ),
)

ALL = (
    Commitment(
        number=2,
        slug="follow-public-money",
        organisation="finance",
        sources=ids(money.BUDGET, feminist.MONEY),
        versions=(
            SPENDING,
            SPENDING.revised(
                When(46, "10:00"),
                "elise",
                note=words(
                    "Added what the feminist reading asked for, and tax breaks.",
                    "Ajout de ce que demandait la lecture féministe, et des avantages fiscaux.",
                    "Se añade lo que pedía la lectura feminista, y los beneficios fiscales.",
                    "أُضيف ما طلبته القراءة النسوية، والإعفاءات الضريبية.",
                ),
                change=words(
                    (
                        "The budget is published on one page in plain words, and its tables as spreadsheets "
                        "at the minute the speech begins, together with an account of who gains and who "
                        "loses. The same expense keeps the same code from the budget to the public accounts. "
                        "Tax breaks are listed beside spending, with the number of people who use each one."
                    ),
                    (
                        "Le budget est publié en une page, en mots simples, et ses tableaux en feuilles de "
                        "calcul à la minute où commence le discours, avec un exposé de qui y gagne et de qui "
                        "y perd. Une même dépense garde le même code du budget aux comptes publics. Les "
                        "avantages fiscaux figurent à côté des dépenses, avec le nombre de personnes qui "
                        "utilisent chacun d'eux."
                    ),
                    (
                        "El presupuesto se publica en una página con palabras sencillas, y sus cuadros como "
                        "hojas de cálculo en el minuto en que empieza el discurso, junto con una cuenta de "
                        "quién gana y quién pierde. Un mismo gasto conserva el mismo código desde el "
                        "presupuesto hasta las cuentas públicas. Los beneficios fiscales figuran junto al "
                        "gasto, con el número de personas que usa cada uno."
                    ),
                    (
                        "تُنشر الميزانية في صفحة واحدة بكلمات بسيطة، وجداولها في ملفات قابلة للحساب لحظة بدء "
                        "الخطاب، مع بيان من يكسب ومن يخسر. وتحتفظ النفقة الواحدة بالرمز نفسه من الميزانية "
                        "حتى الحسابات العامة. وتُدرج الإعفاءات الضريبية بجانب الإنفاق مع عدد المستفيدين من "
                        "كل منها."
                    ),
                ),
            ),
        ),
        adopted=When(150, "11:00"),
        adopted_by="dana",
    ),
    Commitment(
        number=1,
        slug="know-who-owns-companies",
        organisation="ised",
        sources=(
            *ids(ownership_names.NAMES),
            "ownership-21",
            "ownership-22",
            "ownership-23",
            "ownership-26",
            "ownership-27",
            "ownership-28",
            "ownership-29",
            "ownership-30",
            "budget-04",
        ),
        versions=(
            OWNERS,
            OWNERS_IN_THIRTY_DAYS,
            OWNERS_IN_THIRTY_DAYS.revised(
                When(95, "10:00"),
                "farid",
                note=words(
                    (
                        "Added checks, trusts, a penalty and the provinces' calendar, and the road to "
                        "publishing before signature."
                    ),
                    (
                        "Ajout des vérifications, des fiducies, d'une sanction et du calendrier des "
                        "provinces, ainsi que du chemin vers une publication avant la signature."
                    ),
                    (
                        "Se añaden las comprobaciones, los fideicomisos, una sanción y el calendario de las "
                        "provincias, y el camino hacia la publicación antes de la firma."
                    ),
                    (
                        "أُضيفت عمليات التحقق والصناديق الاستئمانية والعقوبة وجدول المقاطعات، والطريق إلى "
                        "النشر قبل التوقيع."
                    ),
                ),
                change=words(
                    (
                        "The beneficial owners of companies that win federal contracts above $10,000 are "
                        "published within 30 days of signature, as open data anyone can search free of "
                        "charge. Home addresses are never published. Names are compared with other "
                        "registers, and those we could not check are marked. Trusts must say who benefits, "
                        "and a company that lies may not bid for two years. A public calendar shows when "
                        "each province joins, and options for publishing before signature are put to "
                        "Parliament by the middle of the plan."
                    ),
                    (
                        "Les bénéficiaires effectifs des entreprises qui obtiennent un contrat fédéral de "
                        "plus de 10 000 $ sont publiés dans les 30 jours suivant la signature, en données "
                        "ouvertes que chacun peut consulter sans frais. Les adresses personnelles ne sont "
                        "jamais publiées. Les noms sont comparés à d'autres registres et ceux que nous "
                        "n'avons pas pu vérifier sont signalés. Les fiducies doivent dire à qui elles "
                        "profitent, et une entreprise qui ment ne peut pas soumissionner pendant deux ans. "
                        "Un calendrier public montre quand chaque province se joint au registre, et des "
                        "options pour publier avant la signature sont présentées au Parlement d'ici le "
                        "milieu du plan."
                    ),
                    (
                        "Los beneficiarios finales de las empresas que ganan contratos federales de más de "
                        "10.000 dólares se publican en los 30 días siguientes a la firma, como datos "
                        "abiertos y gratuitos que cualquiera puede consultar. Los domicilios no se publican "
                        "nunca. Los nombres se comparan con otros registros y se señalan los que no se han "
                        "podido comprobar. Los fideicomisos deben decir a quién benefician, y una empresa "
                        "que mienta no puede licitar durante dos años. Un calendario público muestra cuándo "
                        "se suma cada provincia, y a mitad del plan se presentan al Parlamento opciones para "
                        "publicar antes de la firma."
                    ),
                    (
                        "تُنشر أسماء المستفيدين الحقيقيين من الشركات التي تفوز بعقود اتحادية تزيد قيمتها على "
                        "10000 دولار خلال 30 يوماً من التوقيع، في بيانات مفتوحة يمكن للجميع البحث فيها "
                        "مجاناً. ولا تُنشر عناوين السكن أبداً. وتُقارن الأسماء بسجلات أخرى وتوضع علامة على "
                        "ما لم نتمكن من التحقق منه. وعلى الصناديق الاستئمانية أن تعلن المستفيد منها، ولا يحق "
                        "لشركة تكذب أن تقدم عروضاً مدة سنتين. ويبيّن جدول معلن موعد انضمام كل مقاطعة، وتُعرض "
                        "على البرلمان قبل منتصف مدة الخطة خيارات للنشر قبل التوقيع."
                    ),
                ),
            ),
        ),
        adopted=When(150, "11:10"),
        adopted_by="dana",
    ),
)
