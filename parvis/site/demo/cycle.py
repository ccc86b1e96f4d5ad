"""Canada's fourth cycle: six phases, and the page of dates of the call, moved so that they happen now.

The call went out on day -8. The shaping phase began six weeks ago and has four weeks to go.
"""

from parvis.site.demo.story import CalendarLine, Cycle, Phase, When, words

CALGARY = "America/Edmonton"
CALL = When(-8, "10:00")

PHASES = (
    Phase(1, words("Planning", "Planification", "Planificación", "التخطيط"), -98, -43),
    Phase(2, words("Shaping", "Façonnement", "Definición", "بلورة الأفكار"), -42, 28),
    Phase(3, words("Drafting", "Rédaction", "Redacción", "الصياغة"), 29, 112),
    Phase(4, words("Reviewing", "Examen", "Revisión", "المراجعة"), 113, 140),
    Phase(5, words("Finalizing", "Finalisation", "Finalización", "الصيغة النهائية"), 141, 203),
    Phase(6, words("Implementing", "Mise en œuvre", "Aplicación", "التنفيذ"), 204, 963),
)

CALENDAR = (
    CalendarLine(
        "ogp-discussion",
        words(
            "What is the Open Government Partnership for?",
            "À quoi sert le Partenariat pour un gouvernement ouvert?",
            "¿Para qué sirve la Alianza para el Gobierno Abierto?",
            "ما فائدة شراكة الحكومات المنفتحة؟",
        ),
        words(
            "Online discussion, hosted by a research network",
            "Discussion en ligne, accueillie par un réseau de recherche",
            "Conversación en línea, organizada por una red de investigación",
            "نقاش عبر الإنترنت تستضيفه شبكة بحثية",
        ),
        When(-6, "12:00"),
        When(-6, "13:00"),
        ("en",),
        ("open-policy-making",),
    ),
    CalendarLine(
        "open-data-calgary",
        words(
            "Open data in a changing technology landscape",
            "Les données ouvertes quand la technologie change",
            "Los datos abiertos cuando la tecnología cambia",
            "البيانات المفتوحة في عالم تقني متغير",
        ),
        words("Workshop, Calgary", "Atelier, Calgary", "Taller, Calgary", "ورشة عمل، كالغاري"),
        When(-4, "13:00", CALGARY),
        When(-4, "16:00", CALGARY),
        ("en",),
        ("open-data", "environment-data"),
    ),
    CalendarLine(
        "feminist-open-government",
        words(
            "A feminist open government",
            "Un gouvernement ouvert et féministe",
            "Un gobierno abierto y feminista",
            "حكومة منفتحة ونسوية",
        ),
        words(
            "Online workshop, with live subtitles",
            "Atelier en ligne, sous-titré en direct",
            "Taller en línea, con subtítulos en directo",
            "ورشة عبر الإنترنت مع ترجمة نصية مباشرة",
        ),
        When(-2, "12:00"),
        When(-2, "13:30"),
        ("en", "fr"),
        ("inequality-inclusion",),
    ),
    CalendarLine(
        "inclusive-policy",
        words(
            "Policies everyone can shape",
            "Des politiques que chacun peut façonner",
            "Políticas a las que todos pueden dar forma",
            "سياسات يستطيع الجميع صياغتها",
        ),
        words(
            "Online workshop, in English and French, with sign language",
            "Atelier en ligne, en français et en anglais, avec interprétation en langue des signes",
            "Taller en línea, en inglés y francés, con interpretación en lengua de señas",
            "ورشة عبر الإنترنت بالإنجليزية والفرنسية، مع ترجمة بلغة الإشارة",
        ),
        When(7, "12:00"),
        When(7, "13:30"),
        ("en", "fr"),
        ("open-policy-making", "inequality-inclusion"),
    ),
    CalendarLine(
        "follow-the-money",
        words(
            "Following public money to the last dollar",
            "Suivre l'argent public jusqu'au dernier dollar",
            "Seguir el dinero público hasta el último dólar",
            "تتبُّع المال العام حتى آخر دولار",
        ),
        words(
            "Online workshop, in English and French",
            "Atelier en ligne, en français et en anglais",
            "Taller en línea, en inglés y francés",
            "ورشة عبر الإنترنت بالإنجليزية والفرنسية",
        ),
        When(14, "13:00"),
        When(14, "14:30"),
        ("en", "fr"),
        ("financial-transparency", "beneficial-ownership"),
    ),
    CalendarLine(
        "forum-meeting",
        words(
            "Forum meeting, open to the public: which themes stay?",
            "Réunion publique du forum : quels thèmes restent?",
            "Reunión pública del foro: ¿qué temas se quedan?",
            "اجتماع المنتدى مفتوح للجميع: أي المواضيع تبقى؟",
        ),
        words(
            "Ottawa, and online",
            "Ottawa, et en ligne",
            "Ottawa, y en línea",
            "أوتاوا وعبر الإنترنت",
        ),
        When(21, "14:00"),
        When(21, "16:00"),
        ("en", "fr"),
    ),
)

CYCLE = Cycle(
    place="canada",
    number=4,
    slug="canada-4",
    title=words(
        "4th plan on open government, {plan_start}–{plan_end}",
        "4e plan pour un gouvernement ouvert, {plan_start}-{plan_end}",
        "4.º plan de gobierno abierto, {plan_start}-{plan_end}",
        "الخطة الرابعة للحكومة المنفتحة، {plan_start}–{plan_end}",
    ),
    rule_set="C",
    answer_days=30,
    convener="bruno",
    phases=PHASES,
    calendar=CALENDAR,
)
