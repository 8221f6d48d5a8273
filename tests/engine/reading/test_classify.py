"""What a notice is: an invented title and body for each item the reader can name, and what to do where they disagree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader import document, item

from gongkai.engine.packs.load import load_vocabulary
from gongkai.engine.reading.classify import Kind, classify

#: (item, title, body)
NAMED = [
    # general
    ("trading.catalogue", "青禾市公共资源交易目录（2024年版）", "现将交易目录予以公布。"),
    ("catalogue.disclosure", "青禾市公共资源配置领域主动公开目录", "现公布主动公开目录。"),
    ("credit.blacklist", "青禾市公共资源交易严重违法失信名单", "下列单位列入严重违法失信名单。"),
    ("credit.redlist", "青禾市公共资源交易诚信单位名单", "下列单位列入红名单。"),
    ("credit.information", "青禾市市场主体信用评价等级公布", "现公布信用评价等级。"),
    ("service.guide", "青禾市公共资源交易中心办事指南", "进场交易办事指南如下。"),
    ("service.notice", "关于交易系统升级维护的通知", "交易系统将于5月6日停机升级。"),
    ("report.half-year", "2024年上半年公共资源配置领域信息公开工作情况报告", "上半年工作进展如下。"),
    ("report.annual", "2023年度公共资源配置领域政府信息公开工作报告", "本年度工作如下。"),
    # housing
    ("housing.construction-plan", "青禾市城镇保障性安居工程规划", "规划期内新建保障性租赁住房。"),
    ("housing.annual-plan", "青禾市2024年度保障性安居工程建设计划", "计划开工公租房500套。"),
    ("housing.annual-completion", "青禾市2023年度保障性安居工程建设计划完成情况", "公租房开工500套。"),
    ("housing.rural-renovation", "白鹭县2023年农村危房改造政策执行情况", "全县完成危房改造120户。"),
    ("housing.allocation", "青禾市2024年第一批公租房分配结果公示", "下列家庭获配公租房。"),
    ("housing.rent-subsidy", "青禾市2024年第一季度公租房租赁补贴发放公示", "发放租赁补贴120户。"),
    # land
    ("land.supply-plan", "青禾市2024年度国有建设用地供应计划", "国有建设用地供应总量200公顷。"),
    ("land.announcement", "青禾市自然资源局国有建设用地使用权挂牌出让公告", "宗地编号：QH2024-7，土地用途：工业用地"),
    ("land.deal-publicity", "青禾市国有建设用地使用权成交公示", "宗地编号：QH2024-7，受让单位：甲有限公司"),
    ("land.supply-result", "青禾市国有建设用地供地结果公示", "宗地编号：QH2024-7，供地方式：划拨"),
    ("land.agreement-publicity", "青禾市国有建设用地使用权协议出让公示", "宗地编号：QH2024-7，拟协议出让给甲有限公司"),
    ("land.agreement-result", "青禾市国有土地使用权协议出让结果公示", "宗地编号：QH2024-7"),
    ("land.performance-change", "青禾市国有建设用地使用权出让合同变更公示", "宗地编号：QH2024-7，变更竣工时间。"),
    # mining
    ("mining.announcement", "青禾市采矿权挂牌出让公告", "开采矿种：建筑石料用灰岩"),
    ("mining.deal-publicity", "青禾市采矿权挂牌出让成交公示", "竞得人：甲有限公司"),
    ("mining.approval", "云岭省采矿权审批结果公告", "许可证号：C5300002024"),
    ("mining.project", "云岭省矿业权项目信息", "探矿权勘查项目：铜矿普查"),
    ("mining.registration-application", "云岭省探矿权申请登记公示", "申请在先方式申请探矿权"),
    ("mining.agreement-publicity", "云岭省采矿权协议出让公示", "拟以协议方式出让采矿权"),
    ("mining.transfer-publicity", "云岭省采矿权转让公示", "转让人：甲有限公司，受让人：乙有限公司"),
    ("mining.performance-change", "云岭省采矿权出让合同履约信息公示", "采矿权人已缴清出让收益"),
    # procurement
    ("procurement.demand", "青禾市居家养老服务采购需求征求意见公告", "政府采购项目采购需求公开征求意见"),
    (
        "procurement.tender-notice",
        "青禾市教育局课桌采购项目公开招标公告",
        "采购人：青禾市教育局，政府采购，获取招标文件",
    ),
    (
        "procurement.prequalification",
        "青禾市展馆布展采购资格预审公告",
        "采购人邀请供应商提交资格预审申请文件，政府采购",
    ),
    (
        "procurement.negotiation-notice",
        "青禾市教育局课桌采购竞争性磋商公告",
        "采购人：青禾市教育局，供应商获取磋商文件",
    ),
    (
        "procurement.single-source",
        "青禾市教育局系统维护单一来源公示",
        "采购人：青禾市教育局，拟定的唯一供应商：甲有限公司",
    ),
    ("procurement.correction", "青禾市教育局课桌采购更正公告", "采购人：青禾市教育局，政府采购，更正内容如下"),
    (
        "procurement.termination",
        "青禾市教育局课桌采购废标公告",
        "采购人：青禾市教育局，政府采购，供应商不足三家，予以废标",
    ),
    ("procurement.result", "青禾市教育局课桌采购成交结果公告", "采购人：青禾市教育局，成交供应商：甲有限公司"),
    (
        "procurement.contract",
        "青禾市教育局课桌采购合同公告",
        "采购人：青禾市教育局，供应商：甲有限公司，合同金额：12万元",
    ),
    (
        "procurement.acceptance",
        "青禾市教育局课桌采购履约验收公告",
        "采购人：青禾市教育局，供应商：甲有限公司，政府采购",
    ),
    ("procurement.complaint-decision", "青禾市财政局政府采购投诉处理决定公告", "投诉人：甲有限公司，驳回投诉"),
    ("procurement.agency-assessment", "青禾市财政局关于集中采购机构考核结果的公告", "政府采购集中采购机构考核得分95"),
    ("procurement.misconduct", "青禾市财政局政府采购行政处罚决定", "供应商甲有限公司提供虚假材料，处以罚款"),
    # property
    ("property.decision", "青禾投资有限公司股权转让批复公示", "国有产权转让方：青禾投资有限公司，批准文件"),
    ("property.audit", "青禾投资有限公司股权转让资产评估结果公示", "国有产权转让，资产评估"),
    ("property.pre-disclosure", "甲有限公司51%股权转让信息预披露", "转让方：青禾投资有限公司"),
    ("property.listing", "甲有限公司51%股权转让公告", "转让方：青禾投资有限公司，挂牌价格100万元"),
    ("property.floor-price", "甲有限公司51%股权转让底价公示", "转让方：青禾投资有限公司"),
    ("property.result", "甲有限公司51%股权转让成交公告", "受让方：乙有限公司，转让方：青禾投资有限公司"),
    ("property.contract", "甲有限公司51%股权转让合同公示", "转让方：青禾投资有限公司，产权交易合同"),
    ("property.penalty", "青禾产权交易中心关于产权交易违规处罚的公告", "产权交易违规，转让方"),
    # construction
    (
        "construction.approval",
        "青禾市发改委关于青禾大道工程可行性研究报告的批复",
        "工程建设规模，建设单位，招标方案核准",
    ),
    ("construction.tender-notice", "青禾大道工程施工招标公告", "招标人：青禾市住建局，建设地点，投标截止时间"),
    ("construction.prequalification", "青禾大道工程施工资格预审公告", "招标人：青禾市住建局，资格预审申请文件"),
    ("construction.prequalification-result", "青禾大道工程施工资格预审结果公示", "招标人：青禾市住建局，合格投标人"),
    ("construction.candidates", "青禾大道工程施工中标候选人公示", "招标人：青禾市住建局，第一中标候选人：甲有限公司"),
    ("construction.award", "青禾大道工程施工中标结果公告", "招标人：青禾市住建局，中标人：甲有限公司"),
    ("construction.contract", "青禾大道工程施工合同订立信息公示", "招标人：青禾市住建局，承包人：甲有限公司"),
    (
        "construction.performance",
        "青禾大道工程施工合同履行及竣工验收信息公示",
        "建设单位：青禾市住建局，施工单位：甲有限公司",
    ),
    (
        "construction.penalty",
        "青禾市住建局关于青禾大道工程施工招标投诉处理决定",
        "招标人：青禾市住建局，投诉人：甲有限公司",
    ),
    ("construction.correction", "青禾大道工程施工招标变更公告", "招标人：青禾市住建局，投标截止时间变更为2024年5月6日"),
    ("construction.termination", "青禾大道工程施工招标失败公告", "招标人：青禾市住建局，有效投标不足三家"),
    # neither tender nor grant, though their titles name one
    ("other.notice", "青禾大道工程招标控制价公示", "招标人：青禾市住建局\n招标控制价：100万元"),
    ("other.notice", "青禾石灰岩矿采矿权注销公告", "采矿权人：甲矿业有限公司\n注销原因：期满"),
    # a mention of corrections makes no correction
    (
        "procurement.tender-notice",
        "青禾市景区安保服务项目",
        "采购人：青禾市景区管理委员会\n获取招标文件：云采平台\n补遗、澄清及变更信息以网站公告为准\n采购方式：公开招标",
    ),
    (
        "land.supply-result",
        "青禾市人民政府关于挂牌出让一宗国有建设用地使用权的批复",
        "供地结果信息\n电子监管号：5301\n土地坐落：青禾市",
    ),
    ("procurement.agency-assessment", "青禾市财政局关于2018年度集中采购机构考核结果的通报", "政府采购"),
    ("medical.catalogue", "云岭省2024年集中采购药品目录（第一批）", "化学药品312种"),
    # medical
    ("medical.catalogue", "云岭省药品集中采购目录公示", "药品集中采购目录"),
    ("medical.notice", "云岭省医用耗材集中带量采购公告", "申报企业请于5月6日前申报"),
    ("medical.documents", "云岭省药品集中带量采购文件", "药品集中带量采购文件"),
    ("medical.qualification", "云岭省药品集中采购企业资质审核结果公示", "药品集中采购申报企业"),
    ("medical.quotes", "云岭省医用耗材集中采购产品报价公示", "申报企业报价如下"),
    ("medical.result", "云岭省药品集中带量采购中选结果公告", "中选产品如下"),
    ("medical.change", "云岭省挂网药品信息变更公示", "药品集中采购挂网产品变更"),
    ("medical.filed-purchase", "云岭省药品备案采购公示", "药品集中采购备案采购"),
    ("medical.supplier-points", "云岭省药品集中采购供货企业积分公示", "药品集中采购"),
    ("medical.credit", "云岭省医药集中采购信用评价公示", "药品集中采购失信等级"),
    ("medical.penalty", "云岭省药品集中采购违规企业处罚公告", "暂停挂网资格，药品集中采购"),
    # carbon
    ("carbon.scope", "云岭省碳排放权交易纳入行业范围", "碳排放纳入行业"),
    ("carbon.emitters", "云岭省碳排放重点排放单位名录", "碳排放重点排放单位"),
    ("carbon.allowance-method", "云岭省碳排放配额分配方案", "碳排放配额分配"),
    ("carbon.allowance-rules", "云岭省碳排放配额注销办法", "碳排放配额注销、存储"),
    ("carbon.clearing", "云岭省碳排放配额清缴情况公告", "碳排放重点排放单位均已清缴"),
    ("carbon.verifiers", "云岭省碳排放核查机构名单", "碳排放第三方核查机构"),
    ("carbon.market", "云岭省碳市场交易行情", "碳排放配额成交量、收盘价"),
    # others
    ("electromechanical.tender-notice", "数控机床国际招标公告", "机电产品国际招标，招标人：甲有限公司"),
    (
        "electromechanical.evaluation",
        "数控机床国际招标评标结果公示",
        "机电产品国际招标，招标人：甲有限公司，中标候选人：乙公司",
    ),
    ("electromechanical.award", "数控机床国际招标中标结果公告", "机电产品国际招标，招标人：甲有限公司，中标人：乙公司"),
    ("electromechanical.objection", "数控机床国际招标投诉处理结果", "机电产品国际招标，投诉人：乙公司"),
    ("nev.filing", "青禾市新能源汽车车型备案公示", "新能源汽车推广应用车型目录"),
    ("nev.subsidy", "青禾市新能源汽车推广应用补助资金公示", "新能源汽车补助资金清算"),
    ("nev.quota", "青禾市新能源汽车专用牌照额度公告", "新能源汽车专用牌照年度额度"),
    ("nev.penalty", "青禾市新能源汽车推广应用补助违规处罚公告", "新能源汽车补贴"),
    ("emission.notice", "青禾市排污权公开出让公告", "排污权竞买"),
    ("emission.result", "青禾市排污权交易成交公告", "排污权竞得人：甲有限公司"),
    ("franchise.notice", "青禾市公交线路特许经营权招标公告", "特许经营期10年"),
    ("franchise.result", "青禾市停车泊位经营权拍卖成交公示", "特许经营权竞得人：甲有限公司"),
    ("confiscated.notice", "青禾市罚没物资拍卖公告", "罚没物资一批"),
    ("confiscated.result", "青禾市罚没物资拍卖成交结果公告", "罚没物资竞得人：甲有限公司"),
    ("other.tender-plan", "青禾大道工程招标计划", "招标人：青禾市住建局，预计招标时间2024年5月"),
    ("other.tender-plan", "青禾市教育局2024年5月政府采购意向", "采购单位：青禾市教育局，预计采购时间2024年5月"),
    ("other.clarification", "青禾大道工程施工招标答疑", "招标人：青禾市住建局\n问题1：工期多少？\n答复：420天"),
    ("other.opening-record", "青禾大道工程施工开标记录", "招标人：青禾市住建局，投标人：甲有限公司，投标报价100万元"),
]


def kind(title: str, body: str = "") -> Kind:
    return classify(document(body, title), title)


@pytest.mark.parametrize(("name", "title", "body"), NAMED, ids=[f"{name}-{title[:14]}" for name, title, _ in NAMED])
def test_every_item_is_known_by_a_notice_of_it(name: str, title: str, body: str) -> None:
    vocabulary = load_vocabulary()
    got = kind(title, body)
    assert got.item == name
    assert name in vocabulary.items
    assert got.field in vocabulary.fields
    assert 0.4 <= got.confidence <= 0.99
    assert got.why


def test_a_plain_notice_of_each_kind_is_sure() -> None:
    sure = {name for name, title, body in NAMED if kind(title, body).confidence >= 0.9}
    assert sure >= {
        "construction.tender-notice", "construction.candidates", "construction.award", "construction.correction",
        "construction.termination", "construction.contract", "procurement.tender-notice", "procurement.result",
        "procurement.negotiation-notice", "procurement.correction", "procurement.termination", "procurement.contract",
        "procurement.single-source", "land.announcement", "land.deal-publicity", "mining.announcement",
        "property.listing", "housing.allocation", "medical.result", "electromechanical.tender-notice", "nev.subsidy",
        "other.tender-plan", "other.clarification", "other.opening-record",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("title", "body", "name"),
    [
        # the last word of a title tells what is done
        (
            "青禾市教育局课桌采购成交结果更正公告",
            "采购人：青禾市教育局，成交供应商：甲有限公司，更正内容如下",
            "procurement.correction",
        ),
        (
            "青禾市教育局系统维护单一来源采购成交公告",
            "采购人：青禾市教育局，成交供应商：甲有限公司，单一来源",
            "procurement.result",
        ),
        ("青禾大道工程施工中标候选人公示（第二次）", "招标人：青禾市住建局，第一中标候选人：甲有限公司", "construction.candidates"),
        # answers that change times are a correction, answers alone are not
        ("青禾大道工程施工招标答疑", "招标人：青禾市住建局，投标截止时间延期至2024年5月6日", "construction.correction"),
        ("青禾大道工程施工招标答疑", "招标人：青禾市住建局\n问题1：工期？\n答复：420天", "other.clarification"),
        # the title only gives the name of the project
        (
            "青禾市教育局课桌采购项目",
            "采购人：青禾市教育局\n政府采购\n成交供应商：甲有限公司\n成交金额：12万元",
            "procurement.result",
        ),
        (
            "青禾市教育局课桌采购项目",
            "采购人：青禾市教育局\n政府采购\n因供应商不足三家，本项目予以废标",
            "procurement.termination",
        ),
        (
            "青禾大道工程施工",
            "招标人：青禾市住建局\n现将中标候选人公示如下\n第一中标候选人：甲有限公司",
            "construction.candidates",
        ),
        # the title says less than the body
        (
            "青禾市教育局课桌采购公告",
            "采购人：青禾市教育局\n竞争性磋商公告\n供应商获取磋商文件",
            "procurement.negotiation-notice",
        ),
        ("合同公告", "采购人：青禾市教育局\n供应商：甲有限公司\n合同金额：12万元", "procurement.contract"),
        # works are bought even where houses are what they build
        ("青禾市公租房小区道路工程施工招标公告", "招标人：青禾市住建局，公租房小区，建设地点", "construction.tender-notice"),
        # a plan announces no tender yet
        ("青禾大道工程招标计划", "招标人：青禾市住建局，预计招标时间2024年5月，建设规模", "other.tender-plan"),
        # the body alone
        ("", "青禾市教育局课桌采购项目公开招标公告\n采购人：青禾市教育局\n政府采购\n获取招标文件", "procurement.tender-notice"),
        # the title alone
        ("青禾市教育局课桌采购项目公开招标公告", "", "procurement.tender-notice"),
        ("青禾大道工程施工中标候选人公示", "", "construction.candidates"),
    ],
)  # fmt: skip
def test_title_and_body_together_tell(title: str, body: str, name: str) -> None:
    assert item(title, body) == name


def test_the_kind_of_notice_in_brackets_at_the_end_of_a_title_counts_most() -> None:
    body = "招标人：青禾市住建局，建设地点：一路1号"
    assert item("青禾大道工程施工招标[中标结果公告]", body) == "construction.award"
    assert item("青禾大道工程施工招标（变更公告）", body) == "construction.correction"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("", ""),
        ("中标公告", ""),
        ("青禾市天气预报", "明天晴，气温12到20度。"),
        ("关于召开年终总结会议的通知", "全体职工：定于周五下午开会，请准时参加。"),
        ("Lorem ipsum", "dolor sit amet"),
    ],
)
def test_what_answers_to_nothing_stays_unknown(title: str, body: str) -> None:
    got = kind(title, body)
    assert (got.item, got.field) == ("unknown", "unknown")
    assert got.confidence <= 0.3


@pytest.mark.parametrize(
    ("title", "body"),
    [
        # only the name of a project
        ("青禾市教育局课桌采购项目", ""),
        # two fields near each other
        ("青禾市公租房小区道路工程施工招标公告", "招标人：青禾市住建局，公租房小区，建设地点"),
        # a general word decides
        ("青禾市公共资源交易中心办事指南", "进场交易办事指南如下。"),
    ],
)
def test_it_says_where_it_is_not_sure(title: str, body: str) -> None:
    assert kind(title, body).confidence < 0.9


def test_a_menu_above_the_text_says_nothing() -> None:
    menu = "首页\n招标公告\n中标公示\n变更公告\n政策法规\n"
    body = "青禾大道工程施工合同订立信息公示\n招标人：青禾市住建局\n承包人：甲有限公司"
    assert item("", menu + body) == "construction.contract"


WORDS = st.lists(
    st.sampled_from(
        ["招标", "采购", "中标", "候选人", "更正", "公告", "公示", "土地", "采矿权", "排污权", "公租房", "答疑", "单一来源", "（", "）", "\n", "。", "终止"]
    )
    | st.characters(),
    max_size=40,
).map("".join)  # fmt: skip


@given(WORDS, WORDS)
def test_anything_has_an_answer_of_the_vocabulary(title: str, body: str) -> None:
    vocabulary = load_vocabulary()
    got = kind(title, body)
    assert got.item in vocabulary.items or got.item == "unknown"
    assert got.field in vocabulary.fields or got.field == "unknown"
    assert 0 <= got.confidence <= 1
    assert got.item != "unknown" or got.confidence <= 0.3
    assert got == kind(title, body)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("公告" * 3000, ""),
        ("（" * 5000, "（" * 5000),
        ("招标" * 3000, "招标" * 3000),
        ("", "问题1：" * 3000),
        ("", "甲方：" * 3000),
        ("[公告" * 2000, "有效投标" * 3000),
        ("第一次" * 3000, "公告\n" * 3000),
    ],
)
def test_hostile_text_is_read_to_its_end(title: str, body: str) -> None:
    assert 0 <= kind(title, body).confidence <= 1
