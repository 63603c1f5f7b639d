"""Scenarios of other programs."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from scenario_making import WEIR

from spadework.errors import ScenarioError
from spadework.model import Scenario, Value
from spadework.settling import export, import_scenario
from spadework.settling.compiled import compile_scenario
from spadework.settling.files import dump, loads

BAKER = """\
<utility_space type="any" number_of_issues="3">
  <objective index="0" name="Bread" type="objective" etype="objective" description="">
    <issue index="1" name="Flour (kind)" type="discrete" etype="discrete" vtype="discrete">
      <item index="1" value="rye" evaluation="4"/><item index="2" value="wheat" evaluation="2"/>
    </issue>
    <issue index="2" name="Price" vtype="integer" lowerbound="3" upperbound="6">
      <evaluator ftype="linear" offset="0.1" slope="0.3"/>
    </issue>
    <issue index="3" name="Day" vtype="discrete"><item index="1" value="Mon" evaluation="0.5"/><item index="2" value="Sun" evaluation="0.25"/></issue>
    <weight index="1" value="0.5"/><weight index="2" value="0.3"/><weight index="3" value="0.2"/>
  </objective>
  <discount_factor value="0.9"/><reservation value="0.35"/>
</utility_space>
"""  # noqa: E501
MILLER = BAKER.replace('slope="0.3"', 'slope="-0.3"').replace('offset="0.1"', 'offset="1.2"').replace("0.35", "0.2")
DOMAIN = """\
<negotiation_template><utility_space number_of_issues="1"><objective index="0" name="Bread">
<issue index="1" name="Flour (kind)" vtype="discrete"><item index="1" value="rye"/></issue></objective></utility_space>
</negotiation_template>
"""
WEB = {
    "LinearAdditiveUtilitySpace": {
        "issueUtilities": {
            "fee": {"discreteutils": {"valueUtilities": {"none": 0.25, "some": 1.0}}},
            "years": {
                "NumberValueSetUtilities": {"lowValue": 1, "highValue": 3, "lowUtility": 0.0, "highUtility": 1.0}
            },
        },
        "issueWeights": {"fee": 0.25, "years": 0.75},
        "domain": {
            "name": "lease",
            "issuesValues": {"fee": {"values": ["none", "some", "all"]}, "years": {"range": ["1", "3", "0.5"]}},
        },
        "name": "tenant",
        "reservationBid": {"issuevalues": {"fee": "some", "years": "1"}},
    }
}
LOG = {
    "reservationValue": 0.3,
    "issueWeights": {"a": 0.4, "b": 0.6},
    "issues": {"a": {"x": 1, "y": 0}, "b": {"z": 0.5}},
}


def write(folder: Path, **files: str) -> list[Path]:
    paths = []
    for name, text in files.items():
        path = folder / name.replace("__", ".")
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def utilities(scenario: Scenario) -> np.ndarray:
    c = compile_scenario(scenario)
    return c.utilities(np.array(list(product(*map(range, c.sizes)))))


def test_genius_profiles_make_a_scenario(tmp_path: Path) -> None:
    made = import_scenario(write(tmp_path, domain__xml=DOMAIN, baker__xml=BAKER, miller__xml=MILLER))
    assert [p.id for p in made.parties] == ["baker", "miller"] and made.name == "Bread"
    assert [[o.id for o in i.options] for i in made.issues] == [["rye", "wheat"], ["3", "4", "5", "6"], ["Mon", "Sun"]]
    baker = made.preferences[0]
    assert baker.values["Flour (kind).wheat"].likely == 0.5  # over 1: divided by the highest, as Genius does
    assert baker.values["Day.Mon"].likely == 0.5  # none is: as they are
    assert baker.values["Price.6"].likely == pytest.approx(1.0) and baker.reserve is not None
    assert baker.reserve.likely == 0.35
    assert made.preferences[1].values["Price.3"].likely == 1.0  # cut at 1
    assert any("discount factor of baker" in n for n in made.notes)
    assert import_scenario([tmp_path]) == made


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('vtype="integer"', 'vtype="real"', "'Price' is real: options must be counted"),
        ('<weight index="2" value="0.3"/>', "", "'Price' has no weight"),
        ('value="0.35"', 'value="NaN"', "reservation: 'NaN' is no number"),
        ('evaluation="4"', 'evaluation="four"', "no number"),
        ('upperbound="6"', 'upperbound="6000000"', "at most 1000 steps"),
        ('name="Day"', 'name="Price"', "two issues 'Price'"),
        ("<utility_space type", "<ufun/><utility_space type", "not XML"),
        ("<discount_factor", "<ufun/><discount_factor", "not additive"),
        ("<utility_space type", '<!DOCTYPE x [<!ENTITY a "b">]><utility_space type', "document type is not read"),
    ],
)
def test_wrong_genius_profile(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in BAKER
    with pytest.raises(ScenarioError, match=told):
        import_scenario(write(tmp_path, baker__xml=BAKER.replace(old, new, 1), miller__xml=MILLER))


def test_entities_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hush")
    lol = "".join(
        f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "lol"}{"&l" + str(n - 1) + ";" if n else ""}">'
        for n in range(40)
    )
    for doctype in (f'<!DOCTYPE u [<!ENTITY l SYSTEM "file://{tmp_path}/secret">]>', f"<!DOCTYPE u [{lol}]>"):
        text = doctype + BAKER.replace('value="rye"', 'value="&l;&l39;"')
        with pytest.raises(ScenarioError) as e:
            import_scenario(write(tmp_path, baker__xml=text, miller__xml=MILLER))
        assert "hush" not in str(e.value) and len(str(e.value)) < 500


def test_geniusweb_profiles_make_a_scenario(tmp_path: Path) -> None:
    other = json.loads(json.dumps(WEB).replace("discreteutils", "DiscreteValueSetUtilities"))
    other["LinearAdditiveUtilitySpace"]["name"] = "landlord"
    del other["LinearAdditiveUtilitySpace"]["reservationBid"]
    made = import_scenario(write(tmp_path, a__json=json.dumps(WEB), b__json=json.dumps(other)))
    tenant, landlord = made.preferences
    assert (tenant.party, landlord.party, made.name) == ("tenant", "landlord", "lease")
    assert tenant.values["fee.all"].likely == 0.0  # an option that a space does not name is worth nothing
    assert [o.id for o in made.issues[1].options] == ["1", "1.5", "2", "2.5", "3"]
    assert tenant.values["years.1.5"].likely == pytest.approx(0.25)
    assert tenant.reserve is not None and tenant.reserve.likely == pytest.approx(0.25) and landlord.reserve is None


def test_negolog_profiles_make_a_scenario(tmp_path: Path) -> None:
    made = import_scenario(
        write(tmp_path, profileA__json=json.dumps(LOG), profileB__json=json.dumps(LOG), specs__json='{"Name": "x"}')[:2]
    )
    assert import_scenario([tmp_path]) == made
    assert [p.party for p in made.preferences] == ["profileA", "profileB"]
    assert made.preferences[0].values["b.z"].likely == 0.5 and made.preferences[1].weights["b"].likely == 0.6


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"issueWeights": {"a": 0.4, "c": 0.6}}, "'c' has a weight and no values"),
        ({"reservationValue": "x"}, "reservationValue: 'x' is no number"),
        ({"issues": {"a": {"x": 1}, "b": {"z": 0.5}}}, "do not have the same options of 'a'"),
        ({"issues": {"a": {"x": True, "y": 1}, "b": {"z": 0.5}}}, "no number"),
    ],
)
def test_wrong_negolog_profile(tmp_path: Path, change: dict[str, object], told: str) -> None:
    files = write(tmp_path, a__json=json.dumps(LOG), b__json=json.dumps(LOG | change))
    with pytest.raises(ScenarioError, match=told):
        import_scenario(files)


WIDE = """\
issue,option,Mill,Growers
flow,,0.6,0.4
,low,0,1
,high,1,0.1..0.3
fee,,0.4,0.6
,none,1,0
,ten,0,1
reserve,,0.3,
"""
LONG = "party;issue;option;value\n" + "\n".join(
    f"{p};{i};{o};{v}"
    for p, i, o, v in [
        ("Mill", "flow", "", "0.6"),
        ("Mill", "flow", "low", "0"),
        ("Mill", "flow", "high", "1"),
        ("Mill", "fee", "", "0.4"),
        ("Mill", "fee", "none", "1"),
        ("Mill", "fee", "ten", "0"),
        ("Mill", "reserve", "", "0.3"),
        ("Growers", "flow", "", "0.4"),
        ("Growers", "flow", "low", "1"),
        ("Growers", "flow", "high", "0.1..0.3"),
        ("Growers", "fee", "", "0.6"),
        ("Growers", "fee", "none", "0"),
        ("Growers", "fee", "ten", "1"),
    ]
)


def test_wide_and_long_tables_are_the_same(tmp_path: Path) -> None:
    wide, long = write(tmp_path, wide__csv=WIDE, long__csv=LONG)
    made = import_scenario([wide])
    assert made == import_scenario([long])
    assert made.preferences[0].reserve is not None and made.preferences[1].reserve is None
    assert made.preferences[1].values["flow.high"].low == 0.1


def test_table_of_points(tmp_path: Path) -> None:
    text = "issue,option,A,B\nland,all,60,0\n,half,30,40\nfee,none,0,60\n,ten,40,10\nreserve,,15,20\n"
    made = import_scenario(write(tmp_path, points__csv=text))
    assert utilities(made) == pytest.approx(np.array([[60.0, 60.0], [100.0, 10.0], [30.0, 100.0], [70.0, 50.0]]))
    assert made.preferences[0].reserve is not None and made.preferences[0].reserve.likely == 15
    assert made.preferences[1].values["fee.none"] == Value.of(60) and made.preferences[1].weights["fee"] == Value.of(1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b,c\n1,2,3\n", "line 1: the first line names"),
        ("issue option\nx\n", "fewer than three columns"),
        (WIDE.replace("low,0,1", "low,zero,1"), "line 3: 'zero' is no number"),
        (WIDE.replace("low,0,1", 'low,"0,5",1'), "Decimals have a point"),
        (WIDE.replace(",high,", ",low,"), "line 4: Mill has a number for flow, low already, on line 3"),
        (WIDE.replace("low,0,1", "low,nan,1"), "NaN is no number"),
        ('issue,option,A\n"x', "no CSV"),
    ],
)
def test_wrong_table(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ScenarioError, match=told):
        import_scenario(write(tmp_path, t__csv=text))


@pytest.mark.parametrize("format", ["genius", "geniusweb"])
def test_export_is_read_back(tmp_path: Path, format: str) -> None:
    scenario = loads(WEIR)
    paths, notes = export(scenario, tmp_path / "out", format)
    assert len(paths) == 3 and any("Red lines" in n for n in notes) and any("likely value" in n for n in notes)
    made = import_scenario(paths)
    assert [p.id for p in made.parties] == [p.id for p in scenario.parties]
    assert utilities(made) == pytest.approx(utilities(scenario))
    reserves = [p.reserve and p.reserve.likely for p in made.preferences]
    assert reserves == ([0.4, 0.3] if format == "genius" else [None, None])
    with pytest.raises(ScenarioError, match="exists"):
        export(scenario, tmp_path / "out", format)


def test_export_of_other_scales_keeps_all_comparisons(tmp_path: Path) -> None:
    made = Scenario.additive(
        ["A/B", "a.b"], [["x", "y"], ["u", "v"]], [[[-3, 5], [0, 20]], [[1, 0], [0, 2]]], [[2, 3], [1, 1]], [7, 1.5]
    )
    paths, notes = export(made, tmp_path, "genius")
    assert len({p.name for p in paths}) == 3 and sum("another scale" in n for n in notes) == 2
    before, after = utilities(made), utilities(import_scenario(paths))
    for p in range(2):
        slope, shift = np.polyfit(before[:, p], after[:, p], 1)
        assert slope > 0 and after[:, p] == pytest.approx(slope * before[:, p] + shift)
        reserve = import_scenario(paths).preferences[p].reserve
        assert reserve is not None and reserve.likely == pytest.approx(slope * [7, 1.5][p] + shift)


def test_other_collections_of_files(tmp_path: Path) -> None:
    dump(loads(WEIR), tmp_path / "weir.toml")
    assert import_scenario([tmp_path / "weir.toml"]) == loads(WEIR)
    a, b = write(tmp_path, a__xml=BAKER, b__json=json.dumps(LOG))
    for files, told in (([a, b], "formats are mixed"), ([a], "one profile only"), ([], "0 files")):
        with pytest.raises(ScenarioError, match=told):
            import_scenario(files)
    with pytest.raises(ScenarioError, match="no preferences"):
        import_scenario(write(tmp_path, d__xml=DOMAIN))
    with pytest.raises(ScenarioError, match="no format 'csv'"):
        export(loads(WEIR), tmp_path, "csv")
