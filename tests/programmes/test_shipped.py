"""The two programme files that come with the package say what the contract says."""

import pytest

from sheets_sync.errors import ConfigError
from sheets_sync.programmes import load_programme, shipped_programmes

CONTRACT = {
    ("khok_nong_na", "register"): """plot_no plot_code fiscal_year budget_source model size_rai design_ratio soil
        owner_name citizen_id_last4 phones house_no moo village tambon_code district_code province_code deed_type
        deed_no area_rai latitude longitude qualified tpmap_target contractor contract_no contract_date contract_baht
        po_baht disbursed_baht remaining_baht returned_baht supervision_baht dig_start dig_end progress_percent stage
        trained trained_on aomue_count aomue_on photos problem remark reported_on reporter""",
    ("khok_nong_na", "summary"): """province_code district_code plots amount_baht po_baht disbursed_baht
        supervision_baht remaining_baht returned_baht progress_percent problem remark""",
    ("khok_nong_na", "plan"): """plot_no owner_name district_code activity planned_start planned_end done_on status
        responsible remark""",
    ("kong_thanu", "register"): """province_code district_code tambon_code moo village started_on hh_total hh_target
        hh_growing hh_ge10 kinds_avg leaders_growing green_lane_m seed_banks wet_bins_hh network_villages network_hh
        saving_baht_month income_baht_month linked_plots latitude longitude photos best_practice problem remark
        reported_on reporter""",
    ("kong_thanu", "summary"): """province_code district_code villages hh_total hh_target hh_growing hh_ge10
        network_villages remark""",
}
PROGRAMMES = {programme.code: programme for programme in shipped_programmes()}


@pytest.mark.parametrize(("code", "shape"), CONTRACT)
def test_a_shape_has_the_fields_of_the_contract(code, shape):
    assert set(PROGRAMMES[code].shapes[shape].fields) == set(CONTRACT[code, shape].split())


def test_stages_stand_in_the_order_of_work_and_never_weigh_less():
    track = [stage for stage in PROGRAMMES["khok_nong_na"].stages.values() if not stage.off_track]
    assert [stage.weight for stage in track] == sorted(stage.weight for stage in track)
    assert track[-1].weight == 100


@pytest.mark.parametrize("code", PROGRAMMES)
def test_no_header_word_stands_twice_for_one_field(code):
    for shape in PROGRAMMES[code].shapes.values():
        for name, spec in shape.fields.items():
            assert len(spec.words) == len(set(spec.words)), name


def test_a_mistake_in_a_programme_file_is_named_with_its_path():
    with pytest.raises(ConfigError) as caught:
        load_programme("code: x\nname: x\nshort: x\nwords: []\nsince: ''\nshapes: {register: {row: plot}}", "x.yaml")
    assert any(mistake.startswith("x.yaml: shapes.register.row_label") for mistake in caught.value.mistakes)
