from sousveil.extraction.turning import DEEDS, GROUP, MADE, Turn, _pattern


def parts(turn: Turn) -> set[str]:
    """Return the names of what is found, as the plain way asks for them."""
    asked = {found[1] for part in turn.plain if (found := GROUP.match(part))}
    return {"c" if name == "at_home" else name for name in asked} - {"home"}


def test_the_plain_way_asks_only_for_what_the_turn_finds() -> None:
    """Turns are compiled when they are tried, so a wrong one would be met by a reader first."""
    assert len(MADE) > 50 and DEEDS
    for turn in (*MADE, *DEEDS):
        assert parts(turn) <= set(_pattern(turn.said).groupindex), turn.said
        assert turn.signs, turn.said
