"""Canada, the thirty countries due to write a plan in 2017, and four of the local pioneers of 2016.

`since` is left out where the year a country joined is not beyond doubt.
"""

from parvis.site.demo.story import Place, words

AFRICA, AMERICAS, ASIA, EUROPE = "africa", "americas", "asia", "europe"

COUNTRIES = (
    Place("canada", "CA", AMERICAS, ("en", "fr"), "America/Toronto", words("Canada", "Canada", "Canadá", "كندا"), 2012),
    Place(
        "afghanistan",
        "AF",
        ASIA,
        ("fa", "ps"),
        "Asia/Kabul",
        words("Afghanistan", "Afghanistan", "Afganistán", "أفغانستان"),
        2016,
    ),
    Place(
        "argentina",
        "AR",
        AMERICAS,
        ("es",),
        "America/Argentina/Buenos_Aires",
        words("Argentina", "Argentine", "Argentina", "الأرجنتين"),
    ),
    Place(
        "bosnia-and-herzegovina",
        "BA",
        EUROPE,
        ("bs", "hr", "sr"),
        "Europe/Sarajevo",
        words("Bosnia and Herzegovina", "Bosnie-Herzégovine", "Bosnia y Herzegovina", "البوسنة والهرسك"),
        2014,
    ),
    Place(
        "burkina-faso",
        "BF",
        AFRICA,
        ("fr",),
        "Africa/Ouagadougou",
        words("Burkina Faso", "Burkina Faso", "Burkina Faso", "بوركينا فاسو"),
        2016,
    ),
    Place(
        "cabo-verde",
        "CV",
        AFRICA,
        ("pt",),
        "Atlantic/Cape_Verde",
        words("Cabo Verde", "Cap-Vert", "Cabo Verde", "الرأس الأخضر"),
        2015,
    ),
    Place("colombia", "CO", AMERICAS, ("es",), "America/Bogota", words("Colombia", "Colombie", "Colombia", "كولومبيا")),
    Place(
        "costa-rica",
        "CR",
        AMERICAS,
        ("es",),
        "America/Costa_Rica",
        words("Costa Rica", "Costa Rica", "Costa Rica", "كوستاريكا"),
    ),
    Place("croatia", "HR", EUROPE, ("hr",), "Europe/Zagreb", words("Croatia", "Croatie", "Croacia", "كرواتيا")),
    Place("denmark", "DK", EUROPE, ("da",), "Europe/Copenhagen", words("Denmark", "Danemark", "Dinamarca", "الدنمارك")),
    Place(
        "finland", "FI", EUROPE, ("fi", "sv"), "Europe/Helsinki", words("Finland", "Finlande", "Finlandia", "فنلندا")
    ),
    Place("france", "FR", EUROPE, ("fr",), "Europe/Paris", words("France", "France", "Francia", "فرنسا"), 2014),
    Place(
        "germany", "DE", EUROPE, ("de",), "Europe/Berlin", words("Germany", "Allemagne", "Alemania", "ألمانيا"), 2016
    ),
    Place("ghana", "GH", AFRICA, ("en",), "Africa/Accra", words("Ghana", "Ghana", "Ghana", "غانا")),
    Place("israel", "IL", AFRICA, ("he", "ar"), "Asia/Jerusalem", words("Israel", "Israël", "Israel", "إسرائيل")),
    Place(
        "jamaica", "JM", AMERICAS, ("en",), "America/Jamaica", words("Jamaica", "Jamaïque", "Jamaica", "جامايكا"), 2016
    ),
    Place("latvia", "LV", EUROPE, ("lv",), "Europe/Riga", words("Latvia", "Lettonie", "Letonia", "لاتفيا")),
    Place("liberia", "LR", AFRICA, ("en",), "Africa/Monrovia", words("Liberia", "Liberia", "Liberia", "ليبيريا")),
    Place(
        "luxembourg",
        "LU",
        EUROPE,
        ("lb", "fr", "de"),
        "Europe/Luxembourg",
        words("Luxembourg", "Luxembourg", "Luxemburgo", "لوكسمبورغ"),
        2016,
    ),
    Place("malta", "MT", EUROPE, ("mt", "en"), "Europe/Malta", words("Malta", "Malte", "Malta", "مالطا")),
    Place(
        "montenegro",
        "ME",
        EUROPE,
        ("cnr",),
        "Europe/Podgorica",
        words("Montenegro", "Monténégro", "Montenegro", "الجبل الأسود"),
    ),
    Place("nigeria", "NG", AFRICA, ("en",), "Africa/Lagos", words("Nigeria", "Nigeria", "Nigeria", "نيجيريا"), 2016),
    Place(
        "pakistan", "PK", ASIA, ("ur", "en"), "Asia/Karachi", words("Pakistan", "Pakistan", "Pakistán", "باكستان"), 2016
    ),
    Place("panama", "PA", AMERICAS, ("es",), "America/Panama", words("Panama", "Panama", "Panamá", "بنما")),
    Place(
        "papua-new-guinea",
        "PG",
        ASIA,
        ("en", "tpi", "ho"),
        "Pacific/Port_Moresby",
        words("Papua New Guinea", "Papouasie-Nouvelle-Guinée", "Papúa Nueva Guinea", "بابوا غينيا الجديدة"),
        2015,
    ),
    Place("peru", "PE", AMERICAS, ("es", "qu", "ay"), "America/Lima", words("Peru", "Pérou", "Perú", "بيرو")),
    Place(
        "philippines",
        "PH",
        ASIA,
        ("fil", "en"),
        "Asia/Manila",
        words("Philippines", "Philippines", "Filipinas", "الفلبين"),
        2011,
    ),
    Place("spain", "ES", EUROPE, ("es",), "Europe/Madrid", words("Spain", "Espagne", "España", "إسبانيا")),
    Place(
        "tanzania",
        "TZ",
        AFRICA,
        ("sw", "en"),
        "Africa/Dar_es_Salaam",
        words("Tanzania", "Tanzanie", "Tanzania", "تنزانيا"),
    ),
    Place(
        "trinidad-and-tobago",
        "TT",
        AMERICAS,
        ("en",),
        "America/Port_of_Spain",
        words("Trinidad and Tobago", "Trinité-et-Tobago", "Trinidad y Tobago", "ترينيداد وتوباغو"),
    ),
    Place(
        "united-states",
        "US",
        AMERICAS,
        ("en",),
        "America/New_York",
        words("United States", "États-Unis", "Estados Unidos", "الولايات المتحدة"),
        2011,
    ),
)

LOCAL_GOVERNMENTS = (
    Place(
        "ontario",
        "CA-ON",
        AMERICAS,
        ("en", "fr"),
        "America/Toronto",
        words("Ontario", "Ontario", "Ontario", "أونتاريو"),
        2016,
        "local",
        "canada",
    ),
    Place(
        "buenos-aires",
        "AR-C",
        AMERICAS,
        ("es",),
        "America/Argentina/Buenos_Aires",
        words("Buenos Aires", "Buenos Aires", "Buenos Aires", "بوينس آيرس"),
        2016,
        "local",
        "argentina",
    ),
    Place(
        "paris",
        "FR-75",
        EUROPE,
        ("fr",),
        "Europe/Paris",
        words("Paris", "Paris", "París", "باريس"),
        2016,
        "local",
        "france",
    ),
    Place(
        "sekondi-takoradi",
        "",
        AFRICA,
        ("en",),
        "Africa/Accra",
        words("Sekondi-Takoradi", "Sekondi-Takoradi", "Sekondi-Takoradi", "سيكوندي تاكورادي"),
        2016,
        "local",
        "ghana",
    ),
)

ALL = COUNTRIES + LOCAL_GOVERNMENTS
