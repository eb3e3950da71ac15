"""Words whose part depends on their neighbours: "Sultan bin Salman", "Abdullah II bin Al-Hussein".

Most words are called by themselves alone (`pipeline.names.tokens`); the few of `TURNING` are
looked at again where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence

# Given names of the Arab world that are offices elsewhere.
_RULERS = frozenset("sultan emir amir king malik prince".split())
_REGNAL = frozenset("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii".split())
_FATHERS = frozenset("bin ibn bint ben al el".split())
# Forms of address of the Malay world, and the words that go on with them.
_MALAY = frozenset(
    "dato datu datuk datin pehin tun tan puan yang pengiran pengarah tuan toh setia seri".split()
)
_MALAY_MORE = _MALAY | frozenset(
    "sri paduka utama diraja panglima wira amar patinggi lela laila maharaja jaya pekerma wijaya "
    "bakti orang kaya udana khatib mulia berhormat berbahagia dimuliakan arif amat teramat awang "
    "dayang setiawan perdana mahkota begawan indera pahlawan shahbandar dewa siraja penyurat "
    "perkasa bijaya negara anak muda cheteria sahibul sahibun mahawangsa dr ustaz doctor".split()
)
_KHMER = frozenset(("samdech",))
_KHMER_MORE = frozenset(
    "techo akka moha mohar sena padei thipadei borvor krala hom pichey vibol pheakdey preah ponhea "
    "chakrei chakrey thomma pothisal kitti kittiprittbandit sangahabindit bandit".split()
)
# Forms of address that are also subjects: "Minister of Justice", "Minister of Hajj".
_PORTFOLIOS = frozenset(("hajj", "justice"))
_CHAINS = ((_MALAY, _MALAY_MORE), (_KHMER, _KHMER_MORE))
TURNING = (
    _RULERS | (_REGNAL - {"i"}) | (_MALAY - {"seri", "setia"}) | _KHMER | _PORTFOLIOS | {"said"}
)


def in_context(words: Sequence[str], labels: Sequence[str], indices: Sequence[int]) -> list[str]:
    """`labels` with the words at `indices` (of `TURNING`) called by what stands around them."""
    found = list(labels)
    for k in indices:
        word = words[k].lower()
        before = found[k - 1] if k else ""
        after = found[k + 1] if k + 1 < len(found) else ""
        following = words[k + 1].lower() if after else ""
        if word in _RULERS:
            fathered = following in ("bin", "ibn") or (word == "sultan" and following in _FATHERS)
            if fathered or (before == "p" and words[k - 1].lower() in ("bin", "ibn")):
                found[k] = "F"
        elif word in _REGNAL:
            throne = k > 1 and found[k - 2] in ("O", "T")
            if before in ("C", "F", "A") and (
                after in ("F", "p") or following in _FATHERS or (throne and after == "C")
            ):
                found[k] = "F"
        elif word == "said":
            # "al Said", "Mohammed Said Al Maamari", but not a headline's "What X Said"
            if words[k][0] == "S" and (
                (before == "p" and words[k - 1].lower() in _FATHERS)
                or (before in ("C", "F") and (after == "p" or following in _FATHERS))
                or (before == "F" and after in ("C", "F"))
            ):
                found[k] = "F"
        elif word in _PORTFOLIOS:
            if before in ("f", "B") or (before == "a" and k > 1 and found[k - 2] == "B"):
                found[k] = "B"
        elif found[k] == "T" or before in ("T", "p") or word in ("tun", "yang", "tan"):
            _go_on(words, found, k)
    return found


def _go_on(words: Sequence[str], found: list[str], index: int) -> None:
    """Give the words that go on with a form of address its label: "Dato' Seri Setia", in place."""
    opening = words[index].lower()
    if opening in ("tun", "yang", "tan") and not _opens_chain(words, found, index):
        return
    more = next((more for heads, more in _CHAINS if opening in heads), frozenset[str]())
    found[index] = "T"
    reached = index + 1
    while reached < len(found):
        if words[reached] == "'" and words[reached - 1].lower() == "dato":
            pass
        elif words[reached].lower() not in more or not words[reached][0].isupper():
            return
        found[reached] = "T"
        reached += 1


def _opens_chain(words: Sequence[str], found: list[str], index: int) -> bool:
    """ "Tun Dr Mahathir", "Yang Mulia", "Tan Sri" - but "Moe Myint Tun", "Yang Jiechi"."""
    following = words[index + 1].lower() if index + 1 < len(words) else ""
    if words[index].lower() == "tun":
        return found[index + 1 : index + 2] == ["T"] or following in _MALAY_MORE
    if words[index].lower() == "tan":
        return following in ("sri", "seri")
    return following in _MALAY_MORE
