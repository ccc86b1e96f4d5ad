"""The institutions that answer, which exist, and the organisations that speak, which do not.

No institution has said what it says in the demonstration: `NOTICE` says so, wherever its answers are shown.
"""

from parvis.site.demo.story import Organisation, words

NOTICE = words(
    (
        "This is a demonstration. People, contributions, answers and commitments are invented: no "
        "institution named here has said this."
    ),
    (
        "Ceci est une démonstration. Les personnes, les contributions, les réponses et les engagements sont "
        "inventés : aucune institution nommée ici n'a tenu ces propos."
    ),
    (
        "Esto es una demostración. Las personas, las contribuciones, las respuestas y los compromisos son "
        "inventados: ninguna institución aquí nombrada ha dicho esto."
    ),
    ("هذا عرض توضيحي. الأشخاص والمساهمات والأجوبة والالتزامات من نسج الخيال، ولم تقل أي مؤسسة مذكورة هنا هذا الكلام."),
)

INSTITUTIONS = (
    Organisation(
        "tbs",
        "public",
        words(
            "Treasury Board of Canada Secretariat",
            "Secrétariat du Conseil du Trésor du Canada",
            "Secretaría del Consejo del Tesoro de Canadá",
            "أمانة مجلس الخزانة الكندي",
        ),
    ),
    Organisation(
        "finance",
        "public",
        words("Finance Canada", "Finances Canada", "Finanzas Canadá", "وزارة المالية الكندية"),
    ),
    Organisation(
        "ised",
        "public",
        words(
            "Innovation, Science and Economic Development Canada",
            "Innovation, Sciences et Développement économique Canada",
            "Innovación, Ciencia y Desarrollo Económico de Canadá",
            "وزارة الابتكار والعلوم والتنمية الاقتصادية الكندية",
        ),
    ),
    Organisation(
        "lac",
        "public",
        words(
            "Library and Archives Canada",
            "Bibliothèque et Archives Canada",
            "Biblioteca y Archivos de Canadá",
            "مكتبة ومحفوظات كندا",
        ),
    ),
    Organisation(
        "statcan",
        "public",
        words("Statistics Canada", "Statistique Canada", "Estadísticas de Canadá", "هيئة الإحصاء الكندية"),
    ),
    Organisation(
        "wage",
        "public",
        words(
            "Women and Gender Equality Canada",
            "Femmes et Égalité des genres Canada",
            "Mujeres e Igualdad de Género de Canadá",
            "وزارة المرأة والمساواة بين الجنسين الكندية",
        ),
    ),
)

SPEAKERS = (
    Organisation(
        "open-square",
        "civil",
        words("Open Square Network", "Réseau Place ouverte", "Red Plaza Abierta", "شبكة الساحة المفتوحة"),
    ),
    Organisation(
        "follow-the-contract",
        "civil",
        words(
            "Follow the Contract Coalition",
            "Coalition Suivons le contrat",
            "Coalición Sigue el Contrato",
            "ائتلاف تتبَّع العقد",
        ),
    ),
    Organisation(
        "northern-voices",
        "civil",
        words("Northern Voices Circle", "Cercle Voix du Nord", "Círculo Voces del Norte", "حلقة أصوات الشمال"),
    ),
    Organisation(
        "right-to-ask",
        "civil",
        words(
            "Right to Ask Society",
            "Société pour le droit de demander",
            "Sociedad por el Derecho a Preguntar",
            "جمعية الحق في السؤال",
        ),
    ),
    Organisation(
        "half-the-table",
        "civil",
        words("Half the Table", "La moitié de la table", "La Mitad de la Mesa", "نصف الطاولة"),
    ),
    Organisation(
        "neighbours-and-numbers",
        "civil",
        words("Neighbours and Numbers", "Voisins et chiffres", "Vecinos y Números", "جيران وأرقام"),
    ),
)

ALL = INSTITUTIONS + SPEAKERS
