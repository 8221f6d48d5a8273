"""Lists of persons in a notice (个人名单), however they came: tables, plain lines, or cells that fell apart into lines.

Also what a Chinese name looks like, and which columns of such a list hold which kind of personal data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from gongkai.engine.reading.document import Document

Kind = Literal["id-number", "mobile", "bank-account", "address", "health", "family", "assets", "birth-date"]

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏傅"
    "方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包"
    "宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷"
    "晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝念念官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮"
)
NAME = rf"(?:[{_SURNAMES}][\u4e00-\u9fa5]{{1,2}}|[{_SURNAMES}](?:某{{1,3}}|[*＊×ⅩxX]{{1,3}}[\u4e00-\u9fa5]?|[\u4e00-\u9fa5][*＊×])|[\u4e00-\u9fa5]{{2}}[*＊×])"
#: words that have the form of a name and are none
NO_NAME = (
    r"(?:申请|成员|成年|成为|严重|曾经|任何|常年|常住|常见|关于|包括|包含|尤其|符合|查明|查出|查实|经查|司机|司法|师生|师傅|农民|农户|农村|单亲|单身|单独|单位|"
    r"方可|时常|毕业|党员|车主|房东|房主|房屋|连续|应当|应该|向其|高龄|高校|高中|安置|明显|明确|官兵|商户|于其|和(?!某)|路人|金额|项目|管理|家庭|家属|全体|双方|"
    r"万元|强制|计划|能够|时间|左右|温馨|平时|从未|解除|解决|景区|台账|席位|宗地|麻醉|盛产|水利|通过|余额|甘愿|古稀|幸患|施工|边境|孔径|国有)"
)
_ROLE = (
    "受益人|受助人|受助者|受助学生|救助人|救助对象|帮扶对象|保障对象|低保对象|特困人员|困难职工|困难群众|困难党员|贫困户|脱贫户|监测户|低保户|申请人|申请户|残疾人|户主|当事人|购房人|承租人|"
    "被征收人|投诉人|举报人|被处罚人|患者|患儿|学生|同学|学员|村民|居民|市民|职工|员工|群众|儿童|少年|老人|老党员|其妻|其夫|其子|其女|其父|其母|之妻|之夫|之子|之女|妻子|丈夫|儿子|女儿|父亲|母亲|配偶|姓名"
)
#: a name where one begins: at the head of a line or clause, or behind what its bearer is
NAMED = rf"(?:^|(?<=[\s:：，,、；;。（(])|(?:{_ROLE})[：:]?)(?!{NO_NAME})(?:{NAME})(?<![人者员户])"

# Columns of a list of persons.
_NAME_WORD = re.compile(
    "姓名|户主|申请人|申请户|承租|保障对象|车主|收款人|户名|当事人|住户|产权人|被征收人|购房人|对象"
)
NAME_HEADER = re.compile(
    r"姓\s*名|^(?:户主|申请人|承租人|保障对象|购房人|住户|当事人|权利人|被征收人|产权人|受助人|申请家庭|申请户|承租户|家庭代表|主申请人|配租对象|补贴对象|领取人|受益人|"
    r"残疾人|低保对象|买受人|竞得人|受让人|车主|收款人|户名|领款人|持卡人|学员|获奖人|受害人|业主)(?:姓名|名称)?$"
)

_COLUMNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("id-number", re.compile("身份证|身份号码|公民身份|证件号")),
    ("mobile", re.compile("电话|手机|联系方式|联系号码")),
    ("bank-account", re.compile("银行卡|卡号|账号|帐号|账户|存折")),
    ("birth-date", re.compile("出生|生日")),
    ("health", re.compile("残疾|健康|病情|病种|患病|疾病|大病")),
    (
        "family",
        re.compile("家庭人口|家庭成员|家庭人数|家庭情况|户内人口|共同申请|配偶|婚姻|子女|人口数|保障人口|人口$"),
    ),
    ("assets", re.compile("收入|资产|财产|存款|车辆|现住房|住房情况|住房状况|人均住房|原住房|有无房")),
    ("address", re.compile("住址|地址|坐落|房号|室号|门牌|配租房|房源|安置房|户籍|居住地|租住|房屋位置|住房位置")),
)

Cells = list[tuple[str, int, int]]


def is_label(text: str) -> bool:
    return len(text) < 14 and any(pattern.search(text) for _, pattern in _COLUMNS) and not any(map(str.isdigit, text))


def person_lists(document: Document) -> Iterator[tuple[list[str], list[Cells], str]]:
    """Lists of persons: column names, rows of (text, start, end), and the words above the list."""
    for table in document.tables:
        grid = table.grid
        for index, row in enumerate(grid[:4]):
            names = [_squeezed(cell.text) if cell else "" for cell in row]
            column = next((at for at, name in enumerate(names) if len(name) < 14 and NAME_HEADER.search(name)), -1)
            if column < 0 or len(names) < 2:
                continue
            last = index
            # A second header row under a merged name cell names the columns more closely.
            while last + 1 < len(grid) and column < len(grid[last + 1]) and grid[last + 1][column] is row[column]:
                last += 1
                for at, cell in enumerate(grid[last][: len(names)]):
                    if cell is not None and cell is not row[at]:
                        names[at] += _squeezed(cell.text)
            rows = [[(c.text, c.start, c.end) if c else ("", 0, 0) for c in below] for below in grid[last + 1 :]]
            yield names, rows, document.text[max(0, table.start - 120) : table.start]
            break
    if _NAME_WORD.search(document.text):
        yield from _plain_lists(document)
        yield from _fallen_lists(document)
        if "身份" in document.text or "证件号" in document.text:
            yield from _fallen_by_number(document)


def _squeezed(text: str) -> str:
    return "".join(text.split())


_SPLIT = re.compile(r"[^\t |｜]+")


def _plain_lists(document: Document) -> Iterator[tuple[list[str], list[Cells], str]]:
    """Lists that came as plain lines: a line of column names with 姓名 among them, then lines of as many words."""
    text, lines = document.text, document.lines
    done = 0
    for index, line in enumerate(lines):
        if (
            index < done
            or line.table >= 0
            or len(line.text) > 120
            or "：" in line.text
            or not _NAME_WORD.search(line.text)
        ):
            continue
        names = _SPLIT.findall(line.text)
        if len(names) < 3 or not any(NAME_HEADER.search(name) for name in names) or not any(map(is_label, names)):
            continue
        rows: list[Cells] = []
        for below in lines[index + 1 : index + 400]:
            words = [(m[0], below.start + m.start(), below.start + m.end()) for m in _SPLIT.finditer(below.text)]
            if len(words) != len(names):
                break
            rows.append(words)
        if rows:
            done = index + 1 + len(rows)
            yield names, rows, text[max(0, line.start - 120) : line.start]


def _fallen_lists(document: Document) -> Iterator[tuple[list[str], list[Cells], str]]:
    """Lists whose cells fell apart into a line each: 序号, 姓名, … then 1, a name, … as many lines again and again."""
    lines = document.lines
    for first, line in enumerate(lines):
        if line.table >= 0 or line.text.strip() != "序号":
            continue
        width = next(
            (at for at in range(2, 16) if first + at < len(lines) and lines[first + at].text.strip() == "1"), 0
        )
        names = [_squeezed(one.text) for one in lines[first : first + width]]
        if not width or not any(NAME_HEADER.search(name) for name in names) or max(map(len, names)) > 16:
            continue
        rows: list[Cells] = []
        at = first + width
        while at + width <= len(lines) and lines[at].text.strip() == str(len(rows) + 1):
            rows.append([(one.text, one.start, one.end) for one in lines[at : at + width]])
            at += width
        yield names, rows, document.text[max(0, line.start - 120) : line.start]


_NUMBER_HEAD = re.compile(r"^(?:居民|公民)?(?:身份证|身份|证件)(?:件)?(?:号码?|编号)$")
_NUMBER_CELL = re.compile(r"\d{6}[\dXx*＊×●]{9,12}")


def _fallen_by_number(document: Document) -> Iterator[tuple[list[str], list[Cells], str]]:
    """Lists whose cells fell apart and whose rows bear no number of their own: as many lines lie between 身份证号 and the
    first identity number as there are columns.
    """
    lines = document.lines
    texts = [line.text.strip() if line.table < 0 else "\t" for line in lines]
    for head, text in enumerate(texts):
        if not _NUMBER_HEAD.match(text):
            continue
        width = next(
            (at for at in range(2, 16) if _NUMBER_CELL.fullmatch("".join(texts[head + at : head + at + 1]))), 0
        )
        first = next((at for at in range(head, max(-1, head - width), -1) if NAME_HEADER.search(texts[at])), -1)
        if not width or first < 0:
            continue
        if first and texts[first - 1] == "序号" and head - first + 1 < width:
            continue  # rows with numbers of their own
        names = [_squeezed(name) for name in texts[first : first + width]]
        if max(map(len, names)) > 16 or any(":" in name or "：" in name for name in names):
            continue
        rows: list[Cells] = []
        at = first + width
        while at + width <= len(lines) and _NUMBER_CELL.fullmatch(texts[at + head - first]):
            rows.append([(one.text, one.start, one.end) for one in lines[at : at + width]])
            at += width
        yield names, rows, document.text[max(0, lines[first].start - 120) : lines[first].start]


def kind_of_column(name: str) -> Kind | None:
    return next((kind for kind, pattern in _COLUMNS if pattern.search(name)), None)
