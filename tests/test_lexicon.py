"""Lexicon tables are read with their faults, and their names are found in folded text."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import SchemaError
from kg.fold import fold
from kg.lexicon import Entry, load_lexicon, make_lexicon
from kg.lexicon_check import check
from kg.lexicon_table import Fault, scan_table
from kg.tools import Settings, require

HEADER = "id\ttype\tname\taliases\tnote\n"


def table(folder: Path, rows: str, name: str = "t.tsv") -> Path:
    path = folder / name
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def test_a_row_is_an_entry_with_its_names(tmp_path: Path) -> None:
    rows = "-\tCompany\t晨星科技\tfull=晨星科技股份有限公司;code=SH600001\tambiguous=晨星\n"
    (entry,) = scan_table(table(tmp_path, rows))

    assert isinstance(entry, Entry)
    assert (entry.id, entry.type) == ("晨星科技", "Company")
    assert entry.aliases == (("晨星科技股份有限公司", "full"), ("SH600001", "code"))


def test_a_bad_alias_is_a_fault_with_its_line(tmp_path: Path) -> None:
    good = "-\tCompany\t甲乙\t\t\n"
    items = list(scan_table(table(tmp_path, good + "-\tCompany\t丙丁\tnick=丙\t\n")))

    assert isinstance(items[1], Fault)
    assert items[1].line == 3
    assert "kind=name" in items[1].message


def test_a_fault_stops_loading_with_file_and_line(tmp_path: Path) -> None:
    path = table(tmp_path, "-\t\t甲乙\t\t\n")

    with pytest.raises(SchemaError, match=r"t\.tsv:2: type and name must not be empty"):
        load_lexicon([path])


def test_names_are_found_longest_first_in_any_spelling() -> None:
    lexicon = make_lexicon(
        [Entry("北斗", "Product", "北斗"), Entry("北斗星通", "Company", "北斗星通")]
    )
    text = "北斗星通與北斗"

    hits = lexicon.find(fold(text))

    assert [text[h.start : h.end] for h in hits] == ["北斗星通", "北斗"]


def test_a_latin_name_is_not_found_inside_a_word() -> None:
    lexicon = make_lexicon([Entry("Meta", "Company", "Meta")])

    assert lexicon.find(fold("metaverse and openmeta")) == []
    assert len(lexicon.find(fold("由Meta发布"))) == 1


def test_an_ambiguous_name_is_marked() -> None:
    lexicon = make_lexicon([Entry("小米", "Company", "小米", (), ("小米",))])

    assert [hit.ambiguous for hit in lexicon.find(fold("小米涨价"))] == [True]


def test_a_name_of_two_entries_gives_both() -> None:
    lexicon = make_lexicon(
        [Entry("长城_(汽车)", "Company", "长城"), Entry("长城_(电脑)", "Company", "长城")]
    )

    (hit,) = lexicon.find(fold("长城"))

    assert [entry.id for entry in hit.entries] == ["长城_(汽车)", "长城_(电脑)"]


def test_entries_of_equal_id_in_two_tables_are_one(tmp_path: Path) -> None:
    one = table(tmp_path, "-\tCompany\t晨星\tshort=小晨\t\n", "1.tsv")
    two = table(tmp_path, "-\tCompany\t晨星\tenglish=Morning\t\n", "2.tsv")

    lexicon = load_lexicon([one, two])

    assert [name for name, _ in lexicon.entries["晨星"].aliases] == ["小晨", "Morning"]


def test_lists_of_listed_companies_are_read(tmp_path: Path) -> None:
    lines = tmp_path / "c.jsonl"
    lines.write_text(
        '{"name": "*ST 晨星", "fullname": "晨星有限公司", "code": "600001"}\n', "utf-8"
    )
    codes = tmp_path / "c.csv"
    codes.write_text("stock_code,short_name,list_date\n000002,暮  云Ａ,1991-01-29\n", "utf-8")

    lexicon = load_lexicon([lines, codes])

    assert ("SH600001", "code") in lexicon.entries["晨星"].aliases
    assert ("SZ000002", "code") in lexicon.entries["暮云Ａ"].aliases


def test_a_check_names_the_lines_of_wrong_types_and_of_namesakes(tmp_path: Path) -> None:
    rows = "# mine\n-\tFoo\t甲乙丙\t\t\n\n-\tCompany\t丁戊己\t\t\n-\tCompany\t丁戊己\t\t\n"
    entries, faults = check(table(tmp_path, rows))

    assert 3 == entries
    assert [(3, "甲乙丙: unknown type 'Foo'"), (6, "丁戊己: two entries have this id")] == [
        (one.line, one.message.partition(";")[0]) for one in faults
    ]


def test_a_build_refuses_a_type_that_is_no_class(tmp_path: Path) -> None:
    path = table(tmp_path, "-\tFoo\t甲乙丙\t\t\n")

    with pytest.raises(SchemaError, match=r"t\.tsv:2: 甲乙丙: unknown type 'Foo'"):
        require(Settings(lexicons=(path,)))


def test_a_schedule_of_an_event_must_be_a_list_of_years(tmp_path: Path) -> None:
    count, (fault,) = check(table(tmp_path, "-\tEvent\t湖泊大会\t\theld=2014到2019\n"))

    assert (1, 2) == (count, fault.line)
    assert "held=2014到2019 is no list of years such as held=2014-2019,2023-" in fault.message
