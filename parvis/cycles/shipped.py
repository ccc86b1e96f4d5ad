"""The rule sets Parvis is born with: the first version of each. They are read once, by a migration; afterwards rules change on pages.

Marks say how far each was checked against a public source. What was not is shown as unverified, and is for the support unit to confirm.
"""

from typing import Any

VERIFIED, PARTLY, UNVERIFIED = "verified", "partly", "unverified"


def _words(en: str, fr: str, es: str, ar: str) -> dict[str, str]:
    return {"en": en, "fr": fr, "es": es, "ar": ar}


_GUIDANCE = _words(
    "Public guidance of the partnership in force at the time.",
    "Consignes publiques du partenariat alors en vigueur.",
    "Orientaciones públicas de la alianza vigentes entonces.",
    "الإرشادات العامة للشراكة المعمول بها آنذاك.",
)
_STANDARDS_2017 = _words(
    "Participation and Co-creation Standards of 2017, in force until 31 December 2021.",
    "Normes de participation et de co-création de 2017, en vigueur jusqu’au 31 décembre 2021.",
    "Estándares de participación y cocreación de 2017, vigentes hasta el 31 de diciembre de 2021.",
    "معايير المشاركة والإنشاء المشترك لعام 2017، المعمول بها حتى 31 ديسمبر 2021.",
)
_STANDARDS_2022 = _words(
    "Participation and Co-creation Standards, approved on 24 November 2021, in force since 1 January 2022.",
    "Normes de participation et de co-création, approuvées le 24 novembre 2021, en vigueur depuis le 1er janvier 2022.",
    "Estándares de participación y cocreación, aprobados el 24 de noviembre de 2021, vigentes desde el 1 de enero de 2022.",
    "معايير المشاركة والإنشاء المشترك، أُقرت في 24 نوفمبر 2021 ويُعمل بها منذ 1 يناير 2022.",
)


def _rule(
    key: str, text: dict[str, str], parameters: dict[str, Any], source: dict[str, str], mark: str, number: str = ""
) -> dict[str, Any]:
    return {"key": key, "number": number, "text": text, "parameters": parameters, "source": source, "mark": mark}


_A = [
    _rule("plan_due", _words(
        "A plan is due on 30 June. It is drafted in the last six months of the plan before it, so that there is no gap.",
        "Un plan est attendu le 30 juin. Il est rédigé durant les six derniers mois du plan précédent, sans interruption.",
        "El plan debe entregarse el 30 de junio. Se redacta en los últimos seis meses del plan anterior, sin interrupción.",
        "يحين موعد الخطة في 30 يونيو. وتُصاغ في الأشهر الستة الأخيرة من الخطة السابقة، دون انقطاع.",
    ), {"month": 6, "day": 30}, _GUIDANCE, VERIFIED),
    _rule("minimum_implementation", _words(
        "A plan is carried out for at least 18 months.", "Un plan est mis en œuvre pendant au moins 18 mois.",
        "El plan se ejecuta durante al menos 18 meses.", "تُنفَّذ الخطة مدة 18 شهراً على الأقل.",
    ), {"months": 18}, _GUIDANCE, VERIFIED),
    _rule("lateness", _words(
        "More than four months late: it is documented and referred to the Criteria and Standards subcommittee, a letter is sent, and the plan ends when it should have. More than six months late: the place moves to the next year’s group and begins a new cycle.",
        "Plus de quatre mois de retard : le fait est consigné et transmis au sous-comité des critères et normes, une lettre est envoyée, et le plan prend fin à la date prévue. Plus de six mois : le lieu passe au groupe de l’année suivante et commence un nouveau cycle.",
        "Más de cuatro meses de retraso: se documenta y se remite al Subcomité de Criterios y Estándares, se envía una carta y el plan termina en la fecha prevista. Más de seis meses: el lugar pasa al grupo del año siguiente y comienza un nuevo ciclo.",
        "تأخر يزيد على أربعة أشهر: يوثَّق ويُحال إلى اللجنة الفرعية للمعايير، وتُرسل رسالة، وتنتهي الخطة في موعدها الأصلي. تأخر يزيد على ستة أشهر: ينتقل المكان إلى مجموعة السنة التالية ويبدأ دورة جديدة.",
    ), {"stages": [
        {"key": "late"},
        {"key": "documented", "after_months": 4, "consequences": ["documented", "referral", "letter", "end_unchanged"]},
        {"key": "next_cohort", "after_months": 6, "consequences": ["next_cohort", "new_cycle"]},
    ]}, _GUIDANCE, VERIFIED),
    _rule("self_assessment", _words(
        "The government assesses itself at mid-term, three months after the first year, and at the end of term. Each report is open to public comment for two weeks, in English and in the local language.",
        "Le gouvernement s’évalue à mi-parcours, trois mois après la première année, puis en fin de période. Chaque rapport est soumis aux commentaires du public pendant deux semaines, en anglais et dans la langue locale.",
        "El gobierno se autoevalúa a medio término, tres meses después del primer año, y al final. Cada informe se abre a comentarios públicos durante dos semanas, en inglés y en el idioma local.",
        "تقيّم الحكومة نفسها في منتصف المدة، بعد ثلاثة أشهر من السنة الأولى، وفي نهايتها. ويُعرض كل تقرير لتعليقات الجمهور أسبوعين، بالإنجليزية وباللغة المحلية.",
    ), {"months": 3, "days": 14}, _GUIDANCE, VERIFIED),
]  # fmt: skip
_B = [
    _rule("plan_due", _words(
        "A plan is due on 31 August.", "Un plan est attendu le 31 août.",
        "El plan debe entregarse el 31 de agosto.", "يحين موعد الخطة في 31 أغسطس.",
    ), {"month": 8, "day": 31}, _GUIDANCE, VERIFIED),
    _rule("minimum_implementation", _words(
        "A plan is carried out for at least 20 months and ends on 31 August of its second year.",
        "Un plan est mis en œuvre pendant au moins 20 mois et prend fin le 31 août de sa deuxième année.",
        "El plan se ejecuta durante al menos 20 meses y termina el 31 de agosto de su segundo año.",
        "تُنفَّذ الخطة مدة 20 شهراً على الأقل وتنتهي في 31 أغسطس من سنتها الثانية.",
    ), {"months": 20}, _GUIDANCE, VERIFIED),
    _rule("lateness", _words(
        "Late until 1 January: the plan ends when it should have. From 2 January: the place moves to the other cohort and has acted contrary to process.",
        "En retard jusqu’au 1er janvier : le plan prend fin à la date prévue. À partir du 2 janvier : le lieu passe à l’autre cohorte et a agi contrairement au processus.",
        "Con retraso hasta el 1 de enero: el plan termina en la fecha prevista. Desde el 2 de enero: el lugar pasa a la otra cohorte y ha actuado en contra del proceso.",
        "تأخر حتى 1 يناير: تنتهي الخطة في موعدها الأصلي. ومن 2 يناير: ينتقل المكان إلى الفوج الآخر ويكون قد خالف مسار العملية.",
    ), {"stages": [
        {"key": "late", "consequences": ["end_unchanged"]},
        {"key": "shifted", "from": {"month": 1, "day": 2}, "consequences": ["cohort_shifted", "contrary"]},
    ]}, _GUIDANCE, VERIFIED),
    _rule("self_assessment", _words(
        "An end-of-term self-assessment is mandatory, with a translation into English.",
        "Une autoévaluation de fin de période est obligatoire, avec une traduction en anglais.",
        "La autoevaluación de fin de término es obligatoria, con traducción al inglés.",
        "التقييم الذاتي في نهاية المدة إلزامي، مع ترجمة إلى الإنجليزية.",
    ), {}, _GUIDANCE, VERIFIED),
    _rule("involve", _words(
        "The public is involved while the plan is developed: the level “involve” of the IAP2 spectrum is reached.",
        "Le public est impliqué dans l’élaboration du plan : le niveau « impliquer » du spectre de l’IAP2 est atteint.",
        "Se involucra al público en la elaboración del plan: se alcanza el nivel “involucrar” del espectro de IAP2.",
        "يُشرَك الجمهور أثناء إعداد الخطة: يُبلَغ مستوى «الإشراك» في طيف IAP2.",
    ), {"level": "involve"}, _STANDARDS_2017, VERIFIED),
    _rule("inform", _words(
        "The public is informed while the plan is carried out: the level “inform” of the IAP2 spectrum is reached.",
        "Le public est informé pendant la mise en œuvre du plan : le niveau « informer » du spectre de l’IAP2 est atteint.",
        "Se informa al público durante la ejecución del plan: se alcanza el nivel “informar” del espectro de IAP2.",
        "يُعلَم الجمهور أثناء تنفيذ الخطة: يُبلَغ مستوى «الإعلام» في طيف IAP2.",
    ), {"level": "inform"}, _STANDARDS_2017, UNVERIFIED),
]  # fmt: skip
_B2 = [
    _rule("plan_due", _words(
        "In 2020, for the pandemic, a plan may be delivered until 31 December 2020.",
        "En 2020, en raison de la pandémie, un plan peut être remis jusqu’au 31 décembre 2020.",
        "En 2020, por la pandemia, el plan puede entregarse hasta el 31 de diciembre de 2020.",
        "في عام 2020، وبسبب الجائحة، يمكن تسليم الخطة حتى 31 ديسمبر 2020.",
    ), {"year": 2020, "month": 12, "day": 31}, _GUIDANCE, VERIFIED),
    _rule("lateness", _words(
        "Or it is delivered in 2021, with the other cohort. Neither is contrary to process.",
        "Ou bien il est remis en 2021, avec l’autre cohorte. Ni l’un ni l’autre n’est contraire au processus.",
        "O se entrega en 2021, con la otra cohorte. Ninguna de las dos opciones es contraria al proceso.",
        "أو تُسلَّم في عام 2021 مع الفوج الآخر. ولا يخالف أيٌّ منهما مسار العملية.",
    ), {"stages": [
        {"key": "other_cohort", "from": {"month": 1, "day": 1}, "consequences": ["other_cohort"], "is_late": False},
        {"key": "late", "from": {"year": 2022, "month": 1, "day": 1}},
    ]}, _GUIDANCE, VERIFIED),
    _rule("extension", _words(
        "A plan may be extended by twelve months, to 31 August 2021, when it is updated by 31 August 2020.",
        "Un plan peut être prolongé de douze mois, jusqu’au 31 août 2021, s’il est mis à jour au plus tard le 31 août 2020.",
        "El plan puede prorrogarse doce meses, hasta el 31 de agosto de 2021, si se actualiza a más tardar el 31 de agosto de 2020.",
        "يمكن تمديد الخطة اثني عشر شهراً، حتى 31 أغسطس 2021، إذا حُدِّثت في موعد أقصاه 31 أغسطس 2020.",
    ), {"months": 12, "until": "2021-08-31"}, _GUIDANCE, VERIFIED),
]  # fmt: skip
_C = [
    _rule("plan_length", _words(
        "A plan runs for two or four years and is delivered when it is ready: there is no fixed date. A plan of four years has a refresh midway.",
        "Un plan dure deux ou quatre ans et est remis quand il est prêt : il n’y a pas de date fixe. Un plan de quatre ans est actualisé à mi-parcours.",
        "El plan dura dos o cuatro años y se entrega cuando está listo: no hay fecha fija. Un plan de cuatro años se actualiza a la mitad.",
        "تستمر الخطة سنتين أو أربع سنوات وتُسلَّم حين تجهز: لا موعد ثابتاً لها. وتُحدَّث الخطة ذات السنوات الأربع في منتصفها.",
    ), {"years": [2, 4]}, _GUIDANCE, VERIFIED),
    _rule("plan_end", _words(
        "A plan ends on 30 June or 31 December.", "Un plan prend fin le 30 juin ou le 31 décembre.",
        "El plan termina el 30 de junio o el 31 de diciembre.", "تنتهي الخطة في 30 يونيو أو 31 ديسمبر.",
    ), {"days": [[6, 30], [12, 31]]}, _GUIDANCE, UNVERIFIED),
    _rule("no_plan", _words(
        "It is contrary to process to have no new plan within twelve months after the last one ended.",
        "Il est contraire au processus de ne pas avoir de nouveau plan dans les douze mois qui suivent la fin du précédent.",
        "Es contrario al proceso no tener un nuevo plan en los doce meses posteriores al fin del anterior.",
        "يخالف مسارَ العملية ألّا تكون هناك خطة جديدة خلال اثني عشر شهراً من نهاية الخطة الأخيرة.",
    ), {"months": 12}, _GUIDANCE, VERIFIED),
    _rule("requirements_not_met", _words(
        "It is contrary to process when the IRM finds that minimum requirements are not met.",
        "Il est contraire au processus que le mécanisme d’évaluation indépendant constate que des exigences minimales ne sont pas remplies.",
        "Es contrario al proceso que el IRM determine que no se cumplen los requisitos mínimos.",
        "يخالف مسارَ العملية أن تجد آلية الإبلاغ المستقلة أن متطلبات دنيا لم تُستوفَ.",
    ), {}, _GUIDANCE, VERIFIED),
    _rule("no_progress", _words(
        "It is contrary to process when the IRM finds no progress on implementing any commitment.",
        "Il est contraire au processus que le mécanisme d’évaluation indépendant ne constate aucun progrès dans la mise en œuvre d’aucun engagement.",
        "Es contrario al proceso que el IRM no encuentre avances en la ejecución de ningún compromiso.",
        "يخالف مسارَ العملية ألّا تجد آلية الإبلاغ المستقلة تقدماً في تنفيذ أي التزام.",
    ), {}, _GUIDANCE, VERIFIED),
    _rule("procedural_review", _words(
        "Two cycles in a row contrary to process: the place is placed under procedural review, with help from the support unit.",
        "Deux cycles de suite contraires au processus : le lieu fait l’objet d’un examen de procédure, avec l’aide de l’unité d’appui.",
        "Dos ciclos seguidos contrarios al proceso: el lugar queda en revisión de procedimiento, con ayuda de la Unidad de Apoyo.",
        "دورتان متتاليتان مخالفتان لمسار العملية: يوضع المكان قيد مراجعة إجرائية، بمساعدة وحدة الدعم.",
    ), {"cycles": 2}, _GUIDANCE, VERIFIED),
    _rule("mr_1_1", _words(
        "A space for dialogue, with both government and civil society, meets at least every six months; its basic rules of participation are public.",
        "Un espace de dialogue réunissant le gouvernement et la société civile se réunit au moins tous les six mois; ses règles de participation sont publiques.",
        "Un espacio de diálogo con el gobierno y la sociedad civil se reúne al menos cada seis meses; sus reglas básicas de participación son públicas.",
        "فضاء للحوار يضم الحكومة والمجتمع المدني يجتمع كل ستة أشهر على الأقل؛ وقواعد المشاركة الأساسية فيه منشورة.",
    ), {"months": 6}, _STANDARDS_2022, VERIFIED, "MR 1.1"),
    _rule("mr_2_1", _words(
        "There is a public website or page dedicated to taking part in the partnership.",
        "Il existe un site ou une page publique consacrée à la participation au partenariat.",
        "Existe un sitio o una página pública dedicada a la participación en la alianza.",
        "يوجد موقع أو صفحة عامة مخصصة للمشاركة في الشراكة.",
    ), {}, _STANDARDS_2022, VERIFIED, "MR 2.1"),
    _rule("mr_2_2", _words(
        "A public document repository there, with evidence of co-creation and of implementation, is updated at least twice a year.",
        "Un dépôt public de documents, avec des preuves de la co-création et de la mise en œuvre, y est mis à jour au moins deux fois par an.",
        "Un repositorio público de documentos, con evidencia de la cocreación y de la ejecución, se actualiza al menos dos veces al año.",
        "مستودع وثائق عام فيه، يضم أدلة على الإنشاء المشترك وعلى التنفيذ، يُحدَّث مرتين في السنة على الأقل.",
    ), {"publications": 2, "months": 12}, _STANDARDS_2022, PARTLY, "MR 2.2"),
    _rule("mr_3_1", _words(
        "The timeline of co-creation and an overview of how to take part are published at least two weeks before development starts.",
        "Le calendrier de la co-création et un aperçu des possibilités de participer sont publiés au moins deux semaines avant le début de l’élaboration.",
        "El cronograma de la cocreación y un resumen de las oportunidades de participar se publican al menos dos semanas antes de que empiece la elaboración.",
        "يُنشر الجدول الزمني للإنشاء المشترك ونظرة عامة على سبل المشاركة قبل بدء الإعداد بأسبوعين على الأقل.",
    ), {"days": 14}, _STANDARDS_2022, UNVERIFIED, "MR 3.1"),
    _rule("mr_3_2", _words(
        "Outreach makes the partnership and the opportunities to take part known.",
        "Des actions de sensibilisation font connaître le partenariat et les possibilités de participer.",
        "Actividades de difusión dan a conocer la alianza y las oportunidades de participar.",
        "أنشطة توعية تعرّف بالشراكة وبسبل المشاركة.",
    ), {"events": 1}, _STANDARDS_2022, UNVERIFIED, "MR 3.2"),
    _rule("mr_3_3", _words(
        "There is a way to gather inputs from a range of stakeholders, for an appropriate time.",
        "Un moyen de recueillir les avis de parties prenantes diverses existe, pendant une durée suffisante.",
        "Existe un mecanismo para recoger aportes de diversas partes interesadas durante un plazo adecuado.",
        "توجد وسيلة لجمع مساهمات من أطراف متنوعة خلال مدة مناسبة.",
    ), {"sectors": 2}, _STANDARDS_2022, UNVERIFIED, "MR 3.3"),
    _rule("mr_4_1", _words(
        "Contributions are documented, and those who made them are told in writing how they were considered.",
        "Les contributions sont consignées, et leurs auteurs sont informés par écrit de la façon dont elles ont été prises en compte.",
        "Los aportes se documentan, y se informa por escrito a sus autores de cómo se consideraron.",
        "تُوثَّق المساهمات، ويُبلَّغ أصحابها كتابةً كيف نُظر فيها.",
    ), {}, _STANDARDS_2022, UNVERIFIED, "MR 4.1"),
    _rule("mr_5_1", _words(
        "At least two meetings a year with civil society are about implementation: its results, and comments on them.",
        "Au moins deux réunions par an avec la société civile portent sur la mise en œuvre : ses résultats et les commentaires à leur sujet.",
        "Al menos dos reuniones al año con la sociedad civil tratan de la ejecución: sus resultados y comentarios sobre ellos.",
        "يُخصَّص اجتماعان في السنة على الأقل مع المجتمع المدني للتنفيذ: نتائجه والتعليقات عليها.",
    ), {"meetings": 2}, _STANDARDS_2022, UNVERIFIED, "MR 5.1"),
]  # fmt: skip
SHIPPED: dict[str, list[dict[str, Any]]] = {"A": _A, "B": _B, "B2": _B2, "C": _C}
