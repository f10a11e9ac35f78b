"""Which legal form a company name ends (or begins) with, as one word for all its spellings, so that two of them can be compared."""

from collections.abc import Sequence

#: Word for a form: its spellings, folded, without dots and other marks.
_SPELLINGS: dict[str, str] = {
    "gmbh_co_kg": "gmbh co kg | gmbh cokg | gmbh u co kg | gmbh und co kg | gesellschaft mit beschrankter haftung co kg",
    "gmbh": "gmbh | g m b h | mbh | gesellschaft mit beschrankter haftung | gesellschaft mbh | gesmbh | ges m b h | ges mbh",
    "ggmbh": "ggmbh | gemeinnutzige gmbh",
    "ug": "ug haftungsbeschrankt | ug | unternehmergesellschaft haftungsbeschrankt | unternehmergesellschaft",
    "ag": "ag | aktiengesellschaft | a g",
    "kg": "kg | kommanditgesellschaft | k g",
    "ag_co_kg": "ag co kg",
    "kgaa": "kgaa | gmbh co kgaa | se co kgaa",
    "ohg": "ohg | offene handelsgesellschaft",
    "gbr": "gbr | gesellschaft burgerlichen rechts",
    "ek": "ek | e k | e kfm | e kfr | eingetragener kaufmann | eingetragene kauffrau",
    "ev": "ev | e v | eingetragener verein",
    "eg": "eg | e g | eingetragene genossenschaft",
    "se": "se | societas europaea",
    "partg": "partg | partg mbb | partgmbb | part gmbb",
    "sarl": "sarl | s a r l | s a rl | sa rl | societe a responsabilite limitee | sarl au | suarl",
    "sas": "sas | s a s | societe par actions simplifiee | sasu",
    "eurl": "eurl | e u r l",
    "sa": "sa | s a | societe anonyme | sociedad anonima | sociedade anonima",
    "snc": "snc | s n c | societe en nom collectif | societa in nome collettivo",
    "srl": "srl | s r l | srls | s r l s | societa a responsabilita limitata | societatea cu raspundere limitata",
    "spa": "spa | s p a | societa per azioni",
    "sl": "sl | s l | slu | s l u | sociedad limitada | sociedad de responsabilidad limitada",
    "ltda": "ltda | lda | limitada | unipessoal lda | unipessoal",
    "sadecv": "sa de cv | s a de c v | sociedad anonima de capital variable",
    "ltd": "ltd | limited | co ltd | company limited | private limited company | pvt ltd | private limited | pty ltd | pty limited | pte ltd | l t d",
    "plc": "plc | p l c | public limited company",
    "llp": "llp | limited liability partnership",
    "llc": "llc | l l c | limited liability company",
    "inc": "inc | incorporated | corp | corporation | i n c",
    "bv": "bv | b v | besloten vennootschap | bvba | besloten vennootschap met beperkte aansprakelijkheid",
    "nv": "nv | n v | naamloze vennootschap",
    "vof": "vof | v o f | vennootschap onder firma",
    "sprl": "sprl | s p r l",
    "ab": "ab | aktiebolag | aktiebolaget",
    "hb": "hb | handelsbolag",
    "kb": "kb | kommanditbolag",
    "og": "og | offene gesellschaft",
    "as": "as | a s | aksjeselskap | aktieselskab | aktsiaselts | akciova spolecnost | akciova spolocnost | anonim sirketi",
    "asa": "asa | allmennaksjeselskap",
    "aps": "aps | anpartsselskab",
    "oy": "oy | osakeyhtio | oy ab | o y",
    "oyj": "oyj",
    "ou": "ou | osauhing",
    "sia": "sia | sabiedriba ar ierobezotu atbildibu",
    "uab": "uab | uzdaroji akcine bendrove",
    "spzoo": "sp z o o | sp z oo | spzoo | spolka z o o | spolka z ograniczona odpowiedzialnoscia | spolka zoo | sp zoo",
    "spzoo_spk": "sp z o o sp k | spolka z ograniczona odpowiedzialnoscia spolka komandytowa",
    "spk": "sp k | spolka komandytowa",
    "spj": "sp j | spolka jawna",
    "sro": "sro | s r o | s ro | spol s ro | spol s r o | spolecnost s rucenim omezenym | spolocnost s rucenim obmedzenym",
    "kft": "kft | korlatolt felelossegu tarsasag",
    "zrt": "zrt | zartkoruen mukodo reszvenytarsasag",
    "bt": "bt | beteti tarsasag",
    "doo": "doo | d o o | drustvo s ogranicenom odgovornoscu | druzba z omejeno odgovornostjo",
    "dd": "dd | d d | dionicko drustvo | delniska druzba",
    "eood": "eood | eоod",
    "ood": "ood",
    "ooo": "ooo",
    "ao": "ao",
    "tov": "tov",
    "ae": "ae",
    "epe": "epe",
    "ltd sti": "ltd sti | limited sirketi | san tic ltd sti | san ve tic ltd sti | tic ltd sti | sanayi ve ticaret limited sirketi",
    "kk": "kk | k k | kabushiki kaisha",
}
_FORMS: dict[tuple[str, ...], str] = {}
for _form, _written in _SPELLINGS.items():
    for _one in _written.split("|"):
        _FORMS.setdefault(tuple(_one.split()), _form)
_LONGEST = max(map(len, _FORMS))
#: Forms that are also written before the name.
_LEADING = frozenset(("ooo", "ao", "tov", "uab", "sia", "ou", "as", "sarl", "sas", "sa", "eurl", "oy", "ab", "kk", "kft", "srl", "spzoo"))


def split_form(tokens: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Return the tokens of a name without its legal form, and the form; a name of nothing else keeps its tokens.

    Tokens are folded and without marks (``s.r.o.`` is ``s r o`` or ``sro``). Of a form written at both ends the last counts.
    """
    for length in range(min(_LONGEST, len(tokens) - 1), 0, -1):
        form = _FORMS.get(tuple(tokens[-length:]))
        if form:
            return tuple(tokens[:-length]), form
    for length in range(min(_LONGEST, len(tokens) - 1), 0, -1):
        form = _FORMS.get(tuple(tokens[:length]))
        if form in _LEADING and form:
            return tuple(tokens[length:]), form
    return tuple(tokens), ""
