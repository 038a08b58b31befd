"""Full names taken apart: given and family names, titles and letters in any script."""

from __future__ import annotations

import pytest

from report_kit.names.full_name import Name, as_japanese, is_suffix, take_apart


def parts(full: str, given: str = "", family: str = "") -> tuple[str, str] | None:
    """Given names, and the family name, as one reads them."""
    name = take_apart(full, given, family)
    return name and _said(name)


def _said(name: Name) -> tuple[str, str]:
    first = " ".join(" ".join(word.decode() for word in part) for part in name.given)
    return first, " ".join(word.decode() for word in name.family)


@pytest.mark.parametrize(
    ("full", "given", "family"),
    [
        ("Jane Smith", "jane", "smith"),
        ("Smith, Jane", "jane", "smith"),
        ("Jane Elizabeth Smith-Jones", "jane elizabeth", "smith jones"),
        ("Jan van der Berg", "jan", "van der berg"),
        ("Van Berg", "van", "berg"),
        ("Siân O’Connor", "sian", "o connor"),
        ("Dr Jane Smith", "jane", "smith"),
        ("Prof. Dr Jane Smith", "jane", "smith"),
        ("Smith", "", "smith"),
        ("王小明", "小明", "王"),
        ("王 小明", "小明", "王"),
        ("欧阳小明", "小明", "欧阳"),
        ("JANE MENG", "jane", "meng"),
        ("JANE MENG PHD", "jane", "meng"),
    ],
)
def test_a_name_is_taken_apart(full: str, given: str, family: str) -> None:
    assert parts(full) == (given, family)


@pytest.mark.parametrize("full", ["", "  ", "-", "???"])
def test_what_is_no_name_has_no_parts(full: str) -> None:
    assert parts(full) is None


def test_what_is_known_of_the_parts_wins() -> None:
    assert parts("Jane Smith Jones", family="Smith Jones") == ("jane", "smith jones")
    assert parts("Anna Maria Berg", given="Anna Maria", family="Berg") == ("anna maria", "berg")
    assert parts("王小明", given="明") == ("明", "王小")


def test_four_characters_may_be_japanese() -> None:
    name = as_japanese("山田太郎")
    assert name is not None
    assert _said(name) == ("太郎", "山田")
    assert as_japanese("王小明") is None
    assert as_japanese("Jane") is None


LETTERS = """
    ACA ACCA ACMA ACSS AFBPS ARB ASW BA BCh BEd BEM BEng BM BS BSc Cantab CB CBE CBII CChem CEng CEnv CGeog CGMA
    CIH CIMA CIPD CIPFA CITP CLP CMG CMgr CMLI CPFA CPhys CPsychol CQSW CSci CStat CVO DBE DClinPsych DFPH DipSW
    DL DLitt DPhil DSc DSO EDD ESQ FAcSS FACS FBA FBCS FCA FCCA FCIH FCIOB FCIPD FCMI FCPFA FFPH FHEA FICE FIET
    FLI FMedSci FRCGP FRCP FRCPCH FRCPsych FRCS FRGS FRHistS FRICS FRS FRSA FRSB FRSC FRSE FRSL FRTPI FSA FSS
    FStat GC GCB GCMG GCVO GradStat Hons IEng II III IV JNR JP JR KBE KC KCB KG KPM KT LLB LLD LLM LVO MA MB MBA
    MBBS MBCS MBE MC MCIEA MCIEEM MCIH MCIOB MCIPD MCMI MD MEd MEng MEP MFPH MICE MIEE MIET MIMechE MIStructE MLA
    MLI MM MP MPA MPH MPhil MPP MRCGP MRCP MRCPsych MRCS MRICS MRTPI MS MSc MSP MVO OBE Oxon PFHEA PGCE PGCert
    PGDip PhD QC QPM RGN RIAS RIBA RICS RMN RN RNT RTPI SFHEA SNR SR TD VC VR
"""
"""As people write them."""


@pytest.mark.parametrize("letters", LETTERS.split())
def test_letters_after_a_name_are_no_part_of_it(letters: str) -> None:
    assert parts(f"Jane Thistlewood {letters}") == ("jane", "thistlewood")
    assert parts(f"Jane Thistlewood, {letters}") == ("jane", "thistlewood")
    assert parts(f"Jane Thistlewood MA {letters}") == ("jane", "thistlewood")


@pytest.mark.parametrize(
    "letters",
    ["Jr", "Jr.", "Sr", "PhD", "Ph.D.", "M.Sc., Ph.D.", "MSc", "DPhil", "Esq.", "OBE PhD", "phd", "esq", "snr", "hons"],
)
def test_letters_that_are_not_all_in_capitals_are_letters_too(letters: str) -> None:
    assert is_suffix(letters)
    assert parts(f"Araminta Thistlewood, {letters}") == ("araminta", "thistlewood")


@pytest.mark.parametrize("initials", ["J.P.", "M. A.", "J", "Jo", "Ma", "J., J."])
def test_initials_after_a_surname_are_no_letters_after_a_name(initials: str) -> None:
    taken = take_apart(f"Thistlewood, {initials}")
    assert taken is not None
    assert (taken.family, bool(taken.given)) == ((b"thistlewood",), True)


@pytest.mark.parametrize("name", ["Ada Obe", "Lin Meng", "Yo-Yo Ma", "Ann Bed", "Tom Mice", "Jo Bloggs OBEX"])
def test_a_surname_in_small_letters_is_no_letters_after_a_name(name: str) -> None:
    taken = take_apart(name)
    assert taken is not None
    assert taken.family == (name.rsplit(maxsplit=1)[-1].lower().encode(),)
