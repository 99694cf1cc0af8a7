# ruff: noqa: RUF001  the letters of three scripts look alike
"""The few words of our own that stand in the pictures, in the official languages of the European Union.

    words("de-AT").micro_credential          # 'Microcredential'
    capitals(words("el").micro_credential)   # 'ΜΙΚΡΟΔΙΑΠΙΣΤΕΥΤΗΡΙΟ'

What a micro-credential is called is the term of the language versions of the Council Recommendation of 16 June 2022 on a European
approach to micro-credentials (2022/C 243/02, https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32022H0627(02)), put in the singular; the other words
are our translations. Irish, whose term we could not confirm, and all other languages get English. Levels (EQF, QF-EHEA), credits
(ECTS), hours (h) and dates (ISO 8601) are written alike everywhere.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

_ACUTE = "\u0301"


class Words(NamedTuple):
    """The words of one language.

    Attributes:
        micro_credential: what the thing is.
        learner: before the name of the learner.
        awarding_body: before the name of the body that awarded.
        seal: before the name of the organisation that sealed.
        awarded: before the day of the award.
        issued: before the day of issue.
        level: before the level.
        workload: before credits and hours.
        note: that the picture proves nothing.
        decimal_sign: between a number and its decimals.
    """

    micro_credential: str
    learner: str
    awarding_body: str
    seal: str
    awarded: str
    issued: str
    level: str
    workload: str
    note: str
    decimal_sign: str = ","


def words(language: str) -> Words:
    """The words for a language tag; English where there are none."""
    return _WORDS.get(language.partition("-")[0].lower(), _ENGLISH)


def capitals(text: str) -> str:
    """In capital letters; Greek ones bear no accent."""
    bare = unicodedata.normalize("NFD", text)
    greek = any("GREEK" in unicodedata.name(letter, "") for letter in bare)
    return unicodedata.normalize("NFC", bare.replace(_ACUTE, "") if greek else bare).upper()


def number(amount: Decimal, spoken: Words) -> str:
    """A number as the language writes it, without needless zeros."""
    return f"{amount.normalize():f}".replace(".", spoken.decimal_sign)


_ENGLISH = Words(
    "Micro-credential",
    "Awarded to",
    "Awarded by",
    "Electronic seal",
    "Date of award",
    "Date of issue",
    "Level",
    "Workload",
    "This picture is not signed and proves nothing by itself: verify the credential.",
    ".",
)
_WORDS = {
    "en": _ENGLISH,
    "bg": Words(
        "Микроудостоверение",
        "Присъжда се на",
        "Присъжда се от",
        "Електронен печат",
        "Дата на присъждане",
        "Дата на издаване",
        "Ниво",
        "Учебна натовареност",
        "Това изображение не е подписано и само по себе си не доказва нищо: проверете удостоверението.",
    ),
    "cs": Words(
        "Mikrocertifikát",
        "Získává",
        "Uděluje",
        "Elektronická pečeť",
        "Datum udělení",
        "Datum vydání",
        "Úroveň",
        "Studijní zátěž",
        "Tento obrázek není podepsán a sám o sobě nic nedokazuje: ověřte certifikát.",
    ),
    "da": Words(
        "Mikroeksamensbevis",
        "Tildeles",
        "Tildeles af",
        "Elektronisk segl",
        "Tildelingsdato",
        "Udstedelsesdato",
        "Niveau",
        "Arbejdsbyrde",
        "Dette billede er ikke signeret og beviser intet i sig selv: kontrollér beviset.",
    ),
    "de": Words(
        "Microcredential",
        "Verliehen an",
        "Verliehen von",
        "Elektronisches Siegel",
        "Datum der Verleihung",
        "Ausstellungsdatum",
        "Niveau",
        "Arbeitsaufwand",
        "Dieses Bild ist nicht signiert und beweist für sich allein nichts: Prüfen Sie das Microcredential.",
    ),
    "el": Words(
        "Μικροδιαπιστευτήριο",
        "Απονέμεται σε",
        "Απονέμεται από",
        "Ηλεκτρονική σφραγίδα",
        "Ημερομηνία απονομής",
        "Ημερομηνία έκδοσης",
        "Επίπεδο",
        "Φόρτος εργασίας",
        "Η εικόνα αυτή δεν είναι υπογεγραμμένη και δεν αποδεικνύει τίποτα από μόνη της: επαληθεύστε το διαπιστευτήριο.",
    ),
    "es": Words(
        "Microcredencial",
        "Otorgada a",
        "Otorgada por",
        "Sello electrónico",
        "Fecha de concesión",
        "Fecha de expedición",
        "Nivel",
        "Carga de trabajo",
        "Esta imagen no está firmada y no prueba nada por sí sola: verifique la credencial.",
    ),
    "et": Words(
        "Mikrokvalifikatsioonitunnistus",
        "Saaja",
        "Väljaandja",
        "E-tempel",
        "Andmise kuupäev",
        "Väljastamise kuupäev",
        "Tase",
        "Töömaht",
        "See pilt ei ole allkirjastatud ega tõenda iseenesest midagi: kontrollige tunnistust.",
    ),
    "fi": Words(
        "Pieni osaamiskokonaisuus",
        "Saaja",
        "Myöntäjä",
        "Sähköinen leima",
        "Myöntämispäivä",
        "Antopäivä",
        "Taso",
        "Työmäärä",
        "Tätä kuvaa ei ole allekirjoitettu, eikä se yksin todista mitään: tarkista todistus.",
    ),
    "fr": Words(
        "Microcertification",
        "Décernée à",
        "Décernée par",
        "Cachet électronique",
        "Date d’attribution",
        "Date de délivrance",
        "Niveau",
        "Charge de travail",
        "Cette image n’est pas signée et ne prouve rien à elle seule\u00a0: vérifiez la microcertification.",
    ),
    "hr": Words(
        "Mikrokvalifikacija",
        "Dobiva",
        "Dodjeljuje",
        "Elektronički pečat",
        "Datum dodjele",
        "Datum izdavanja",
        "Razina",
        "Radno opterećenje",
        "Ova slika nije potpisana i sama po sebi ništa ne dokazuje: provjerite mikrokvalifikaciju.",
    ),
    "hu": Words(
        "Mikrotanúsítvány",
        "Birtokos",
        "Odaítélő",
        "Elektronikus bélyegző",
        "Odaítélés dátuma",
        "Kiállítás dátuma",
        "Szint",
        "Munkaterhelés",
        "Ez a kép nincs aláírva, és önmagában semmit sem bizonyít: ellenőrizze a tanúsítványt.",
    ),
    "it": Words(
        "Microcredenziale",
        "Conferita a",
        "Conferita da",
        "Sigillo elettronico",
        "Data di conferimento",
        "Data di rilascio",
        "Livello",
        "Carico di lavoro",
        "Questa immagine non è firmata e da sola non prova nulla: verificare la credenziale.",
    ),
    "lt": Words(
        "Mikrokredencialas",
        "Gavėjas",
        "Suteikianti įstaiga",
        "Elektroninis spaudas",
        "Suteikimo data",
        "Išdavimo data",
        "Lygis",
        "Darbo krūvis",
        "Šis paveikslėlis nepasirašytas ir pats savaime nieko neįrodo: patikrinkite mikrokredencialą.",
    ),
    "lv": Words(
        "Mikroapliecinājums",
        "Saņēmējs",
        "Piešķīrējs",
        "Elektroniskais zīmogs",
        "Piešķiršanas datums",
        "Izdošanas datums",
        "Līmenis",
        "Darba apjoms",
        "Šis attēls nav parakstīts un pats par sevi neko nepierāda: pārbaudiet apliecinājumu.",
    ),
    "mt": Words(
        "Mikrokredenzjali",
        "Mogħtija lil",
        "Mogħtija minn",
        "Siġill elettroniku",
        "Data tal-għoti",
        "Data tal-ħruġ",
        "Livell",
        "Ammont ta’ xogħol",
        "Din l-istampa mhijiex iffirmata u waħedha ma tipprova xejn: ivverifika l-kredenzjali.",
        ".",
    ),
    "nl": Words(
        "Microcredential",
        "Toegekend aan",
        "Toegekend door",
        "Elektronisch zegel",
        "Datum van toekenning",
        "Datum van afgifte",
        "Niveau",
        "Studielast",
        "Deze afbeelding is niet ondertekend en bewijst op zichzelf niets: controleer de microcredential.",
    ),
    "pl": Words(
        "Mikropoświadczenie",
        "Otrzymuje",
        "Przyznaje",
        "Pieczęć elektroniczna",
        "Data przyznania",
        "Data wydania",
        "Poziom",
        "Nakład pracy",
        "Ten obraz nie jest podpisany i sam niczego nie dowodzi: należy zweryfikować poświadczenie.",
    ),
    "pt": Words(
        "Microcredencial",
        "Atribuída a",
        "Atribuída por",
        "Selo eletrónico",
        "Data de atribuição",
        "Data de emissão",
        "Nível",
        "Carga de trabalho",
        "Esta imagem não está assinada e, por si só, nada prova: verifique a credencial.",
    ),
    "ro": Words(
        "Microcertificat",
        "Titular",
        "Acordat de",
        "Sigiliu electronic",
        "Data acordării",
        "Data emiterii",
        "Nivel",
        "Volum de muncă",
        "Această imagine nu este semnată și nu dovedește nimic prin ea însăși: verificați certificatul.",
    ),
    "sk": Words(
        "Mikrocertifikát",
        "Získava",
        "Udeľuje",
        "Elektronická pečať",
        "Dátum udelenia",
        "Dátum vydania",
        "Úroveň",
        "Študijná záťaž",
        "Tento obrázok nie je podpísaný a sám osebe nič nedokazuje: overte certifikát.",
    ),
    "sl": Words(
        "Mikrodokazilo",
        "Prejme",
        "Podeljuje",
        "Elektronski žig",
        "Datum podelitve",
        "Datum izdaje",
        "Raven",
        "Obremenitev",
        "Ta slika ni podpisana in sama po sebi ničesar ne dokazuje: preverite dokazilo.",
    ),
    "sv": Words(
        "Mikromerit",
        "Tilldelas",
        "Tilldelas av",
        "Elektronisk stämpel",
        "Tilldelningsdatum",
        "Utfärdandedatum",
        "Nivå",
        "Omfattning",
        "Den här bilden är inte signerad och bevisar ingenting i sig: kontrollera meriten.",
    ),
}
