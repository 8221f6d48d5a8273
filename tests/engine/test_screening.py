"""Personal data: each kind found where a person is meant, and left alone where business is meant. All persons are made up."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engine.codes import identity_check_character
from gongkai.engine.reading.document import Cell, Document, Incoming, Line, Table
from gongkai.engine.reading.model import Reading, Value
from gongkai.engine.reading.open import document_of
from gongkai.engine.screening import mask, redact, screen

ID = "11010519491231002X"  # the worked example of GB 11643


def made_up(body: str) -> str:
    return body + identity_check_character(body)


ID2 = made_up("42050019850506123")


def document(text: str) -> Document:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Line(line, at))
        at += len(line) + 1
    return Document(text, lines)


def with_table(rows: list[list[str]], above: str = "") -> Document:
    """A document of some words and one plain table, as the reader makes it: cells joined by tabs, rows by line ends."""
    lines, text = [], ""
    if above:
        lines.append(Line(above, 0))
        text = above + "\n"
    start, grid = len(text), []
    for index, row in enumerate(rows):
        line_start, cells = len(text), []
        for column, value in enumerate(row):
            cells.append(Cell(value, len(text), index, column))
            text += value + ("\t" if column < len(row) - 1 else "")
        lines.append(Line(text[line_start:], line_start, table=0, row=index))
        grid.append(list[Cell | None](cells))
        text += "\n"
    return Document(text, lines, tables=[Table(grid, start, len(text))])


def found(what: Document | str) -> list[tuple[str, str]]:
    given_document = document(what) if isinstance(what, str) else what
    out = screen(given_document)
    for one in out:
        assert given_document.text[one.start : one.end] == one.text
        assert one.masked != one.text
        assert one.why
    return [(one.kind, one.text) for one in out]


SENTENCES = [
    (f"当事人身份证号：{ID}", [("id-number", ID)]),
    ("身份证号码１１０１０５１９４９１２３１００２Ｘ", [("id-number", "１１０１０５１９４９１２３１００２Ｘ")]),
    ("证件 110105 19491231 002x 有效", [("id-number", "110105 19491231 002x")]),
    (f"项目负责人 李四 证书编号 {ID.lower()}", [("id-number", ID.lower())]),
    ("技术负责人\t张三,职称证,110105199510XXXXXX", [("id-number", "110105199510XXXXXX")]),
    ("李四 1101051995********", [("id-number", "1101051995********")]),
    ("110***19491231****", [("id-number", "110***19491231****")]),
    ("身份证号：110105491231002", [("id-number", "110105491231002")]),
    ("受让人：张三110105491231002", [("id-number", "110105491231002")]),
    ("身份证号：110105194912310021", [("id-number", "110105194912310021")]),
    ("护照号码：E12345678", [("id-number", "E12345678")]),
    (
        f"当事人：张三，男，1985年5月6日出生，汉族，身份证号{ID2}，住湖北省宜昌市西陵区某某路12号3栋402室。",
        [("birth-date", "1985年5月6日"), ("id-number", ID2), ("address", "湖北省宜昌市西陵区某某路12号3栋402室")],
    ),
    (
        "被处罚人：李四，性别：女，出生年月：1979年12月，家庭住址：江苏省盐城市亭湖区某镇某村3组15号，联系电话：13900001234",
        [
            ("birth-date", "1979年12月"),
            ("address", "江苏省盐城市亭湖区某镇某村3组15号"),
            ("mobile", "13900001234"),
        ],
    ),
    ("申请户念**于2022年6月17日配租于某某安置小区2#602室，申请调换房源。", [("address", "某某安置小区2#602室")]),
    ("法定代表人：王五，手机：13900001234。", [("mobile", "13900001234")]),
    ("申请人 张某某 本人电话：13900001234", [("mobile", "13900001234")]),
    ("收款人：张三\n开户行：某某银行\n银行账号：6222020000000000000", [("bank-account", "6222020000000000000")]),
    ("经查，张三，因患尿毒症长期住院，家庭年收入为12000元。", [("health", "尿毒症"), ("assets", "12000元")]),
    ("张三，肢体残疾二级，配租一套。", [("health", "肢体残疾二级")]),
    ("受让人：张三，地址：某某县某某镇某某村12号", [("address", "某某县某某镇某某村12号")]),
    (
        "公租房选房结果\n1.张三：某某小区2#602室；2.李四：某某小区3栋1单元401室。",
        [("address", "某某小区2#602室"), ("address", "某某小区3栋1单元401室")],
    ),
    ("保障性住房清退：某某花园3栋402室的承租人逾期未腾退。", [("address", "某某花园3栋402室")]),
    (
        "公租房承租人张三拖欠租金。承租房屋：某某小区3栋1单元502室，请缴纳。",
        [("address", "某某小区3栋1单元502室")],
    ),
    (
        "购房人：张三，配偶：李四，购买某某小区3幢2单元1101室，家庭年收入8万元",
        [("family", "李四"), ("address", "某某小区3幢2单元1101室"), ("assets", "8万元")],
    ),
    (
        "残疾人张三，肢体二级，家庭住址为某某镇某某村5组",
        [("health", "肢体二级"), ("address", "某某镇某某村5组")],
    ),
    ("土地使用权人：张三110105194912310021", [("id-number", "110105194912310021")]),
    ("身份证号码：110105 19491231 0021", [("id-number", "110105 19491231 0021")]),
    (
        "姓名\t张三\t身份证\t11010519491231XXXX\n家庭住址\t某某村三组\n低保\t是\t家庭年收入\t8000元",
        [("id-number", "11010519491231XXXX"), ("address", "某某村三组"), ("assets", "8000元")],
    ),
    ("保证金退还：张三 6200000000000000000 某某银行", [("bank-account", "6200000000000000000")]),
    ("公租房\n张三 某某小区3-2-301 申请更换", [("address", "某某小区3-2-301")]),
    ("申请人：张三　家庭成员：妻李四", [("family", "妻李四")]),
    ("被征收人：李四，房屋坐落：某县某镇某村3组15号，补偿金额：12万元", [("address", "某县某镇某村3组15号")]),
    (
        "公租房配租结果\n1、张三 13900001234 某某小区3栋402室\n2、李四 13900001235 某某小区3栋403室",
        [
            ("mobile", "13900001234"),
            ("address", "某某小区3栋402室"),
            ("mobile", "13900001235"),
            ("address", "某某小区3栋403室"),
        ],
    ),
    ("申请人张三，患脑瘫，生活不能自理。", [("health", "脑瘫")]),
    ("变更原因：原项目经理因病住院，无法履职。", [("health", "因病住院")]),
    ("不符合条件的家庭：张三（名下有两处住房）、李四。", [("assets", "名下有两处住房")]),
    (
        f"张三，身份证号 {ID}，退款账户：6222020000000000000（某某银行）",
        [("id-number", ID), ("bank-account", "6222020000000000000")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_personal_data_in_sentences_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "采购人联系人：张三 联系电话：13900001234",
        "招标代理机构：某某公司 项目负责人：李四 电话：13900001234",
        "供应商联系方式：13900001234",
        "如您有紧急需求的可联系13900001234(谢工)",
        "异议联系方式\n招标人联系人及电话\n某某有限公司 13900001234",
        "投诉人：某某有限公司 法定代表人：张三 地址：北京市某某路1号 电话：010-62345678",
        "手机：139****1234",
        "户名：某某招标有限公司 开户银行：某某银行 账号：6222020000000000000",
        "账号：812482829710001",
        "420528********1234",
        "注册二级建造师,鄂2421*****172、0421************883",
        "项目编号：42062520251210012" + identity_check_character("42062520251210012"),
        "供应商地址：云南省昆明市某某花园一期72栋1单元602号",
        "代理机构地址：江西省某某小区二期11栋304号",
        "残疾人福利性单位视同小型、微型企业",
        "家庭成员患有重大疾病的申请家庭可优先配租。",
        "选房时携带本人居民身份证，委托书需提前至户籍所在片区办理；",
        "提供法定代表人身份证明、营业执照住所地检察机关出具的告知函",
        "家庭年收入低于50000元的符合申请条件",
        "公司成立于1985年5月6日，1985年5月投产",
        "自然人投资的企业，住所：北京市某某路1号",
        "统一社会信用代码911101050000000000",
        "中标价：13900001234元",
        "剩余房源：某某小区3#401室、3#402室",
        "受让人：某某有限公司，地址：某某县某某镇12号",
        "公租房项目位于某某路12号，咨询地点：某某大厦3号楼402室",
        "公租房申请人可选房源：甲乙小区1栋至5栋，共120套",
        "公租房申请条件：家庭人口2人及以上，家庭年收入低于3万元",
        "租赁补贴\n张三 家庭人口3人 月补贴300元",
        "设备采购咨询\n1、张三 13900001234\n2、李四 13900001235",
        "公租房配租咨询\n联系人：张三 地址：某某大厦3号楼402室",
    ],
)
def test_business_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_list_of_families_is_screened_cell_by_cell() -> None:
    rows = [
        ["序号", "姓名", "身份证号", "家庭人口", "家庭年收入", "残疾情况", "住址", "联系电话"],
        ["1", "张三", ID, "3", "12000元", "肢体二级", "某某社区5栋2单元301", "13900001234"],
        ["2", "李四", "420528********1234", "2", "/", "无", "某某村三组", "139****1234"],
    ]
    assert found(with_table(rows, "公共租赁住房配租名单")) == [
        ("id-number", ID),
        ("assets", "12000元"),
        ("health", "肢体二级"),
        ("address", "某某社区5栋2单元301"),
        ("mobile", "13900001234"),
    ]


def test_a_list_that_came_as_plain_lines_is_screened_too() -> None:
    text = (
        "选房结果\n序号 姓名 身份证号 房号\n1 张三 420528********1234 3-402\n2 李四 420528********1235 3-403\n特此公示"
    )
    assert found(text) == [("address", "3-402"), ("address", "3-403")]


def test_a_list_whose_cells_fell_apart_is_screened_too() -> None:
    header = "序号\n姓名\n身份证号\n家庭人口\n银行账号\n"
    rows = "1\n张三\n420528********1234\n3\n6228480000000000000\n2\n李四\n420528********1235\n/\n6228480000000000001"
    assert found("租赁补贴发放公示\n" + header + rows) == [
        ("bank-account", "6228480000000000000"),
        ("bank-account", "6228480000000000001"),
    ]


def test_a_list_of_car_owners_is_one_of_persons() -> None:
    text = "序号 车主 身份证号 车牌号 补助金额 账号\n1 张三 420528********1234 鄂E00000 10000 6228480000000000000"
    assert found(text) == [("bank-account", "6228480000000000000")]


def test_labels_on_one_line_end_each_other() -> None:
    text = "户主：张三 家庭人口：4人 致贫原因：略 住址：某某村三组12号 改造方式：新建"
    assert found(text) == [("address", "某某村三组12号")]


def test_a_form_about_one_person_is_screened_through_the_reader() -> None:
    html = (
        f"<p>行政处罚决定书</p><table><tr><td>当事人</td><td>张三</td><td>性别</td><td>男</td></tr>"
        f"<tr><td>身份证<br>号码</td><td colspan=3>{ID[:6]}<br>{ID[6:]}</td></tr>"
        f"<tr><td>住 址</td><td colspan=3>某某省某某市某某路12号</td></tr>"
        f"<tr><td>联系电话</td><td>13900001234</td><td>出生日期</td><td>1949年12月31日</td></tr></table>"
    )
    assert found(document_of(Incoming("1", html=html))) == [
        ("id-number", f"{ID[:6]} {ID[6:]}"),
        ("address", "某某省某某市某某路12号"),
        ("mobile", "13900001234"),
        ("birth-date", "1949年12月31日"),
    ]


def test_a_list_of_families_with_their_employers_is_still_one_of_families() -> None:
    rows = [["姓名", "工作单位", "家庭人口", "房号"], ["张三", "某某厂", "2人", "3-402"]]
    assert found(with_table(rows)) == [("address", "3-402")]


def test_the_telephone_beside_an_identity_number_is_its_bearers() -> None:
    rows = [
        ["专家姓名", "身份证号", "工作单位", "职称", "联系电话"],
        ["张三", ID, "某某人民医院", "主任医师", "13900001234"],
    ]
    assert found(with_table(rows)) == [("id-number", ID), ("mobile", "13900001234")]


def test_a_person_who_wins_has_account_and_telephone_in_the_row_of_firms() -> None:
    rows = [
        ["成交供应商", "身份证号码/统一社会信用代码", "收款账号", "联系电话"],
        ["某某专业合作社", "931508215978123XXR", "8401 6012 2000 0005 13", "13900004321"],
        ["张三", ID, "6228 4800 0000 0000 018", "13900001234"],
    ]
    assert found(with_table(rows)) == [
        ("id-number", ID),
        ("bank-account", "6228 4800 0000 0000 018"),
        ("mobile", "13900001234"),
    ]


def test_health_is_found_in_whatever_column_of_a_list_of_persons() -> None:
    rows = [
        ["申请人", "身份证号", "保障类型", "户籍所在街道", "开户银行及账号", "手机"],
        ["张三", "420528********1234", "重度残疾", "古城街道", "某某银行 6228480000000000018", "张三13900001234"],
        ["李四", "420528********1235", "低保", "古城街道", "/", "/"],
    ]
    assert found(with_table(rows)) == [
        ("health", "重度残疾"),
        ("bank-account", "6228480000000000018"),
        ("mobile", "13900001234"),
    ]


def test_cells_that_ran_together_behind_an_identity_number_are_its_bearers() -> None:
    text = f"危房改造公示\n1张三{ID}某某县某某镇某某村委会小寨村36号低保户肢体二级残疾D级拆除重建31000"
    assert found(text) == [
        ("id-number", ID),
        ("address", "某某县某某镇某某村委会小寨村36号"),
        ("health", "肢体二级残疾"),
    ]


def test_a_telephone_with_other_data_of_a_person_is_no_official_contact() -> None:
    text = f"处罚决定书\n当事人：张三\n公民身份号码：{ID}\n住所：某某市某某路88弄6幢302室\n联系电话：13900001234"
    given_document = document(text)
    at = text.index("1390")
    values = {"contact.phone": [Value("13900001234", "", at, at + 11)]}
    reading = Reading("1", "", "", 1.0, "", "", "", given_document, values)
    assert [one.kind for one in screen(given_document, reading)] == ["id-number", "address", "mobile"]


def test_a_table_on_its_side_is_screened_column_by_column() -> None:
    rows = [
        ["受让人", "某某公司", "张三"],
        ["证件号码", "931508215978123XXR", ID],
        ["联系地址", "某某路5号", "某某小区4号楼2单元301室"],
        ["联系电话", "13900004321", "13900001234"],
    ]
    assert found(with_table(rows)) == [
        ("id-number", ID),
        ("address", "某某小区4号楼2单元301室"),
        ("mobile", "13900001234"),
    ]


def test_a_list_that_fell_apart_without_numbers_of_its_rows_is_screened_too() -> None:
    rows = f"张三\n{ID}\n管道工\n6228480000000000018\n18,420.00\n李四\n{ID2}\n焊工\n6228480000000000026\n9,000.00"
    assert found(f"工资代发明细\n姓名\n身份证号\n工种\n代发银行卡号\n实发金额（元）\n{rows}\n六、公示期") == [
        ("id-number", ID),
        ("bank-account", "6228480000000000018"),
        ("id-number", ID2),
        ("bank-account", "6228480000000000026"),
    ]


def test_a_list_says_of_health_and_family_in_its_own_words() -> None:
    rows = [
        ["申请人", "家庭人口", "优先原因", "家庭月收入", "联系电话"],
        ["张三", "2", "丧偶，独自抚养一名未成年子女", "家庭月收入1,500元", "无"],
        ["李四", "1", "精神残疾二级", "低保", "无"],
    ]
    assert found(with_table(rows)) == [
        ("family", "丧偶，独自抚养一名未成年子女"),
        ("assets", "家庭月收入1,500元"),
        ("health", "精神残疾二级"),
    ]


def test_rows_of_firms_in_a_list_of_payees_are_left_alone() -> None:
    account = "6222020000000000000"
    rows = [["户名", "银行账号", "金额"], ["张三", account, "100"], ["某某有限公司", account, "200"]]
    assert found(with_table(rows)) == [("bank-account", account)]


def test_a_two_row_header_names_the_columns() -> None:
    given_document = with_table([["姓名", "配租", "配租"], ["", "小区", "房号"], ["张三", "某某家园", "5-1-301"]])
    grid = given_document.tables[0].grid
    grid[1][0] = grid[0][0]
    assert [(one.kind, one.text) for one in screen(given_document)] == [("address", "5-1-301")]


@pytest.mark.parametrize(
    "rows",
    [
        [["单位名称", "联系人姓名", "联系电话"], ["某某局", "张三", "13900001234"]],
        [["姓名", "职务", "电话"], ["张三", "科长", "13900001234"]],
        [["供应商名称", "地址", "联系方式"], ["某某公司", "某某路1号2栋301室", "13900001234"]],
        [["姓名", "工作单位", "专业", "职称"], ["张三", "某某大学", "土木", "教授"]],
        [["姓名", "岗位", "证书编号"], ["张三", "施工员", "0421150000012"]],
        [["小区", "楼号", "房号", "面积"], ["某某小区", "3#", "401", "60"]],
    ],
)
def test_lists_of_officials_firms_and_flats_are_left_alone(rows: list[list[str]]) -> None:
    assert found(with_table(rows)) == []


def test_a_contact_that_the_reader_took_from_a_list_of_persons_is_private_all_the_same() -> None:
    rows = [["姓名", "家庭人口", "联系电话"], ["张三", "无", "13900001234"]]
    given_document = with_table(rows)
    reading = Reading("1", "housing", "housing.allocation", 1.0, "", "", "", given_document)
    start = given_document.text.index("139")
    reading.elements["contact.phone"] = [Value("13900001234", start, start + 11, "13900001234")]
    assert [one.kind for one in screen(given_document, reading)] == ["mobile"]


def test_contacts_that_the_reader_found_are_not_private() -> None:
    given_document = document("法定代表人：王五，手机：13900001234。")
    reading = Reading("1", "construction", "construction.award", 1.0, "", "", "", given_document)
    start = given_document.text.index("139")
    reading.elements["contact.phone"] = [Value("13900001234", start, start + 11, "13900001234")]
    assert screen(given_document, reading) == []
    assert len(screen(given_document)) == 1


def test_masks_hide_what_counts() -> None:
    assert mask("id-number", ID) == "110105**********2X"
    assert mask("id-number", "110105199510XXXXXX") == "110105************"
    assert mask("id-number", "110105491231002") == "110105*******02"
    assert mask("mobile", "139 0000 1234") == "139****1234"
    assert mask("bank-account", "6222020000000001234") == "***************1234"
    assert mask("address", "宜昌市西陵区某某小区2#602室") == "宜昌市西陵区某某小区***"
    assert mask("birth-date", "1985年5月6日") == "1985年*月*日"
    assert mask("health", "尿毒症") == "***"


def test_a_redacted_text_screens_clean() -> None:
    for text, expected in SENTENCES:
        given_document = document(text)
        clean = redact(text, screen(given_document))
        for _, value in expected:
            assert value not in clean


@pytest.mark.parametrize(
    "text",
    [
        "1  2  3  4  5  6  7  8  9  1  2  3  4  a " * 3000,
        "序号 姓名 联系电话\n" * 5000,
        "配租小区1" * 20_000,
        "4205281995" + "*" * 100_000,
        "受让人：张三，" * 15_000,
    ],
)
def test_hostile_text_is_screened_without_trouble(text: str) -> None:
    assert found(text) == []


@given(st.text(alphabet="张三住身份证号：，。\n\t 0123456789Xx*省市路号栋室年月日出生男女姓名户主电话13", max_size=80))
def test_no_text_breaks_the_screen_and_places_never_overlap(text: str) -> None:
    out = screen(document(text))
    for before, after in itertools.pairwise(out):
        assert before.end <= after.start


@given(
    st.sampled_from(["", "张三 ", "证书编号:", "姓名\t", "A", "（"]),
    st.integers(0, 9999),
    st.dates().filter(lambda day: 1900 <= day.year <= 2011),
    st.integers(0, 999),
    st.sampled_from(["", " ", "）", "\t", "，男", "号"]),
)
def test_every_valid_identity_number_is_found(before: str, county: int, born: object, serial: int, after: str) -> None:
    code = made_up(f"42{county:04}{born:%Y%m%d}{serial:03}")
    assert ("id-number", code) in found(before + code + after)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王强患肺癌，符合救助条件。", [("health", "肺癌")]),
        ("受益人李梅患有尿毒症，家庭困难。", [("health", "尿毒症")]),
        (
            "受益人李梅，女，1985年3月4日出生，患有尿毒症，家庭困难。",
            [("birth-date", "1985年3月4日"), ("health", "尿毒症")],
        ),
        (
            "王强，男，1985年3月4日出生，患肺癌，符合救助条件。",
            [("birth-date", "1985年3月4日"), ("health", "肺癌")],
        ),
        ("救助对象李梅（女，45岁）患有尿毒症，符合条件。", [("health", "尿毒症")]),
        ("王强，肢体残疾二级，符合条件。", [("health", "肢体残疾二级")]),
        ("李梅，银行卡号6228480402564890018，补助1000元。", [("bank-account", "6228480402564890018")]),
        ("受益人李梅银行卡号为6228 4804 0256 4890 018。", [("bank-account", "6228 4804 0256 4890 018")]),
        ("李梅，银行卡号6228480402564890019，补助1000元。", []),  # the check digit is wrong
        ("某单位，银行卡号6228480402564890018。", []),
    ],
)
def test_a_name_outweighs_words_of_policy(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "申请人患有重大疾病的，优先救助。",
        "申请人患有重大疾病，符合条件的，优先救助。",
        "曾经患有精神病，不符合条件。",
        "成员患有重大疾病，可优先。",
        "任何人患有重大疾病，符合条件即可申请。",
        "农村居民患有重大疾病，符合条件。",
        "学生患有白血病，符合条件的给予补助。",
        "职工和子女患重大疾病，符合条件的给予补助。",
        "村民时常患重大疾病，符合条件。",
        "居民家庭成员患有重大疾病，符合条件。",
        "居民重度残疾，符合条件。",
    ],
)
def test_words_that_look_like_a_name_make_no_person(text: str) -> None:
    assert found(text) == []
