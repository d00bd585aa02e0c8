"""French, Spanish and Portuguese are read by the same event frames as English."""

from __future__ import annotations

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.events import cutting, lexicon, romance, sums
from sousveil.extraction.events.words import read_words
from sousveil.extraction.running import claims
from sousveil.model.claim import Claim, Count, Finance, Membership, Ownership, Supply, Use
from sousveil.model.source import Text


@pytest.fixture(scope="module")
def book() -> Codebook:
    """Return the codebook from its sources."""
    return load_packaged()


def read(text: str, language: str, book: Codebook) -> tuple[Claim, ...]:
    """Return the claims of a text."""
    return claims(Text(id="", snapshot="", content=text, reader=""), book, language)


def told(claim: Claim) -> str:
    """Return a claim in a few words."""
    match claim.content:
        case Supply() as it:
            words = ["supply", it.supplier, it.recipient, claim.polarity, it.modality]
        case Use() as it:
            words = ["use", it.user, it.technology, claim.polarity, it.modality]
        case Finance() as it:
            words = ["finance", it.financier, it.recipient, claim.polarity, it.modality]
        case Membership() as it:
            words = ["member", it.country, it.organisation, claim.polarity]
        case Ownership() as it:
            words = ["owns", it.owner, it.owned, claim.polarity]
        case Count() as it:
            row = it.figure.having[0]
            words = ["count", f"{row.supplier or row.origin}", f"{row.technology}", f"{it.value:g}"]
        case _:
            words = []
    return " ".join(words)


# ---- forms ----


@pytest.mark.parametrize(
    ("language", "head", "form", "kind"),
    [
        ("fr", "acheter", "achète", "third"),
        ("fr", "acheter", "achètera", "future"),
        ("fr", "acheter", "achetées", "participle"),
        ("fr", "annoncer", "annonça", "past"),
        ("fr", "engager", "engageait", "past"),
        ("fr", "appeler", "appellent", "third"),
        ("fr", "déployer", "déploient", "third"),
        ("fr", "gérer", "gère", "third"),
        ("fr", "choisir", "choisissent", "third"),
        ("fr", "vendre", "vendrait", "would"),
        ("es", "negar/nieg", "niega", "third"),
        ("es", "pedir/pid/pid", "pidió", "past"),
        ("es", "utilizar", "utilice", "third"),
        ("es", "indicar", "indique", "third"),
        ("es", "pagar", "pague", "third"),
        ("es", "comprar", "comprará", "future"),
        ("es", "vender", "venderles", "base"),
        ("es", "escribir+escrito", "escritas", "participle"),
        ("pt", "comprar", "compraram", "past"),
        ("pt", "comprar", "comprará", "future"),
        ("pt", "vender", "vendê", "base"),
        ("pt", "instalar", "instaladas", "participle"),
        ("pt", "alcançar", "alcance", "third"),
        ("pt", "testar", "testando", "ing"),
    ],
)
def test_regular_forms(language: str, head: str, form: str, kind: str) -> None:
    assert (form, kind) in set(romance.inflect(head, language))


@pytest.mark.parametrize(
    ("language", "head", "form", "kind"),
    [
        ("fr", "fournir", "fourni", "participle"),
        ("fr", "obtenir", "obtiendra", "future"),
        ("fr", "démentir", "dément", "third"),
        ("fr", "installer", "installe", "third"),
        ("fr", "construire", "construit", "third"),
        ("fr", "prévoir", "prévoit", "third"),
        ("es", "desmentir", "desmintió", "past"),
        ("es", "construir", "construyeron", "past"),
        ("es", "obtener", "obtuvo", "past"),
        ("es", "acordar/acuerd", "acuerda", "third"),
        ("pt", "fornecer", "forneceu", "past"),
        ("pt", "obter", "obtêm", "third"),
        ("pt", "servir", "servem", "third"),
        ("pt", "construir", "constrói", "third"),
        ("pt", "propor", "proposta", "participle"),
    ],
)
def test_irregular_forms_are_data(
    language: str, head: str, form: str, kind: str, book: Codebook
) -> None:
    known = romance.models(book.languages[language]["conjugation"])
    assert (form, kind) in set(romance.inflect(head, language, known))


def test_a_whole_row_stands_for_its_verb_alone(book: Codebook) -> None:
    known = romance.models(book.languages["fr"]["conjugation"])
    assert "instva" not in dict(romance.inflect("installer", "fr", known))
    assert ("va", "third") in set(romance.inflect("aller", "fr", known))


@pytest.mark.parametrize(
    ("language", "masculine", "forms"),
    [
        ("fr", "kényan", "kényan kényane kényans kényanes"),
        ("fr", "ivoirien", "ivoirien ivoirienne ivoiriens ivoiriennes"),
        ("fr", "chinois", "chinois chinoise chinoises"),
        ("es", "chino", "chino china chinos chinas"),
        ("es", "francés", "francés francesa franceses francesas"),
        ("es", "iraní", "iraní iraníes"),
        ("pt", "português", "português portuguesa portugueses portuguesas"),
        ("pt", "letão", "letão letã letões letãs"),
        ("pt", "europeu", "europeu europeia europeus europeias"),
    ],
)
def test_genders_and_numbers(language: str, masculine: str, forms: str) -> None:
    assert set(forms.split()) == set(romance.genders(masculine, language))


@pytest.mark.parametrize(
    ("language", "phrase", "words"),
    [
        ("fr", "l’armée du Tchad", "le armée de le tchad"),
        ("fr", "qu'aux 1 200 caméras", "que à les 1 200 caméras"),
        ("fr", "aujourd'hui, jure-t-on", "aujourd'hui , jure"),
        ("es", "del alcalde al Perú", "de el alcalde a el perú"),
        ("pt", "pela Huawei à polícia no Brasil", "por a huawei a a polícia em o brasil"),
        ("pt", "instalou-se", "se instalou"),
    ],
)
def test_words_are_cut(language: str, phrase: str, words: str) -> None:
    assert " ".join(cutting.tokens(phrase, language)) == words


# ---- sentences ----

FRENCH = [
    (
        "Huawei a fourni 300 caméras de vidéosurveillance au Cameroun en 2019.",
        "supply huawei CMR asserted deployed",
    ),
    (
        "La police kényane utilise un logiciel de reconnaissance faciale fourni par NEC.",
        "supply nec KEN asserted deployed",
    ),
    (
        "Le Maroc nie avoir acheté le logiciel espion Pegasus à NSO Group.",
        "supply nso-group MAR negated deployed",
    ),
    ("L'Ouganda n'a jamais acquis de drones auprès de DJI.", "supply dji UGA negated deployed"),
    (
        "« Nous n'avons jamais vendu de drones à l'Angola », assure DJI.",
        "supply dji AGO negated deployed",
    ),
    (
        "Aucune preuve n'indique que Huawei ait vendu des caméras au Niger.",
        "supply huawei NER negated deployed",
    ),
    (
        "La société israélienne Cellebrite a refusé de vendre ses outils d'extraction au Soudan.",
        "supply cellebrite SDN negated deployed",
    ),
    (
        "Le gouvernement sénégalais prévoit d'installer des caméras de Hikvision à Dakar.",
        "supply hikvision SEN asserted planned",
    ),
    ("Le Tchad va acheter des drones turcs à Baykar.", "supply baykar TCD asserted planned"),
    (
        "Nairobi a annulé le contrat de vidéosurveillance signé avec Huawei.",
        "supply huawei KEN asserted ended",
    ),
    ("Madagascar ne recourt plus aux drones de DJI.", "supply dji MDG asserted ended"),
    (
        "Les autorités serbes testent des caméras à reconnaissance faciale de Huawei à Belgrade.",
        "supply huawei SRB asserted trial",
    ),
    (
        "Le Burkina Faso a commandé six drones Bayraktar à Baykar, selon le ministère.",
        "supply baykar BFA asserted contracted",
    ),
    (
        "L'Exim Bank de Chine prêtera 80 millions de dollars à la Zambie pour des caméras.",
        "finance china-eximbank ZMB asserted planned",
    ),
    ("L'Italie s'est retirée des nouvelles routes de la soie en 2023.", "member ITA bri negated"),
    (
        "Hikvision détient 60 % de la société française Videolan.",
        "owns hikvision videolan asserted",
    ),
    (
        "Au moins 63 pays utilisent des technologies de surveillance chinoises.",
        "count CHN ai_surveillance 63",
    ),
    ("Dahua a perdu l'appel d'offres pour les caméras de Tunis.", ""),
    ("Le ministère a acheté des voitures à Toyota.", ""),
]
SPANISH = [
    (
        "Huawei suministró 500 cámaras de videovigilancia a la policía de Bolivia en 2018.",
        "supply huawei BOL asserted deployed",
    ),
    (
        "La policía ecuatoriana utiliza un sistema de reconocimiento facial de la china Dahua.",
        "supply dahua ECU asserted deployed",
    ),
    (
        "El Gobierno de El Salvador negó haber comprado el programa espía Pegasus a NSO Group.",
        "supply nso-group SLV negated deployed",
    ),
    (
        "El ministro negó que el Ejército utilice el software espía de NSO Group en Guatemala.",
        "supply nso-group GTM negated deployed",
    ),
    (
        "«Nunca hemos vendido Pegasus a Honduras», aseguró NSO Group.",
        "supply nso-group HND negated deployed",
    ),
    (
        "No hay pruebas de que Huawei haya vendido cámaras a Honduras.",
        "supply huawei HND negated deployed",
    ),
    (
        "La alcaldía de Bogotá planea instalar cámaras de Hikvision en 2026.",
        "supply hikvision COL asserted planned",
    ),
    ("Perú comprará drones a la israelí Elbit Systems.", "supply elbit PER asserted planned"),
    (
        "México canceló el contrato con NSO Group para el uso de Pegasus.",
        "supply nso-group MEX asserted ended",
    ),
    (
        "La Policía Nacional de Paraguay prueba cámaras corporales de Axon.",
        "supply axon PRY asserted trial",
    ),
    (
        "El contrato fue adjudicado a Thales por el Ministerio del Interior de Chile para un "
        "sistema de videovigilancia.",
        "supply thales CHL asserted contracted",
    ),
    (
        "Se instalaron 200 cámaras de Dahua en Santiago de Chile.",
        "supply dahua CHL asserted deployed",
    ),
    (
        "Las autoridades de Chihuahua contrataron a Seguritech para instalar cámaras.",
        "supply seguritech MEX asserted contracted",
    ),
    (
        "El Banco de Desarrollo de China prestó 240 millones de dólares a Ecuador para el ECU 911.",
        "finance china-development-bank ECU asserted deployed",
    ),
    (
        "La República Dominicana se sumó a la Iniciativa de la Franja y la Ruta.",
        "member DOM bri asserted",
    ),
    (
        "Huawei suministra tecnología de vigilancia a más de 50 países.",
        "count huawei ai_surveillance 50",
    ),
    ("Dahua perdió la licitación de las cámaras de Montevideo.", ""),
    ("Huawei construyó la red 5G de Chile.", ""),
]
PORTUGUESE = [
    (
        "A Huawei forneceu 500 câmaras de videovigilância à polícia de Angola em 2019.",
        "supply huawei AGO asserted deployed",
    ),
    (
        "O Exército brasileiro comprou da americana Axon 300 câmeras corporais.",
        "supply axon BRA asserted deployed",
    ),
    (
        "Fornecidas pela Dahua, as câmeras foram instaladas em Fortaleza em 2021.",
        "supply dahua BRA asserted deployed",
    ),
    (
        "O Governo de Moçambique negou ter comprado o programa espião Pegasus à NSO Group.",
        "supply nso-group MOZ negated deployed",
    ),
    ("A ZTE não vendeu sistemas de vigilância à Guiné-Bissau.", "supply zte GNB negated deployed"),
    ("“Não vendemos drones a Angola”, garantiu a DJI.", "supply dji AGO negated deployed"),
    (
        "A empresa israelita Cellebrite recusou vender os seus equipamentos a Moçambique.",
        "supply cellebrite MOZ negated deployed",
    ),
    (
        "A prefeitura de São Paulo planeja instalar câmeras da Hikvision em 2026.",
        "supply hikvision BRA asserted planned",
    ),
    ("Portugal vai comprar drones à Elbit Systems.", "supply elbit PRT asserted planned"),
    (
        "O Brasil cancelou o contrato com a Cognyte para o sistema de interceptação.",
        "supply cognyte BRA asserted ended",
    ),
    (
        "O prefeito anunciou que Curitiba deixará de usar as câmeras da Hikvision.",
        "supply hikvision BRA asserted ended",
    ),
    ("A polícia de Maputo testa câmaras corporais da Axon.", "supply axon MOZ asserted trial"),
    (
        "Segundo o Expresso, Cabo Verde assinou um acordo com a Huawei para uma cidade segura.",
        "supply huawei CPV asserted contracted",
    ),
    ("Instalaram-se 200 câmaras da Dahua em Lisboa.", "supply dahua PRT asserted deployed"),
    (
        "O Eximbank da China emprestou 100 milhões de dólares a Cabo Verde para câmaras.",
        "finance china-eximbank CPV asserted deployed",
    ),
    ("A Hikvision detém 51% da empresa brasileira Intelbras.", "owns hikvision intelbras asserted"),
    ("A Dahua perdeu o concurso para as câmaras de Lisboa.", ""),
    ("A Huawei construiu a rede 5G de Portugal.", ""),
]
SENTENCES = [
    *(("fr", *row) for row in FRENCH),
    *(("es", *row) for row in SPANISH),
    *(("pt", *row) for row in PORTUGUESE),
]


@pytest.mark.parametrize(("language", "text", "wanted"), SENTENCES)
def test_sentences(language: str, text: str, wanted: str, book: Codebook) -> None:
    found = read(text, language, book)
    assert [told(claim) for claim in found] == ([wanted] if wanted else [])
    for claim in found:
        assert claim.quote == text
        for _, mention in claim.mentions:
            assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fr", "C'est Idemia qui a vendu des drones au Kenya.", "supply idemia KEN"),
        ("fr", "Sur 44 pays étudiés, 17 utilisent des logiciels espions.", "count None spyware 17"),
        ("fr", "Lomé fait partie des nouvelles routes de la soie.", "member TGO bri asserted"),
        ("es", "Veintidós países africanos compraron cámaras chinas.", "count CHN"),
        ("es", "India sigue sin unirse a la Franja y la Ruta.", "member IND bri negated"),
        ("pt", "O Brasil continua fora da Iniciativa Cinturão e Rota.", "member BRA bri negated"),
        ("pt", "No Irã, a Huawei instalou câmeras de segurança.", "supply huawei IRN"),
    ],
)
def test_turns_of_phrase(language: str, text: str, wanted: str, book: Codebook) -> None:
    (claim,) = read(text, language, book)
    assert told(claim).startswith(wanted)


@pytest.mark.parametrize(
    ("language", "text", "form", "unlisted"),
    [
        ("fr", "Des voisins qui zigouillent les caméras", "third", "zigouillent"),
        ("es", "La empresa zarandeó las cámaras", "past", "zarandeó"),
        ("pt", "A empresa chacoalhou as câmeras", "past", "chacoalhou"),
    ],
)
def test_verbs_that_nobody_has_listed(
    language: str, text: str, form: str, unlisted: str, book: Codebook
) -> None:
    words = read_words(text, 0, len(text), lexicon.build(book, language))
    (verb,) = (w for w in words if w.text == unlisted and w.tag == "V")
    assert form in verb.verbs[0].forms


def test_neither_nor_denies_both(book: Codebook) -> None:
    for language, text, place in (
        ("fr", "Ni Huawei ni ZTE n'ont fourni de caméras au Gabon.", "GAB"),
        ("es", "Ni Huawei ni ZTE vendieron cámaras a Costa Rica.", "CRI"),
        ("pt", "Nem a Huawei nem a ZTE venderam câmaras a Portugal.", "PRT"),
    ):
        wanted = {f"supply {one} {place} negated deployed" for one in ("huawei", "zte")}
        assert {told(claim) for claim in read(text, language, book)} == wanted


def test_the_words_of_a_claim_stay_verbatim(book: Codebook) -> None:
    text = "Le gouvernement ougandais a acheté à Huawei 3 200 caméras, selon la police kényane."
    (claim,) = read(text, "fr", book)
    assert claim.attribution == ("la police kényane",)
    assert dict(claim.mentions)["agency"].text == "gouvernement ougandais"
    assert claim.quantity is not None
    assert claim.quantity.value == 3200


def test_no_claims_of_english_words_in_another_language(book: Codebook) -> None:
    assert read("", "fr", book) == ()
    assert read("¿Debería España comprar cámaras a Huawei?", "es", book) == ()


# ---- sums ----


@pytest.mark.parametrize(
    ("language", "text", "value", "name", "bound"),
    [
        ("fr", "un prêt de 50 millions de dollars", 50e6, "dollars", "exact"),
        ("fr", "environ 18 milliards de francs CFA", 18e9, "francs cfa", "approx"),
        ("fr", "plus de 1 200 000 euros", 1.2e6, "euros", "min"),
        ("es", "por US$ 3,5 millones", 3.5e6, "us$", "exact"),
        ("es", "1.250 mil millones de pesos", 1250e9, "pesos", "exact"),
        ("es", "hasta 2.000.000 de euros", 2e6, "euros", "max"),
        ("pt", "R$ 5,7 milhões", 5.7e6, "r$", "exact"),
        ("pt", "cerca de 1 bilhão de ienes", 1e9, "yen", "approx"),
    ],
)
def test_sums(language: str, text: str, value: float, name: str, bound: str) -> None:
    (found,) = sums.sums(text, 0, len(text), language)
    assert (found.value, found.name, found.bound) == (value, name, bound)


def test_cfa_francs_are_of_two_zones() -> None:
    assert sums.code("francs cfa", "SEN") == "XOF"
    assert sums.code("francs cfa", "CMR") == "XAF"
    assert sums.code("francs cfa", "FRA") is None
