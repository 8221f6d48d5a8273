"""Elements with their values from invented notices: text, normal form and place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader import elements, lexicon, normals, notice, spans_hold, texts

from gongkai.engine.reading.document import Incoming
from gongkai.engine.reading.extract import project_in_title
from gongkai.engine.reading.model import Reading
from gongkai.engine.reading.read import read_notice
from gongkai.engine.reading.shapes import REPORTED

TENDER = """青禾市教育局课桌采购项目公开招标公告
发布时间：2024年3月12日 10:20
一、项目基本情况
项目编号：QH-2024-001
项目名称：青禾市教育局课桌采购项目
采购方式：公开招标
预算金额（万元）：86.5
最高限价：85万元（人民币）
采购需求：课桌两千套，含安装。
合同履行期限：30日历天
二、申请人的资格要求：
1.满足《中华人民共和国政府采购法》第二十二条规定；
2.具有良好的商业信誉。
三、获取招标文件
时间：2024年3月12日至2024年3月18日，每天上午9:00至12:00
地点：云岭省政府采购云平台
售价：0元
四、提交投标文件截止时间、开标时间和地点
时间：2024年4月2日9点30分（北京时间）
地点：青禾市公共资源交易中心三楼
五、公告期限
自本公告发布之日起5个工作日。
七、联系方式
1.采购人信息
名称：青禾市教育局
地址：青禾市政务路1号
联系方式：赵科长 0399-5550101
2.采购代理机构信息
名称：云岭招标有限公司
地址：青禾市二路2号
联系方式：孙琳 0399-5550102
3.项目联系方式
项目联系人：马强
电话：0399-5550103"""

CANDIDATES = (
    "<p>招标人：青禾市住建局</p><p>公示期：2024年5月6日至2024年5月9日</p>"
    "<table><tr><th>排名</th><th>中标候选人</th><th>投标报价（万元）</th><th>项目经理</th></tr>"
    "<tr><td>1</td><td>甲有限公司</td><td>1,234.5</td><td>张三（注册编号：云1530001）</td></tr>"
    "<tr><td>2</td><td>乙有限公司</td><td>1,300</td><td>李四</td></tr>"
    "<tr><td>3</td><td>丙有限公司</td><td>1,310</td><td>王五</td></tr></table>"
)


def one(reading: Reading, element: str) -> tuple[str, str]:
    """Text and normal form of the only value."""
    (value,) = reading.elements[element]
    return value.text, value.normal


@pytest.fixture(scope="module")
def tender() -> Reading:
    return notice("青禾市教育局课桌采购项目公开招标公告", TENDER)


def test_every_value_stands_where_it_says(tender: Reading) -> None:
    spans_hold(tender)
    value = tender.first("project.code")
    assert value is not None
    assert value.start == tender.document.text.index("QH-2024-001")
    assert tender.document.where(value.start)["line"] == 4


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ("project.name", ["青禾市教育局课桌采购项目"]),
        ("project.code", ["QH-2024-001"]),
        ("transaction.method", ["公开招标"]),
        ("subject", ["课桌两千套，含安装"]),
        ("duration", ["30日历天"]),
        ("qualification", ["1.满足《中华人民共和国政府采购法》第二十二条规定", "2.具有良好的商业信誉"]),
        ("documents.obtain", ["2024年3月12日至2024年3月18日，每天上午9:00至12:00", "云岭省政府采购云平台"]),
        ("documents.price", ["0元"]),
        ("notice.period", ["自本公告发布之日起5个工作日"]),
        ("buyer", ["青禾市教育局"]),
        ("buyer.address", ["青禾市政务路1号"]),
        ("buyer.contact", ["赵科长", "0399-5550101"]),
        ("agency", ["云岭招标有限公司"]),
        ("agency.address", ["青禾市二路2号"]),
        ("contact.person", ["赵科长", "孙琳", "马强"]),
        ("contact.phone", ["0399-5550101", "0399-5550102", "0399-5550103"]),
        ("published.date", ["2024年3月12日 10:20"]),
    ],
)
def test_a_tender_notice_of_procurement(tender: Reading, element: str, expected: list[str]) -> None:
    assert texts(tender, element) == expected


def test_contacts_are_those_of_the_party_above(tender: Reading) -> None:
    assert texts(tender, "agency.contact")[:2] == ["孙琳", "0399-5550102"]
    assert "孙琳" not in texts(tender, "buyer.contact")


def test_money_is_given_in_yuan(tender: Reading) -> None:
    assert one(tender, "budget") == ("86.5", "865000")
    assert one(tender, "price.ceiling")[1] == "850000"


def test_moments_are_given_as_iso(tender: Reading) -> None:
    assert one(tender, "submission.deadline") == ("2024年4月2日9点30分（北京时间）", "2024-04-02T09:30:00+08:00")
    assert texts(tender, "opening") == ["2024年4月2日9点30分（北京时间）", "青禾市公共资源交易中心三楼"]
    assert normals(tender, "opening")[0] == "2024-04-02T09:30:00+08:00"
    assert tender.published == "2024-03-12T10:20:00+08:00"


def test_telephones_and_codes_are_given_bare(tender: Reading) -> None:
    assert normals(tender, "contact.phone") == ["03995550101", "03995550102", "03995550103"]
    assert normals(tender, "project.code") == ["QH-2024-001"]
    assert tender.project_code == "QH-2024-001"


def test_a_tender_notice_awards_nothing(tender: Reading) -> None:
    assert not {"winner", "amount", "candidates", "experts", "correction.content"} & set(tender.elements)


def test_candidates_stand_in_the_order_of_the_table() -> None:
    reading = notice("青禾大道工程施工中标候选人公示", CANDIDATES)
    spans_hold(reading)
    assert texts(reading, "candidates") == ["甲有限公司", "乙有限公司", "丙有限公司"]
    assert texts(reading, "candidate.price") == ["1,234.5", "1,300", "1,310"]
    assert normals(reading, "candidate.price") == ["12345000", "13000000", "13100000"]
    assert texts(reading, "candidate.leader") == ["张三", "李四", "王五"]
    assert texts(reading, "publicity.period") == ["2024年5月6日至2024年5月9日"]
    assert "winner" not in reading.elements


def test_candidates_in_columns_and_in_lines() -> None:
    columns = (
        "<table><tr><td>名次</td><td>第一名</td><td>第二名</td></tr><tr><td>中标候选人</td><td>甲有限公司</td>"
        "<td>乙有限公司</td></tr><tr><td>投标报价</td><td>100元</td><td>110元</td></tr>"
        "<tr><td>项目经理</td><td>张三</td><td>李四</td></tr></table>"
    )
    lines = "第一中标候选人：甲有限公司\n投标报价：100元\n项目经理：张三\n第二中标候选人：乙有限公司\n投标报价：110元\n项目经理：李四"
    for body in (columns, lines):
        found = elements("construction", "candidates", body)
        assert found["candidates"] == ["甲有限公司", "乙有限公司"]
        assert found["candidate.price"] == ["100元", "110元"]
        assert found["candidate.leader"] == ["张三", "李四"]


def test_several_packages_with_a_winner_each() -> None:
    body = (
        "三、中标信息\n包1\n供应商名称：甲有限公司\n供应商地址：三路3号\n中标金额：12.5万元\n"
        "包2\n供应商名称：乙有限公司\n供应商地址：四路4号\n中标金额：130000元"
    )
    found = elements("procurement", "result", body)
    assert found["winner"] == ["甲有限公司", "乙有限公司"]
    assert found["winner.address"] == ["三路3号", "四路4号"]
    assert found["amount"] == ["12.5万元", "130000元"]
    assert found["section"] == ["包1", "包2"]


def test_several_packages_in_a_table() -> None:
    reading = notice(
        "青禾市教育局课桌采购成交结果公告",
        "<p>采购人：青禾市教育局</p><table><tr><td>包号</td><td>供应商名称</td><td>供应商地址</td><td>中标（成交）金额（万元）</td></tr>"
        "<tr><td>1</td><td>甲有限公司</td><td>三路3号</td><td>12.5</td></tr>"
        "<tr><td>2</td><td>乙有限公司</td><td>四路4号</td><td>13</td></tr></table><p>评审专家名单：张三、李四、王五</p>",
    )
    assert texts(reading, "section") == ["1", "2"]
    assert texts(reading, "winner") == ["甲有限公司", "乙有限公司"]
    assert texts(reading, "winner.address") == ["三路3号", "四路4号"]
    assert normals(reading, "amount") == ["125000", "130000"]
    assert texts(reading, "experts") == ["张三、李四、王五"]


def test_a_lot_of_several_winners() -> None:
    body = (
        "<table><tr><td>标段</td><td>中标人</td><td>中标价（元）</td></tr><tr><td rowspan=2>一标段</td><td>甲有限公司</td>"
        "<td>100</td></tr><tr><td>乙有限公司</td><td>200</td></tr></table>"
    )
    found = elements("construction", "result", body)
    assert found["section"] == ["一标段"]
    assert found["winner"] == ["甲有限公司", "乙有限公司"]
    assert found["amount"] == ["100", "200"]


@pytest.mark.parametrize("nothing", ["", "/", "-", "——", "无", "详见附件", "详见招标文件第三章", "（见附件1）"])
def test_what_is_not_said_is_absent(nothing: str) -> None:
    labels = ("采购人", "代理机构", "预算金额", "最高限价", "项目编号", "投标保证金", "资金来源", "联系人", "联系电话")
    body = "采购方式：公开招标\n" + "\n".join(f"{label}：{nothing}" for label in labels)
    assert set(elements("procurement", "tender", body)) == {"transaction.method"}


def test_contacts_side_by_side_belong_to_the_party_in_their_column() -> None:
    table = (
        "<table><tr><td>招标人</td><td>青禾市住建局</td><td>招标代理机构</td><td>云岭招标有限公司</td></tr>"
        "<tr><td>地址</td><td>一路1号</td><td>地址</td><td>二路2号</td></tr>"
        "<tr><td>联系人</td><td>李工</td><td>联系人</td><td>王工</td></tr>"
        "<tr><td>电话</td><td>0399-5550101</td><td>电话</td><td>0399-5550102</td></tr></table>"
    )
    lines = "招标人：青禾市住建局    招标代理机构：云岭招标有限公司\n地址：一路1号    地址：二路2号\n联系人：李工    联系人：王工\n电话：0399-5550101    电话：0399-5550102"
    for body in (table, lines):
        found = elements("construction", "tender", body)
        assert found["buyer"] == ["青禾市住建局"]
        assert found["agency"] == ["云岭招标有限公司"]
        assert found["buyer.address"] == ["一路1号"]
        assert found["agency.address"] == ["二路2号"]
        assert found["buyer.contact"] == ["李工", "0399-5550101"]
        assert found["agency.contact"] == ["王工", "0399-5550102"]


def test_telephones_of_supervisors_are_where_to_object() -> None:
    found = elements("construction", "candidates", "投诉受理单位：青禾市住建局\n电话：0399-5550199")
    assert found == {"objection.channel": ["青禾市住建局", "0399-5550199"]}


def test_a_table_of_changes_gives_what_holds_now() -> None:
    reading = notice(
        "青禾市教育局课桌采购更正公告",
        "<p>采购人：青禾市教育局</p><p>首次公告日期：2024年3月1日</p>"
        "<table><tr><td>序号</td><td>更正项</td><td>更正前内容</td><td>更正后内容</td></tr>"
        "<tr><td>1</td><td>投标截止时间</td><td>2024年4月2日9点30分</td><td>2024年4月9日9点30分</td></tr>"
        "<tr><td>2</td><td>预算金额</td><td>10万元</td><td>12万元</td></tr></table>",
    )
    assert one(reading, "submission.deadline") == ("2024年4月9日9点30分", "2024-04-09T09:30:00+08:00")
    assert one(reading, "budget") == ("12万元", "120000")
    assert one(reading, "original.notice")[0] == "2024年3月1日"
    assert "2024年4月9日9点30分" in texts(reading, "correction.content")


def test_a_change_in_a_label() -> None:
    found = elements("construction", "correction", "投标截止时间变更为：2024年4月9日9时30分")
    assert found["submission.deadline"] == ["2024年4月9日9时30分"]
    assert found["correction.content"] == ["投标截止时间变更为：2024年4月9日9时30分"]


def test_a_grant_of_land() -> None:
    body = (
        "宗地编号：QH2024-7\n土地面积：12345.6平方米\n土地用途：工业用地\n容积率：1.0-2.0\n建筑密度：≤40%\n绿地率：≥20%\n"
        "出让年限：50年\n起始价（万元）：1200\n竞买保证金：240万元\n增价幅度：10万元\n出让人：青禾市自然资源局"
    )
    reading = notice("青禾市自然资源局国有建设用地使用权挂牌出让公告", body)
    assert {element: texts(reading, element) for element in reading.elements if element != "transaction.method"} == {
        "parcel.code": ["QH2024-7"],
        "area": ["12345.6平方米"],
        "land.use": ["工业用地"],
        "plot-ratio": ["1.0-2.0"],
        "building-density": ["≤40%"],
        "greening": ["≥20%"],
        "term": ["50年"],
        "price.start": ["1200"],
        "deposit": ["240万元"],
        "price.step": ["10万元"],
        "buyer": ["青禾市自然资源局"],
    }
    assert normals(reading, "price.start") == ["12000000"]
    assert normals(reading, "deposit") == ["2400000"]


def test_a_deal_in_land_has_a_transferee_and_a_price_of_the_deal() -> None:
    body = "宗地编号：QH2024-7\n受让单位：甲有限公司\n成交价：1500万元\n成交时间：2024年5月6日"
    reading = notice("青禾市国有建设用地使用权成交公示", body)
    assert texts(reading, "transferee") == ["甲有限公司"]
    assert one(reading, "deal.price") == ("1500万元", "15000000")
    assert one(reading, "deal.time") == ("2024年5月6日", "2024-05-06")
    assert not {"winner", "amount"} & set(reading.elements)


def test_a_contract_names_its_parties() -> None:
    found = elements(
        "procurement",
        "contract",
        "甲方：青禾市教育局\n乙方：甲有限公司\n合同金额：12.5万元\n合同签订日期：2024年5月6日",
    )
    assert found == {
        "buyer": ["青禾市教育局"],
        "winner": ["甲有限公司"],
        "contract.parties": ["青禾市教育局", "甲有限公司"],
        "amount": ["12.5万元"],
        "contract.date": ["2024年5月6日"],
    }


def test_a_single_source() -> None:
    found = elements(
        "procurement",
        "single-source",
        "采购人：青禾市教育局\n采用单一来源采购方式的原因及说明：原系统由其建设\n拟定供应商名称：甲有限公司\n专家论证意见：同意",
    )
    assert found["single-source.reason"] == ["原系统由其建设"]
    assert found["supplier.proposed"] == ["甲有限公司"]
    assert found["expert.opinion"] == ["同意"]
    assert "winner" not in found


def test_a_failed_tender_says_why() -> None:
    found = elements("procurement", "termination", "采购人：青禾市教育局\n因有效投标供应商不足三家，本项目予以废标。")
    assert found["termination.reason"] == ["因有效投标供应商不足三家，本项目予以废标"]


def test_an_amount_in_words_and_figures() -> None:
    reading = notice(
        "青禾市教育局课桌采购成交结果公告",
        "采购人：青禾市教育局\n成交供应商：甲有限公司\n成交金额：壹拾贰万元整（￥120000.00）",
    )
    assert normals(reading, "amount") == ["120000"]


def test_what_a_sentence_says_yields_to_a_label() -> None:
    body = "云岭招标有限公司受乙局委托，组织采购。\n采购人：青禾市教育局"
    assert elements("procurement", "tender", body)["buyer"] == ["青禾市教育局"]


def test_the_original_of_a_value_can_be_had_back() -> None:
    reading = notice(
        "青禾市教育局課桌採購公告", "採購人：青禾市教育局\n預算金額：１２．５萬元\n聯繫電話：０３９９－５５５０１０１"
    )
    assert texts(reading, "buyer") == ["青禾市教育局"]
    (budget,) = reading.elements["budget"]
    assert (budget.text, budget.normal) == ("12.5万元", "125000")
    assert reading.document.raw_of(budget.start, budget.end) == "１２．５萬元"


def test_the_date_of_publication() -> None:
    assert (
        notice("公告", "青禾大道工程招标公告\n招标人：青禾市住建局\n青禾市住建局\n2024年5月6日").published
        == "2024-05-06"
    )
    said = Incoming("a", title="青禾大道工程招标公告", published="2024-05-08 09:00", text="发布时间：2024年5月6日")
    assert read_notice(said, lexicon()).published == "2024-05-08T09:00:00+08:00"
    assert notice("青禾大道工程招标公告", "招标人：青禾市住建局").published == ""


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("青禾大道工程施工中标候选人公示", "青禾大道工程施工"),
        ("青禾大道工程（一标段）招标计划", "青禾大道工程（一标段）"),
        ("青禾市教育局关于课桌采购项目的更正公告", "课桌采购项目"),
        ("课桌采购项目 - 成交公告", "课桌采购项目"),
        ("[青禾市]青禾大道工程施工中标结果公告（第二次）", "青禾大道工程施工"),
        ("公告", ""),
        ("", ""),
    ],
)
def test_the_name_of_the_project_in_a_title(title: str, name: str) -> None:
    assert project_in_title(title) == name


def test_telephones_of_firms_that_won_are_no_contacts() -> None:
    body = "采购人：青禾市教育局\n联系人：李工，电话：0399-5550101\n供应商：甲有限公司\n联系人：张三 电话：0399-5550999"
    found = elements("procurement", "result", body)
    assert found["buyer.contact"] == ["李工", "0399-5550101"]
    assert found["contact.phone"] == ["0399-5550101"]
    assert found["winner"] == ["甲有限公司"]


# --- whatever comes ----------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["采购人", "招标人", "名称", "联系人", "电话", "预算金额（万元）", "中标候选人", "项目经理", "更正后", "公示期", "：", "\n", "\t", "  ",
     "一、", "1.", "甲有限公司", "张三", "0399-5550101", "100", "2024年5月6日9时", "。", "（", "）", "/", "详见附件", "受", "委托", "出让"]
)  # fmt: skip
BODIES = st.lists(PIECES | st.characters(), max_size=60).map("".join)


def fits(reading: Reading) -> None:
    spans_hold(reading)
    assert set(reading.elements) <= REPORTED
    assert not set(reading.others) & REPORTED
    assert 0 <= reading.confidence <= 1
    for values in reading.elements.values():
        assert values
        assert len({(value.start, value.end) for value in values}) == len(values)


@given(st.sampled_from(["", "青禾大道工程中标候选人公示", "课桌采购更正公告", "土地使用权出让公告"]) | BODIES, BODIES)
def test_any_text_is_read(title: str, body: str) -> None:
    fits(notice(title, "字" + body))


@given(BODIES)
def test_any_page_is_read(body: str) -> None:
    rows = "".join(f"<tr><td>{line.replace(chr(9), '<td>')}</td></tr>" for line in body.split("\n"))
    fits(notice("青禾大道工程中标结果公告", f"<div><table>{rows}</table>字{body}</div>"))


@pytest.mark.parametrize(
    "body",
    [
        "采购人：甲局\n" * 2000,
        "联系人：李工 电话：0399-5550101 " * 1000,
        "中标候选人：" + "甲有限公司、" * 3000,
        "预算金额：" + "9" * 20_000,
        "项目编号：" + "A-1" * 10_000,
        "联系电话：" + "0399-5550101、" * 3000,
        "开标时间：" + "2024年" * 5000,
        "公示期：" + "自" * 10_000,
        "（" * 10_000,
        "<table>" + "<tr><td>中标人<td>甲公司" * 500,
        "<table><tr>" + "<td>采购人" * 2000,
    ],
)
def test_hostile_text_is_read_to_its_end(body: str) -> None:
    for title in ("青禾市教育局课桌采购成交结果公告", "青禾大道工程施工招标变更公告", "土地使用权成交公示"):
        reading = notice(title, body)
        fits(reading)
        assert sum(map(len, reading.elements.values())) <= 1000


def test_parties_over_columns_have_what_stands_below_them() -> None:
    body = (
        "<table><tr><td colspan=2>采购人（甲方）</td><td colspan=2>供应商（乙方）</td></tr>"
        "<tr><td>名称</td><td>青禾市教育局</td><td>名称</td><td>甲有限公司</td></tr>"
        "<tr><td>地址</td><td>青禾市一路1号</td><td>地址</td><td>青禾市二路2号</td></tr></table>"
    )
    found = elements("procurement", "contract", body)
    assert found["buyer"] == ["青禾市教育局"]
    assert found["winner"] == ["甲有限公司"]
    assert (found["buyer.address"], found["winner.address"]) == (["青禾市一路1号"], ["青禾市二路2号"])


def test_of_two_lines_below_a_label_of_a_correction_the_second_holds() -> None:
    body = "更正前\n更正后\n投标截止时间\n2025年8月27日09:30\n2025年9月10日09:30\n获取招标文件截止时间"
    assert elements("procurement", "correction", body)["submission.deadline"] == ["2025年9月10日09:30"]


def test_a_change_told_on_the_line_below_is_of_what_stands_above() -> None:
    body = "一、原投标文件递交截止时间2024年11月25日10时00分，\n变更为：2024年12月6日10时00分。"
    found = elements("construction", "correction", body)
    assert found["submission.deadline"] == ["2024年12月6日10时00分"]
    assert found["correction.content"] == ["变更为：2024年12月6日10时00分。"[:-1]]


def test_who_a_complaint_is_against() -> None:
    body = "投诉人：甲有限公司\n地址：青禾市一路1号\n被投诉人1：青禾技师学院\n地址：青禾市二路2号\n被投诉人2：云岭项目管理有限公司\n地址：青禾市三路3号"
    found = elements("procurement", "complaint-decision", body)
    assert (found["buyer"], found["agency"]) == (["青禾技师学院"], ["云岭项目管理有限公司"])
    assert (found["buyer.address"], found["agency.address"]) == (["青禾市二路2号"], ["青禾市三路3号"])


def test_a_heading_and_its_party_on_one_line() -> None:
    body = (
        "1.采购人信息 名称：青禾市教育局 地址：青禾市一路1号 联系方式：0399-5550101\n"
        "2.采购代理机构信息 名称：云岭招标有限公司 地址：青禾市二路2号 联系方式：0399-5550102"
    )
    found = elements("procurement", "tender", body)
    assert (found["buyer"], found["agency"]) == (["青禾市教育局"], ["云岭招标有限公司"])
    assert (found["buyer.contact"], found["agency.contact"]) == (["0399-5550101"], ["0399-5550102"])


@pytest.mark.parametrize(
    ("field", "stage", "body", "element", "values"),
    [
        ("construction", "result", "项目经理：张三（注册编号：云1530001）", "candidate.leader", ["张三"]),
        ("construction", "result", "项目经理：张三（注册编号：云1530001）", "candidate.certificate", ["云1530001"]),
        ("procurement", "tender", "预算金额：100万元（人民币），最高限价：90万元", "price.ceiling", ["90万元"]),
        ("construction", "result", "第一标段中标人：甲有限公司；第二标段中标人：乙有限公司", "winner", ["甲有限公司", "乙有限公司"]),
        ("construction", "tender", "投标保证金：一标段250000元；二标段200000元", "deposit", ["250000元", "200000元"]),
        ("procurement", "tender", "联系人：买买提·艾力", "contact.person", ["买买提·艾力"]),
        ("electromechanical", "candidates", "中标候选人名称：\nKonekrans Port Oy", "candidates", ["Konekrans Port Oy"]),
        ("construction", "tender", "招标内容：见证取样检测", "subject", ["见证取样检测"]),
        ("procurement", "plan", "现将青禾市教育局2025年6月采购意向公开如下：", "buyer", ["青禾市教育局"]),
    ],
)  # fmt: skip
def test_small_things(field: str, stage: str, body: str, element: str, values: list[str]) -> None:
    assert elements(field, stage, body)[element] == values


def test_a_number_from_the_source_loses_the_words_behind_it() -> None:
    read = read_notice(
        Incoming("a", title="课桌采购项目结果", text="正文", project_code="QH-2025-016)结果变更公示"), lexicon()
    )
    assert read.project_code == "QH-2025-016"
