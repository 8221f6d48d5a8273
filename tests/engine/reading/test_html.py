from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engine.reading.document import Attachment, Document
from gongkai.engine.reading.html import flatten, read_html

PAGES = Path(__file__).parent / "pages"


def lines(html: str, **given_: str) -> list[str]:
    return [line.text for line in read_html(html, **given_).lines]  # type: ignore[arg-type]


def grid(document: Document, table: int = 0) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in document.tables[table].grid]


def page(name: str) -> Document:
    return read_html((PAGES / f"{name}.html").read_text(encoding="utf-8"))


def test_paragraphs_breaks_and_blanks() -> None:
    html = "<p>一、项目概况<br/>名&nbsp;称：<b>甲</b> <i>乙</i></p><div>二、<span>地 址</span>：\n  丙</div>丁"
    assert lines(html) == ["一、项目概况", "名 称：甲 乙", "二、地 址： 丙", "丁"]


def test_every_line_knows_its_place() -> None:
    document = read_html(
        "<h2>某公告</h2><p>甲&nbsp;&nbsp;&nbsp;&nbsp;乙</p><table><tr><td>A</td><td>１</td></tr></table>"
    )
    assert document.text == "某公告\n甲  乙\nA\t1"
    for line in document.lines:
        assert document.text[line.start : line.end] == line.text
    for table in document.tables:
        for cell in table.cells():
            assert document.text[cell.start : cell.end] == cell.text
    assert [(line.level, line.table, line.row) for line in document.lines] == [(2, -1, -1), (0, -1, -1), (0, 0, 0)]
    assert document.raw == "某公告\n甲\u00a0\u00a0\u00a0\u00a0乙\nA\t１"
    assert document.raw_of(4, 8) == "甲\u00a0\u00a0\u00a0\u00a0乙"
    assert document.where(document.text.index("1")) == {"line": 3, "offset": 11, "table": 1, "row": 1, "column": 2}


def test_hard_wrapped_text_is_joined_only_when_safe() -> None:
    html = "<p>建设资金来自\n    财政资金，招标人为\n甲公司。\n联系人：乙\n二、其他\nABC\nDEF</p>"
    assert lines(html) == ["建设资金来自财政资金，招标人为甲公司。 联系人：乙 二、其他 ABC DEF"]


def test_pre_keeps_its_lines() -> None:
    assert lines("<pre>甲：1\n乙：2</pre>") == ["甲：1", "乙：2"]


def test_lists_keep_their_numbers() -> None:
    html = "<ol><li>甲</li><li>（二）乙</li><li><ul><li>丙</li></ul></li></ol><ol start=5><li>丁</li></ol>"
    assert lines(html) == ["1. 甲", "（二）乙", "3.", "丙", "5. 丁"]


def test_fill_ins() -> None:
    document = read_html(
        "<p>编号：<u> &nbsp;Q-1 </u>，期限 <u>３０</u>日<u>&nbsp;</u></p><table><tr><td>a</td><td>b <u>c</u></td></tr></table>"
    )
    assert [document.text[a:b] for a, b in document.fill_ins] == ["Q-1", "30", "c"]


def test_form_values_are_text() -> None:
    html = (
        '<form><input type="hidden" value="x">项目：<input value="甲"><br>说明：<textarea>乙\n丙</textarea>'
        "<select><option>一<option selected>二</select> <input type=checkbox checked>公开 <input type=radio>邀请<button>提交</button></form>"
    )
    assert lines(html) == ["项目：甲", "说明：", "乙", "丙", "二 ☑公开 □邀请"]


def test_hidden_and_struck_text_is_left_out_and_noted() -> None:
    html = '<style>.gone{color:red;display:none}</style><p>金额：<del>100</del>90<span style="display: none">原价为八十万元</span></p><p class="x gone">底价七十万</p>'
    document = read_html(html)
    assert document.text == "金额：90"
    assert document.notes == [
        "网页中有2处隐藏内容（约12字），没有读入正文。",
        "网页中有1处带删除线的内容，没有读入正文。",
    ]


def test_a_hidden_body_is_read_when_there_is_no_other() -> None:
    body = "".join(f"<p>第{i}条：本项目采用公开招标方式采购，欢迎参加。</p>" for i in range(1, 21))
    document = read_html(f'<div>查看</div><div id="tab" style="display:none">{body}</div>')
    assert document.text.count("公开招标") == 20
    assert document.notes == ["正文在网页里是隐藏的，已一并读取。"]


def test_scripts_styles_and_comments_are_no_text() -> None:
    html = "<body><script>var a='<p>x</p>'</script><style>p{}</style><!--[if mso]><p>y</p><![endif]--><noscript>z</noscript><p>甲<o:p></o:p></p>"
    assert lines(html) == ["甲"]


def test_attachments() -> None:
    html = (
        '<p>附件：<a href="/f/1.docx">招标文件</a> <a href="javascript:down(2)">清单.xlsx</a> <a href="/oss/download?id=3">图纸</a>'
        '<a href="/news/4.html">通知</a></p>'
    )
    assert read_html(html).attachments == [
        Attachment("招标文件", "/f/1.docx"),
        Attachment("清单.xlsx", "javascript:down(2)"),
        Attachment("图纸", "/oss/download?id=3"),
    ]


def test_merged_cells() -> None:
    document = read_html(
        "<table><tr><th rowspan=2>排名<th rowspan=2>单位<th colspan=2>报价<tr><td>金额<td>工期<tr><td>1<td>甲<br>公司<td>5<td>6</table>"
    )
    assert document.text == "排名\t单位\t报价\n金额\t工期\n1\t甲 公司\t5\t6"
    assert grid(document) == [
        ["排名", "单位", "报价", "报价"],
        ["排名", "单位", "金额", "工期"],
        ["1", "甲 公司", "5", "6"],
    ]
    first = document.tables[0].grid[0][0]
    assert first is not None
    assert (first.row, first.col, first.rowspan, first.colspan, first.header) == (0, 0, 2, 1, True)
    assert document.tables[0].grid[1][0] is first


def test_absurd_spans_are_clamped() -> None:
    document = read_html("<table><tr><td rowspan=999999 colspan=999999>甲<td>乙<tr><td>丙<td>丁</table>" * 3)
    assert [len(table.grid) for table in document.tables] == [2, 2, 2]
    assert all(len(row) <= 202 for table in document.tables for row in table.grid)
    assert document.text.split("\n")[:2] == ["甲\t乙", "丙\t丁"]


def test_rowspan_zero_reaches_the_end() -> None:
    document = read_html("<table><tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3</table>")
    assert grid(document) == [["甲", "1"], ["甲", "2"], ["甲", "3"]]


def test_a_row_without_cells_counts_for_spans_only() -> None:
    document = read_html("<table><tr><td rowspan=3>甲<td>1</tr><tr></tr><tr><td>2</tr><tr><td>乙<td>3</tr></table>")
    assert grid(document) == [["甲", "1"], ["甲", "2"], ["乙", "3"]]


def test_a_layout_table_becomes_lines() -> None:
    html = "<table><tr><td><p>甲公告</p><p>一、概况</p><table><tr><td>编号</td><td>1</td></tr></table><p>二、其他</p></td></tr></table>"
    document = read_html(html)
    assert document.text == "甲公告\n一、概况\n编号\t1\n二、其他"
    assert len(document.tables) == 1


def test_a_table_within_a_data_table_is_one_of_its_own() -> None:
    html = (
        "<table><tr><td>项目名称<td>甲<tr><td>标的<td><table><tr><td>品名<td>单价<tr><td>乙<td>3</table>"
        "<tr><td>采购人<td>丙<tr><td>地址<td>丁</table>"
    )
    document = read_html(html)
    assert document.text == "项目名称\t甲\n标的\n品名\t单价\n乙\t3\n采购人\t丙\n地址\t丁"
    assert [len(table.grid) for table in document.tables] == [1, 2, 2]


def test_a_wide_cell_of_paragraphs_is_text() -> None:
    text = "".join(f"<p>{n}、本项目的有关要求详见招标文件，请投标人自行查阅。</p>" for n in "一二三")
    document = read_html(f"<table><tr><td>编号<td>1<tr><td>名称<td>甲<tr><td colspan=2>{text}</table>")
    assert len(document.lines) == 5
    assert [line.table for line in document.lines] == [0, 0, -1, -1, -1]


def test_text_outside_cells_and_unclosed_tables_stay() -> None:
    assert lines("<table>前言<caption>表一</caption><tr><td>甲<td>乙") == ["前言", "表一", "甲\t乙"]


def test_escaped_html_is_read_as_html() -> None:
    document = read_html("&lt;p&gt;甲&lt;/p&gt;&lt;p&gt;乙&amp;nbsp;丙&lt;/p&gt;")
    assert document.text == "甲\n乙 丙"
    assert document.notes == ["网页内容被转义了一次，已还原后读取。"]


def test_title_of_a_piece() -> None:
    assert read_html("<p>某项目中标公告</p><p>正文</p>").title == "某项目中标公告"
    assert (
        read_html("<title>某县某某道路工程招标公告_某某交易网</title><p>正文</p>").title == "某县某某道路工程招标公告"
    )
    assert read_html("<h1>乙</h1><p>正文</p>", title="甲").title == "甲"


def test_a_link_in_the_text_is_text() -> None:
    assert lines('<p>请登录<a href="http://a.example">某某交易平台</a>（http://a.example）下载文件。</p>') == [
        "请登录某某交易平台（http://a.example）下载文件。"
    ]


def test_nothing_is_lost_to_tidiness() -> None:
    html = '<div><a href="/1">甲项目中标公告</a><a href="/2">乙项目中标公告</a><a href="/3">丙</a></div>'
    assert lines(html) == ["甲项目中标公告乙项目中标公告丙"]


PROCUREMENT = """\
青禾县人民医院彩色超声诊断仪采购项目中标公告
2025年03月07日 15:42 来源：中国某某采购网 【打印】 【显示公告概要】
公告信息：
采购项目名称\t青禾县人民医院彩色超声诊断仪采购项目
采购单位\t青禾县人民医院
行政区域\t青禾县\t公告时间\t2025年03月07日 15:42
总中标金额\t¥98.600000 万元（人民币）
一、项目编号：QHZC-2025-0031（招标文件编号：QHZC-2025-0031）
二、项目名称：青禾县人民医院彩色超声诊断仪采购项目
三、中标（成交）信息
供应商名称：南山医疗器械有限公司
供应商地址：青禾县工业大道12号
中标（成交）金额：98.6000000（万元）
四、主要标的信息
序号\t供应商名称\t货物名称\t货物品牌\t货物型号\t货物数量\t货物单价(元)
1\t南山医疗器械有限公司\t彩色超声诊断仪\t北辰\tBC-9\t2台\t493000
五、评审专家（单一来源采购人员）名单：
周一、吴二、郑三
七、公告期限
自本公告发布之日起1个工作日。
九、凡对本次公告内容提出询问，请按以下方式联系。
1.采购人信息
名 称：青禾县人民医院
地址：青禾县健康路1号
联系方式：0800-1234567
附件：中小企业声明函.pdf"""


def test_a_page_of_a_procurement_site() -> None:
    document = page("procurement")
    assert document.text == PROCUREMENT
    assert document.title == "青禾县人民医院彩色超声诊断仪采购项目中标公告"
    assert document.meta == {"PubDate": "2025年03月07日 15:42", "ContentSource": "中国某某采购网"}
    assert document.attachments == [Attachment("中小企业声明函.pdf", "/oss/download?uuid=ABC123")]
    assert "青禾县水务局泵站改造项目中标公告" in document.chrome


TRADING_CENTRE = """\
白鹭市滨江路雨污分流改造工程（施工）中标候选人公示
【信息时间：2025-04-02  阅读次数：】【我要打印】【关闭】
招标编号： BLJS2025-018
公示期：2025年04月02日至2025年04月07日
排名\t中标候选人\t投标报价\t项目负责人
金额（元）\t工期（日历天）
第一名\t白鹭市政 建设集团有限公司\t12,345,678.00\t180\t甲某某
第二名\t长风路桥有限公司\t12400000.00\t180\t乙某某
第三名\t云岭建工有限公司\t12500000.00\t180\t丙某某
异议受理：白鹭市城投有限公司，电话：0900-7654321
白鹭市城投有限公司
2025年4月2日
附件：
评标结果.pdf"""


def test_a_page_of_a_trading_centre() -> None:
    document = page("trading_centre")
    assert document.text == TRADING_CENTRE
    assert document.title == "白鹭市滨江路雨污分流改造工程（施工）中标候选人公示"
    assert document.meta == {"PubDate": "2025-04-02"}
    assert [document.text[a:b] for a, b in document.fill_ins] == ["BLJS2025-018", "2025年04月02日", "2025年04月07日"]
    assert grid(document)[1] == ["排名", "中标候选人", "金额（元）", "工期（日历天）", "项目负责人"]


LAND_BUREAU = """\
索引号：\tYL0001/2025-00012\t发布机构：\t云岭县自然资源局
发文日期：\t2025-05-16\t公开方式：\t主动公开
云岭县国有建设用地使用权招拍挂出让成交公示
发布日期：2025-05-16 09:20 来源：云岭县自然资源局 字体：[大 中 小] 浏览次数：128
根据《招标拍卖挂牌出让国有建设用地使用权规定》，我局于2025年5月15日以挂牌方式出让1宗地，现将有关情况公示如下：
一、地块基本情况
地块编号\tYL2025-07\t地块位置\t云岭县城东大道北侧
土地用途\t工业用地\t土地面积(公顷)\t2.3451
出让年限\t50\t成交价(万元)\t880
受让单位\t云岭新材料有限公司
1. 公示期：2025年5月16日至2025年5月22日
2. 受让单位须在公示期满后10个工作日内签订合同。
联系人：丁先生  联系电话：0700-2222222"""


def test_a_page_of_a_land_bureau() -> None:
    document = page("land_bureau")
    assert document.text == LAND_BUREAU
    assert document.title == "云岭县国有建设用地使用权招拍挂出让成交公示（云自然资告字〔2025〕3号）"
    assert document.meta["PubDate"] == "2025-05-16 09:20"
    assert document.meta["SiteName"] == "云岭县自然资源局"


OLD_LAYOUT = """\
沙溪镇中心小学教学楼新建工程施工招标公告
发布时间：2013-8-9  点击数：56
1.招标条件
本招标项目沙溪镇中心小学教学楼新建工程已由沙溪县发展和改革局批准建设，项目业主为沙溪镇中心小学，建设资金来自财政资金，招标人为沙溪镇中心小学。
2.项目概况
建设地点\t沙溪镇
建设规模\t建筑面积3200平方米
计划工期\t240日历天
3.联系方式
招 标 人：沙溪镇中心小学
联 系 人：戊老师
电  话：0600-3333333"""


def test_a_page_laid_out_with_tables() -> None:
    document = page("old_layout")
    assert document.text == OLD_LAYOUT
    assert document.title == "沙溪镇中心小学教学楼新建工程施工招标公告"
    assert document.meta == {"PubDate": "2013-8-9"}


def test_names_of_containers_do_not_outweigh_what_is_in_them() -> None:
    document = read_html(
        "<html><title>某县某某道路工程招标公告</title><body><div class='page-header'><a href='/'>首页</a><a href='/1'>登录</a></div>"
        "<div class='vF_detail_header'><h2>某县某某道路工程招标公告</h2><p>2025年3月7日 来源：某网</p></div>"
        "<div class='location'>项目地点：某县城东</div><div class='links'>联系人：甲</div><div class='bottom'>某县交通局</div>"
        f"<p>{'本项目采用公开招标方式。' * 30}</p><div class='share'>分享到 <a href='#'>微信</a></div></body></html>"
    )
    assert [line.text[:20] for line in document.lines] == [
        "某县某某道路工程招标公告", "2025年3月7日 来源：某网", "项目地点：某县城东", "联系人：甲", "某县交通局", "本项目采用公开招标方式。本项目采用公开招",
    ]  # fmt: skip
    assert document.meta == {"PubDate": "2025年3月7日", "ContentSource": "某网"}


def test_a_table_of_links_is_navigation_and_one_with_links_in_it_is_not() -> None:
    document = read_html(
        "<h1>某县某某道路工程中标结果公告</h1><table><tr><td>中标人<td><a href='/c/1'>甲公司</a><td>报价<td>1万元<tr><td>候选人<td><a href='/c/2'>乙公司</a>"
        "<td>报价<td>2万元</table><p>公告期三日。</p><table><tr><td><a href='/1'>某县某某道路工程招标公告</a><td>[2025-03-01]"
        "<tr><td><a href='/2'>某县某某道路工程变更公告</a><td>2025-03-02</table>"
    )
    assert (
        document.text
        == "某县某某道路工程中标结果公告\n中标人\t甲公司\t报价\t1万元\n候选人\t乙公司\t报价\t2万元\n公告期三日。"
    )
    assert document.chrome == ["某县某某道路工程招标公告 [2025-03-01] 某县某某道路工程变更公告 2025-03-02"]


def test_a_page_that_is_named_after_its_site() -> None:
    document = read_html(
        "<title>全国某某交易平台</title><div>您当前的位置：<a href='/'>首页</a> > 详情</div><h4>某县中学教学楼工程中标候选人公示</h4>"
        "<p>发布时间：2025-03-12 17:00 信息来源：<label>某省某某平台</label></p><ul class='tabs'><li>招标公告</li><li>开标记录</li></ul>"
        f"<p>中标候选人第1名：甲公司，投标报价：1234.5万元。{'质量合格。' * 20}</p>"
    )
    assert document.title == "某县中学教学楼工程中标候选人公示"
    assert [line.text[:8] for line in document.lines] == ["某县中学教学楼工", "发布时间：202", "中标候选人第1名"]
    assert document.meta == {"PubDate": "2025-03-12 17:00", "ContentSource": "某省某某平台"}


def test_the_rest_of_a_page() -> None:
    document = read_html(
        "<html><body><div><p>某部指定的信息发布媒体</p><p>服务热线：400-000-0000</p></div>"
        "<h2>某县某局道路采购项目中标公告</h2><p>来源：<span></span> 【<span>打印</span>】</p>"
        f"<div><p>{'一、项目编号：A-1。' * 40}</p></div><div><h2>相关公告</h2><ul></ul></div>"
        "<div><div><p>主办单位：某部国库司</p></div><div><p>服务时间：工作日</p><p>网站标识码：bm00 | ICP备1号</p></div></div>"
        "<div><p>您访问的链接即将离开本网站 是否继续？</p></div></body></html>"
    )
    assert [line.text[:9] for line in document.lines] == ["某县某局道路采购项", "来源： 【打印】", "一、项目编号：A-"]


@pytest.mark.parametrize("tag", ["div", "span", "ul", "p", "font", "b", "table><tr><td", "blockquote", "u", "a href=x"])
def test_nested_a_hundred_thousand_deep(tag: str) -> None:
    name = tag.rpartition(">")[2].partition(" ")[0]
    document = read_html(f"<p>前文</p>{f'<{tag}>' * 100_000}金额：9{f'</{name}>' * 100_000}<p>后文</p>")
    assert "金额：9" in document.text + "".join(document.chrome)
    assert "前文" in document.text
    assert "后文" in document.text


@pytest.mark.parametrize(
    "part",
    ["<a", "<a '", '<a "', "<style>", "<style", "/*", "<style>/*", "<!--", "&nbsp;", "&#8203;", " \n", "（ā", "<p>版权所有</p>", "<td>",
     "<tr><td rowspan=99999>甲", "<u>", "<li>", "<h1>甲乙丙丁戊己庚公告</h1>", "<title>-", "&lt;p", "<![CDATA[", "</p>", "<script>", "１，", "：\n"],
)  # fmt: skip
def test_the_same_thing_many_times_does_not_hang(part: str) -> None:
    document = read_html(f"<p>前文</p>{part * 40_000}")
    assert "前文" in document.text + "".join(document.chrome)


def test_flatten_keeps_the_text() -> None:
    assert flatten("<div><p><div>甲</div><b>乙</b></p></div>", 2) == "<div><p><br>甲<br>\n乙\n</p></div>"


def test_a_page_of_broken_tags() -> None:
    assert lines("<p>甲<td>乙</p></div></table><<b>丙 < 5 & d") == ["甲乙", "<丙 < 5 & d"]


@given(st.text(st.sampled_from("甲乙1： \n\t<>/=\"'&;#abdiprtuvlo"), max_size=120))
def test_any_text_is_read(html: str) -> None:
    document = read_html(html)
    assert "\n".join(line.text for line in document.lines) == document.text


TAGS = st.sampled_from(
    ["p", "div", "table", "tr", "td", "td rowspan=3", "td colspan=2", "u", "ul", "li", "ol", "a href=1", "h2", "br"]
)


@given(
    st.lists(
        st.one_of(
            TAGS.map(lambda tag: f"<{tag}>"),
            TAGS.map(lambda tag: f"</{tag.partition(' ')[0]}>"),
            st.just("甲 乙"),
            st.just("１"),
        ),
        max_size=40,
    )
)
def test_any_tags_leave_offsets_right(parts: list[str]) -> None:
    document = read_html("".join(parts))
    for line in document.lines:
        assert document.text[line.start : line.end] == line.text
    for table in document.tables:
        assert len({len(row) for row in table.grid}) == 1
        for cell in table.cells():
            assert document.text[cell.start : cell.end] == cell.text
    for start, end in document.fill_ins:
        assert 0 <= start < end <= len(document.text)


def test_a_piece_of_a_page_is_named_by_the_line_it_sets_apart() -> None:
    body = "<p>2023年，白鹭县共完成改造86户，拨付补助资金。</p><p>白鹭县住房和城乡建设局</p>"
    centred = '<p style="text-align:center"><span>白鹭县农村危房改造执行情况</span></p>'
    bold = "<div><p><strong>白鹭县农村危房<span>改造执行情况</span></strong></p></div>"
    assert read_html(centred + body).title == "白鹭县农村危房改造执行情况"
    assert read_html(bold + body).title == "白鹭县农村危房改造执行情况"
    assert read_html("<p><b>一、工程基本情况和进展</b></p>" + body).title == ""
    assert read_html("<p align=center>关于甲事项的公告</p><p align=center>（第三号文件的全文）</p>" + body).title == (
        "关于甲事项的公告"
    )


def test_lists_of_other_notices_are_no_part_of_this_one() -> None:
    links = "".join(
        f"<li><a href='{n}.html'>青禾市第{n}中学操场改造工程中标公告</a><span>2024-05-0{n}</span></li>" for n in (1, 2)
    )
    page_html = (
        "<h1>青禾市图书馆装修工程中标公告</h1><p>招标人：青禾市图书馆</p><p>中标人：青禾市建筑有限公司</p>"
        f"<p>中标价：1200000元</p><h4>相关公告</h4><ul>{links}</ul>"
    )
    got = read_html(page_html)
    assert "操场" not in got.text
    assert "中标价：1200000元" in got.text
    assert got.chrome == ["相关公告", *(f"青禾市第{n}中学操场改造工程中标公告2024-05-0{n}" for n in (1, 2))]


def test_what_follows_a_heading_without_links_stays() -> None:
    got = read_html(
        "<h1>青禾市图书馆装修工程中标公告</h1><p>招标人：青禾市图书馆</p><p>其他公示内容</p><p>质量：合格</p>"
    )
    assert got.text.splitlines()[-2:] == ["其他公示内容", "质量：合格"]
