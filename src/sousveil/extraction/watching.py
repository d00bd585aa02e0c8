"""Turns of phrase that tell a technology by what is done with it: "let algorithms read posts".

Rows as in `turns.py`; here words are looked at as they stand, names and numbers, too. Words behind
the deed stay, so that "of the opposition" still limits what is said.
"""

from __future__ import annotations

AI = (
    r"(?:(?:the )?(?:help|aid) of )?(?:an? )?(?:ai|artificial intelligence|algorithms?|machines?"
    r"|machine learning|smart software|automated tools|ai tools|ai software|clever software"
    r"|learning machines|intelligent software)"
)
MEDIA = (
    r"(?:social (?:media|networks?|networking sites|platforms)"
    r"(?: posts| platforms| sites| accounts| traffic| chatter)?"
    r"|what (?:(?:their|its|the|ordinary|own) )*(?:people|citizens|users|population|residents"
    r"|subjects|they) (?:posts?|writes?|says?|shares?)"
    r" on(?:line| social media| social networks| the (?:web|internet|net)))"
)
WATCH = (
    r"(?:watch(?:es)?|monitors?|combs?(?: through)?|scans?|screens?|trawls?(?: through)?"
    r"|sifts?(?: through)?|follows?|reads?|tracks?|mines?|scours?|polices?|patrols?|analy[sz]es?"
    r"|sweeps?|surveils?|goe?s? through|looks? through|sp(?:y|ies) on|snoops? (?:on|through)"
    r"|observes?|keeps? (?:an eye|tabs|watch|a close eye|a watchful eye|a close watch) (?:on|over))"
)
WATCHED = (
    r"(?:watched(?: over)?|monitored|combed(?: through)?|scanned|screened|trawled"
    r"|sifted(?: through)?|followed|tracked|mined|scoured|policed|patrolled"
    r"|analy[sz]ed|swept|surveilled|observed|read"
    r"|kept under (?:watch|surveillance|observation))"
)
BY = r"(?:with|using|by|via|through|by means of)"
IS = r"(?:is|are|was|were|is being|are being)"
MEDIA_WATCHED = "social media surveillance"

WATCHING: tuple[tuple[str, str, str], ...] = (
    (
        "let lets",
        rf"lets? {AI} (?:{WATCH}|loose (?:on|upon)|run over|go over) {MEDIA}",
        f"use {MEDIA_WATCHED}",
    ),
    ("social online", rf"{WATCH} {MEDIA} {BY} {AI}", f"use {MEDIA_WATCHED}"),
    (
        "social online",
        rf"(?:use|uses|employs?|deploys?) {AI} to {WATCH} {MEDIA}",
        f"use {MEDIA_WATCHED}",
    ),
    (
        "social online",
        rf"{MEDIA} {IS} {WATCHED} {BY} {AI} (?P<in>in|by)",
        f"{MEDIA_WATCHED} is used {{in}}",
    ),
    (
        "social online",
        rf"{AI} {IS} (?:used|employed|deployed|at work) to {WATCH} {MEDIA} (?P<in>in|by)",
        f"{MEDIA_WATCHED} is used {{in}}",
    ),
    (
        "subject subjects",
        rf"subjects? {MEDIA} to (?:automated|automatic|ai|algorithmic|machine|ai - powered) "
        r"(?:surveillance|monitoring|scrutiny|screening|observation)",
        f"use {MEDIA_WATCHED}",
    ),
    (
        "eye eyes",
        rf"keeps? (?:an? )?(?:automated|automatic|ai|electronic|algorithmic|artificial|machine)"
        rf" eyes? on {MEDIA}",
        f"use {MEDIA_WATCHED}",
    ),
    (
        "let lets",
        r"lets? (?:their |its )?cameras (?:tell|know|find out|work out|see) who (?:you|people|they)"
        r" are",
        "use facial recognition",
    ),
    (
        "let lets",
        r"lets? (?:their |its )?(?:cameras|machines|computers|algorithms) recogni[sz]e "
        r"(?:faces|people 's faces|people by their faces)",
        "use facial recognition",
    ),
)
