"""Whether a part that no reader has read is known, word for word, to say nothing of a claim.

"A sobering thought:", "We checked:" and "Dear colleagues," announce what comes. "A slump:", "Sales
boom;" and "Ten years later:" say more, whatever they say: a word that no table knows may change the
meaning of what stands behind it. The words are in grammar.yml and, with `lead_`, in reporting.yml.
"""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.codebook.cities import is_city
from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.beside.own_index import reported

KINDS = ("noun", "adjective", "adverb", "verb")
SIGNS = frozenset(",.:;!?–—-()'’\"“”…/")


def claims_nothing(words: Sequence[str], codebook: Codebook) -> bool:
    """Tell whether each word of a part is known to claim nothing, or all of them as a whole."""
    told = [word for word in words if word not in SIGNS]
    if _nothing(codebook).issuperset(word for word in told if len(word) > 1):
        return True
    said = " ".join(told).replace(" 's", "'s")
    return said in _wholes(codebook) or is_city(said, codebook.cities)


@once_per_codebook
def _nothing(codebook: Codebook) -> frozenset[str]:
    """Return the words that claim nothing of what they announce, in any company of their own."""
    known, grammar = reported(codebook), codebook.grammar
    judging = {word for kind in KINDS for word in grammar[f"comment_{kind}"]}
    told = judging | known["lead_word"] | known["officials"] | known["office"]
    return frozenset(told - known["lead_claiming"])


@once_per_codebook
def _wholes(codebook: Codebook) -> frozenset[str]:
    """Return what says nothing in just these words: "by the way", and the names of sources."""
    names = (name for one in codebook.sources.values() for name in (one.name, *one.names))
    known = reported(codebook)["lead_whole"] | frozenset(codebook.grammar["comment_whole"])
    return known | {name.casefold() for name in names}
