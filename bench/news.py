"""Plain news that has nothing to do with surveillance, made from frames with a fixed seed."""

from __future__ import annotations

import random
import re
from pathlib import Path

FRAMES = Path(__file__).with_name("news_frames.txt")
SLOT = re.compile(r"\{([a-z]+)2?\}")
WORDS = {
    "person": """
        Maria Keller; Tomas Lindqvist; Aoife Brennan; Samuel Adeyemi; Ines Carvalho; Pavel
        Novotny; Grace Wanjiru; Hiroshi Tanabe; Leila Haddad; Jonas Weber; Katarzyna
        Zielinska; Daniel Osei; Marta Ruiz; Viktor Petrov; Anna Soler; Peter Hallgren; Nadia
        Rahman; Luca Ferri; Emily Hart; George Matthews; Sofia Lindgren; Omar Nasser; Julie
        Marchand
    """,
    "surname": """
        Keller; Lindqvist; Brennan; Adeyemi; Carvalho; Novotny; Wanjiru; Tanabe; Haddad;
        Weber; Osei; Hallgren
    """,
    "city": """
        Vienna; Lyon; Porto; Nairobi; Bergen; Kyoto; Quito; Accra; Leeds; Tampere; Ghent;
        Seville; Lima; Hobart; Gdansk; Graz; Bologna; Turku; Kumasi; Malmo; Windhoek;
        Montevideo; Basel; Chiang Mai; Galway; Ljubljana; Tartu; Valencia
    """,
    "country": """
        Norway; Ghana; Peru; Portugal; Japan; Kenya; Austria; New Zealand; Uruguay; Ireland;
        Morocco; Vietnam; Iceland; Italy; Canada; Senegal; Estonia; Chile; Greece; Finland;
        Botswana; Belgium; the Netherlands; Slovenia
    """,
    "demonym": """
        Norwegian; Ghanaian; Peruvian; Portuguese; Japanese; Kenyan; Austrian; Irish;
        Moroccan; Italian; Canadian; Finnish
    """,
    "river": "Danube; Rhine; Douro; Thames; Volta; Aare; Shannon; Vistula",
    "team": """
        Harbour United; Northfield Rovers; Sporting Bellavista; the Kestrels; Racing Altona;
        the Blue Herons; Athletic Marina; Eastbrook Town; the Lighthousemen; Olympic Vale
    """,
    "firm": """
        Brennick Foods; Alpenmilch; Castellan Paper; Northwind Shipping; Oda Furniture;
        Tidewater Salt; Merrow Textiles; Lund and Sons; Pellegrini Pasta; Greyfield Cement
    """,
    "paper": """
        the Evening Courier; the Harbour Gazette; La Settimana; the Northern Star; the
        Valley Herald
    """,
    "street": "Station Road; Church Lane; Mill Street; Market Square; Rosengasse; Calle Mayor",
    "crop": "barley; olives; apples; coffee; potatoes; rye; onions; hops",
    "dish": "fish soup; dumplings; rhubarb cake; lentil stew; goat cheese; plum jam",
    "animal": "goose; seal; stork; lynx; beaver; heron; otter",
    "month": """
        January; February; March; April; May; June; July; August; September; October;
        November; December
    """,
    "weekday": "Monday; Tuesday; Wednesday; Thursday; Friday; Saturday; Sunday",
    "n": "two; three; four; five; six; seven; eight; nine; ten",
    "ordinal": "third; fourth; fifth; sixth; ninth; tenth",
}
LISTS = {
    slot: tuple(" ".join(word.split()) for word in words.split(";"))
    for slot, words in WORDS.items()
}


def frames() -> tuple[str, ...]:
    """Return the frames of news_frames.txt, without its comments."""
    lines = FRAMES.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def sentence(frame: str, chance: random.Random) -> str:
    """Fill the slots of a frame; the first letter becomes a capital."""
    made = SLOT.sub(lambda match: word(match[1], chance), frame)
    return made[0].upper() + made[1:]


def word(slot: str, chance: random.Random) -> str:
    """Return a filling of a slot: from its list, or a number of its size."""
    match slot:
        case "small":
            return str(chance.randint(11, 79))
        case "num":
            return str(chance.randint(80, 950))
        case "big":
            return f"{chance.randint(1, 90)},{chance.randint(0, 999):03d}"
        case "pct":
            return f"{chance.randint(1, 40)}.{chance.randint(0, 9)}"
        case "year":
            return str(chance.randint(1952, 2023))
        case "score":
            return f"{chance.randint(1, 5)}-{chance.randint(0, 4)}"
        case "money":
            sign, scale = chance.choice("$€£"), chance.choice(("million", "million", "billion"))
            return f"{sign}{chance.randint(1, 60)}.{chance.randint(1, 9)} {scale}"
        case _:
            return chance.choice(LISTS[slot])
