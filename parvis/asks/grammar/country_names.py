"""What the territory names of CLDR do not say: which are countries, other names, and names that mean something else too."""

# Members of the United Nations, its two observers, Kosovo, Taiwan: what a country tag may mean.
_COUNTRIES = """
AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR
CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL
IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN
MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG
SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WS XK YE ZA
ZM ZW
"""
COUNTRIES = frozenset(_COUNTRIES.split())

# Names in use that CLDR gives as variants or not at all: short, old, official, and the spellings of 2017.
OTHER_NAMES = {
    "AE": "UAE, Emirates, EAU, Émirats",
    "BA": "Bosnia, Bosnie, Bosnie Herzégovine, BiH",
    "BF": "Burkina, Haute-Volta",
    "BO": "Estado Plurinacional de Bolivia",
    "BY": "Belorussia, Biélorussie, Bielorrusia",
    "CD": "DRC, DR Congo, RDC, RD Congo, Zaire, Zaïre, Democratic Republic of the Congo, République démocratique du Congo",
    "CF": "RCA, Centrafrique, Central Africa Republic",
    "CG": "Republic of the Congo, République du Congo, Congo Brazza, República del Congo",
    "CI": "Ivory Coast, Costa de Marfil, Côte Ivoire, Cote d Ivoire, RCI",
    "CV": "Cabo Verde, Cape Verde, Cap-Vert",
    "CZ": "Czech Republic, République tchèque, República Checa",
    "DO": "Dominicana, Rép dominicaine, República Dominicana",
    "FM": "Micronesia, Micronésie",
    "GB": "UK, Britain, Great Britain, Grande-Bretagne, Gran Bretaña, England, Angleterre, Inglaterra",
    "GM": "The Gambia",
    "GN": "Guinea Conakry, Guinée Conakry",
    "GW": "Guinée Bissao",
    "IR": "Persia",
    "JM": "Jamaica, Jamaïque",
    "KG": "Kyrgyz Republic, République kirghize, República Kirguisa",
    "KR": "Republic of Korea, République de Corée, Corea",
    "LK": "Ceylon, SriLanka",
    "LR": "Libéria",
    "MD": "Republic of Moldova, République de Moldova",
    "MK": "Macedonia, Macédoine, FYROM",
    "MM": "Burma, Birmanie, Birmania, Myanmar",
    "NG": "Nigéria",
    "NL": "Holland, Hollande, Holanda, The Netherlands",
    "PG": "Papouasie, Papua Niugini",
    "PH": "The Philippines, Pilipinas, Las Filipinas",
    "PS": "Palestine, Palestina, فلسطين",
    "RU": "Russian Federation, Fédération de Russie, Federación Rusa",
    "SK": "Slovak Republic, République slovaque",
    "SV": "Salvador, El Salvador",
    "SZ": "Swaziland, Suazilandia",
    "TL": "East Timor, Timor oriental, Timor-Leste",
    "TR": "Turkiye, Turkey, Turquie",
    "TT": "Trinidad, Trinité et Tobago, Trinidad and Tobago, Trinidad Tobago, TandT",
    "TZ": "Tanzanie, United Republic of Tanzania",
    "US": "USA, United States of America, EEUU, EE UU, EUA, Estados Unidos de América, États-Unis d’Amérique",
    "VN": "Viet Nam",
}

# Names that mean more than one thing: a person decides. What they may mean comes with them, the likeliest first.
DOUBTFUL = {
    "GE": "Georgia, Géorgie",  # a state of the United States too
    "JO": "Jordan",  # a first name too
    "NE NG": "Niger, Níger",  # one letter from the next
    "NG NE": "Nigeria",
    "GN GQ GW": "Guinea, Guinée, Guiné, غينيا",
    "CD CG": "Congo, الكونغو",
    "TD": "Chad",  # a first name too
    "TR": "Turkey",  # a bird too
    "KR KP": "Korea, Corée, Corea, Coreia, كوريا",
    "DM DO": "Dominica, Dominique",
    "US": "America, Amérique, América, أمريكا",
}

# Codes of two letters that are words, languages or abbreviations: doubtful as tags.
_TWO = """
AD AE AL AM AR AS AT BE BY CA CO CV DE DJ DO ES ET FM FR GE HR ID IE IL IN IS IT LA LI LU MA MD ME MG ML MY NA NE NO
OM PA PE PS PT RU SA SE SI SO ST TD TO TV UN US VA
"""
DOUBTFUL_CODES_OF_TWO = frozenset(_TWO.split())
# Codes of three letters that are words or abbreviations.
_THREE = """
AGO AND ARE BEL BEN BOL CAN CHE COD COG COL COM DOM EST FIN GAB GIN GUY IRL JAM LIE LUX MAC MAR MCO MEX MUS NAM NER NOR
PAN PER PNG PRY SAU SEN SLE SOM SUR TUN TON TUR VIR
"""
DOUBTFUL_CODES_OF_THREE = frozenset(_THREE.split())
