"""Made-up corpora of texts, of which we know what is true."""

import numpy as np

from parvis.analysis.engine.embedding import CorpusLsa, Sentences, hybrid, unit
from parvis.analysis.engine.texts import Text, texts_of

ABOUT = {
    "parks": {
        "en": "parks trees benches playgrounds gardens shade lawns fountains birds paths flowers ponds",
        "fr": "parcs arbres bancs jardins ombre pelouses fontaines oiseaux sentiers fleurs étangs aires",
    },
    "contracts": {
        "en": "contracts tenders suppliers bids procurement invoices awards amendments prices vendors deals audits",
        "fr": "contrats marchés fournisseurs offres factures avenants prix attributions achats devis audits appels",
    },
    "schools": {
        "en": "schools teachers pupils lessons classrooms textbooks exams homework libraries canteens buses grades",
        "fr": "écoles enseignants élèves leçons classes manuels examens devoirs bibliothèques cantines notes cars",
    },
    "buses": {
        "en": "timetables drivers stops routes tickets fares trams delays platforms passengers wheelchairs seats",
        "fr": "horaires chauffeurs arrêts lignes billets tarifs trams retards quais passagers fauteuils places",
    },
    "bees": {
        "en": "bees hives honey pesticides pollen beekeepers meadows swarms wax colonies queens nectar",
        "fr": "abeilles ruches miel pesticides pollen apiculteurs prairies essaims cire colonies reines nectar",
    },
}
SAYING = {
    "en": "We would like more {} and better {} near us. The city should care for {} and {} this year.",
    "fr": "Nous voudrions plus de {} et de meilleurs {} chez nous. La ville devrait soigner {} et {} cette année.",
}


def corpus(sizes, languages=("en",), seed=3):
    """Return texts with so many about each subject, in turns of the languages, and the subject of each by id."""
    draw = np.random.default_rng(seed)
    rows, about = [], {}
    for subject, size in sizes.items():
        for number in range(size):
            language = languages[number % len(languages)]
            words = draw.choice(ABOUT[subject][language].split(), 4, replace=False)
            name = f"{subject}-{number}"
            rows.append(Text(name, SAYING[language].format(*words), language))
            about[name] = subject
    return texts_of(rows), about


def vectors_of(texts, *, model=False):
    """Return the vectors of texts: the hybrid, or what the corpus alone tells."""
    pieces = CorpusLsa().embed(texts.words)
    if model:
        return hybrid(Sentences().embed(texts.words), pieces, [text.language for text in texts.each])
    return unit(pieces - pieces.mean(axis=0))
