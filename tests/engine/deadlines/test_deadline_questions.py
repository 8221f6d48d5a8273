"""Questions a reader of the five documents would ask, with answers counted from the documents and the holiday notices.

A line: item | events | facts | due | clause that binds. ``open``: not yet
certain, with an earliest date; ``none``: no rule answers, and the refusal says what to give instead.
"""

from __future__ import annotations

import pytest

from gongkai.engine.deadlines import Deadlines
from gongkai.engine.errors import GongkaiError
from gongkai.engine.packs.load import load_catalogue

QUESTIONS = """\
# cn
housing.annual-plan | formed=2018-12-03 | - | 2018-12-29 | 二(四)
land.supply-plan | formed=2018-12-03 | - | 2018-12-29 | 二(四)
mining.project | formed=2018-12-03 | - | 2018-12-29 | 二(四)
procurement.budget | formed=2018-12-03 | - | 2018-12-29 | 二(四)
property.decision | formed=2018-12-03 | - | 2018-12-29 | 二(四)
construction.performance | formed=2018-12-03 | - | 2018-12-29 | 二(四)
housing.allocation | formed=2018-12-03 | - | 2018-12-29 | 二(四)
land.deal-publicity | formed=2018-12-03 | - | 2018-12-29 | 二(四)
land.supply-result | changed=2019-01-25 | - | 2019-02-27 | 二(四)
mining.approval | decided=2019-04-26 | kind=licence | 2019-05-08 | 二(四)
mining.approval | decided=2019-04-26 | kind=行政许可 | 2019-05-08 | 二(四)
procurement.misconduct | decided=2018-09-28 | kind=penalty | 2018-10-12 | 二(四)
mining.approval | decided=2019-04-26 | kind=other | none | -
mining.approval | decided=2019-04-26 formed=2019-04-26 | kind=处罚 | 2019-05-08 | 二(四)
mining.approval | decided=2019-04-26 formed=2019-04-26 | kind=other | 2019-05-27 | 二(四)
land.supply-plan | formed=2020-01-17 | - | 2020-02-21 | 二(四)
land.supply-plan | formed=2019-04-24 | - | 2019-05-23 | 二(四)
land.supply-plan | formed=2023-09-25 | - | 2023-10-27 | 二(四)
land.supply-plan | formed=2024-02-08 | - | 2024-03-13 | 二(四)
land.supply-plan | formed=2025-01-26 | - | 2025-02-28 | 二(四)
land.supply-plan | formed=2026-09-18 | - | 2026-10-22 | 二(四)
land.supply-plan | formed=2026-02-06 | - | 2026-03-12 | 二(四)
land.supply-plan | formed=2015-08-20 | - | 2015-09-18 | 第十八条
land.supply-plan | formed=2017-12-18 | - | 2018-01-16 | 第十八条
land.supply-plan | formed=2017-12-19 | - | 2018-01-17 | 二(四)
mining.approval | decided=2017-12-18 | kind=licence | 2017-12-27 | 十八
land.supply-plan | formed=2019-05-14 | - | 2019-06-12 | 二(四)
land.supply-plan | formed=2008-04-30 | - | none | -
land.supply-plan | formed=1899-01-01 | - | none | -
land.supply-plan | formed=2027-03-01 | - | open | 二(四)
land.agreement-result | contract-signed=2027-02-01 | - | open | 出让结果公布的规定（条号未核）
land.agreement-result | contract-signed=2026-12-24 | - | 2026-12-31 | 出让结果公布的规定（条号未核）
land.agreement-result | contract-signed=2026-12-25 | - | open | 出让结果公布的规定（条号未核）
land.supply-plan | formed=2026-12-21 | - | open | 二(四)
land.supply-plan | formed=2026-12-03 | - | 2026-12-31 | 二(四)
land.supply-plan | formed=2018-12-03T23:30:00Z | - | 2019-01-02 | 二(四)
land.supply-plan | formed=2018-12-03T23:30:00+08:00 | - | 2018-12-29 | 二(四)
land.supply-plan | formed=2018-12-03T09:30 | - | 2018-12-29 | 二(四)
land.supply-plan | 信息形成=2018年12月3日 | - | 2018-12-29 | 二(四)
land.supply-plan | formed=2018-02-30 | - | none | -
construction.tender-notice | received=2018-12-01T20:00 | by=data-exchange | 2018-12-02T08:00:00+08:00 | 第十一条
construction.candidates | received=2018-09-30T18:00:00+08:00 | by=data-exchange | 2018-10-01T06:00:00+08:00 | 第十一条
construction.award | received=2018-12-01T12:00:00Z | by=data-exchange | 2018-12-02T08:00:00+08:00 | 第十一条
construction.tender-notice | received=2017-12-31T20:00 | by=data-exchange | 2018-01-08 | 媒体发布期限（条号未核）
construction.tender-notice | confirmed=2018-09-30 | by=paper | 2018-10-08 | 第十一条
construction.tender-notice | confirmed=2018-09-30 | - | 2018-10-08 | 第十一条
construction.tender-notice | received=2018-09-28 | by=fax step=verification | 2018-10-08 | 第十一条
land.announcement | received=2018-12-01T20:00 | by=data-exchange | none | -
land.announcement | formed=2018-12-01 received=2018-12-01T20:00 | by=data-exchange | 2018-12-28 | 二(四)
procurement.result | awarded=2019-06-06 | - | 2019-06-11 | 二(四)4
procurement.contract | contract-signed=2018-09-29 | - | 2018-10-08 | 二(四)7
procurement.acceptance | acceptance-end=2018-09-21 | - | 2018-09-26 | 二(四)10
procurement.tender-notice | received=2021-04-30 | - | 2021-05-06 | 第十三条
procurement.tender-notice | received=2020-02-28 | - | none | -
land.announcement | listing-start=2019-03-25 | - | 2019-03-05 | 第八条
land.announcement | listing-start=2019-03-25 | method=挂牌 | 2019-03-05 | 第八条
land.announcement | auction-day=2019-03-25 | method=拍卖 | 2019-03-05 | 第八条
land.announcement | auction-day=2019-03-25 | - | 2019-03-05 | 第八条
mining.announcement | auction-day=2019-03-25 | - | 2019-02-25 | 出让公告的规定（条号未核）
report.annual | as-of=2019-11-01 | - | 2020-01-31 | 第四十九条第一款
report.annual | as-of=2018-11-01 | - | 2019-03-31 | 第三十一条
report.annual | as-of=2019-04-10 | - | 2020-01-31 | 第四十九条第一款
report.annual | as-of=2019-11-01 | reporter=government | 2020-03-31 | 第四十九条第二款
# cn-sh
catalogue.disclosure | as-of=2018-06-01 | - | 2018-06-30 | 二
catalogue.disclosure | as-of=2018-05-01 | - | 2018-06-30 | 二
catalogue.disclosure | as-of=2018-07-15 | - | 2018-06-30 | 二
catalogue.disclosure | formed=2018-06-11 | - | 2018-06-30 | 二
catalogue.disclosure | formed=2018-07-02 | - | 2018-07-30 | 二(四)
medical.result | formed=2018-09-27 | - | 2018-10-30 | 二(四)
carbon.market | formed=2018-09-27 | - | 2018-10-30 | 二(四)
electromechanical.award | formed=2018-09-27 | - | 2018-10-30 | 二(四)
nev.subsidy | formed=2018-09-27 | - | 2018-10-30 | 二(四)
land.agreement-result | formed=2018-09-27 | - | 2018-10-30 | 二(四)
land.agreement-publicity | formed=2018-09-27 | - | 2018-10-30 | 二(四)
housing.construction-plan | formed=2018-09-27 | - | 2018-10-30 | 二(四)
property.audit | formed=2018-09-27 | - | 2018-10-30 | 二(四)
construction.penalty | decided=2020-01-20 | kind=penalty | 2020-02-06 | 二(四)
nev.penalty | decided=2021-09-17 | kind=行政处罚 | 2021-09-28 | 二(四)
nev.filing | formed=2018-05-15 | - | 2018-06-12 | 第十八条
land.supply-plan | formed=2018-05-15 | - | 2018-06-12 | 二(四)
report.annual | as-of=2019-06-01 | - | 2020-01-31 | 第四十九条第一款
stage.deal | published-designated=2019-05-05T10:00 | - | 2019-05-05T10:00:00+08:00 | 二(三)
# cn-hl-tongjiang
housing.construction-plan | formed=2018-12-03 | - | 2018-12-29 | 六(一)
housing.annual-plan | formed=2018-12-03 | - | 2018-12-29 | 六(一)
housing.annual-completion | formed=2018-12-03 | - | 2018-12-29 | 六(一)
housing.rural-renovation | formed=2018-12-03 | - | 2018-12-29 | 六(一)
housing.allocation | formed=2018-12-03 | - | 2018-12-29 | 六(一)
housing.rent-subsidy | formed=2018-12-03 | - | 2018-12-29 | 六(一)
housing.rent-subsidy | decided=2019-01-29 | kind=penalty | 2019-02-12 | 六(一)
land.announcement | received=2018-12-30T20:30 | by=data-exchange | 2018-12-31T08:30:00+08:00 | 六(二)
land.announcement | received=2018-12-30T20:30 | by=data-exchange method=招标 | 2018-12-31T08:30:00+08:00 | 六(二)
land.announcement | received=2019-02-04T15:00:00+08:00 | by=data-exchange method=tender | 2019-02-05T03:00:00+08:00 | 六(二)
land.deal-publicity | received=2019-02-04 | by=data-exchange | 2019-02-04T12:00:00+08:00 | 六(二)
land.announcement | confirmed=2018-12-29 | by=e-mail | 2019-01-02 | 六(二)
land.announcement | confirmed=2018-12-29 | by=fax | 2019-01-02 | 六(二)
land.announcement | confirmed=2018-12-29 | by=paper | 2019-01-02 | 六(二)
land.announcement | confirmed=2018-12-29 | by=direct-entry | 2019-01-02 | 六(二)
land.announcement | confirmed=2018-12-29 | by=electronic-medium | 2019-01-02 | 六(二)
land.announcement | confirmed=2018-12-29 | by=电子邮件 | 2019-01-02 | 六(二)
land.announcement | confirmed=2018-12-29 | by=传真 | 2019-01-02 | 六(二)
land.announcement | confirmed=2018-12-29 | by=纸质 | 2019-01-02 | 六(二)
land.announcement | confirmed=2018-12-29 | by=直接录入 | 2019-01-02 | 六(二)
land.announcement | confirmed=2018-12-28 | - | 2018-12-29 | 六(二)
land.announcement | confirmed=2019-02-03 | - | 2019-02-11 | 六(二)
land.announcement | confirmed=2019-02-03 | by=data-exchange | none | -
land.deal-publicity | confirmed=2019-02-03 | by=data-exchange | none | -
land.supply-result | confirmed=2019-02-03 | by=data-exchange | none | -
land.supply-result | confirmed=2019-09-30T16:00 | by=paper | 2019-10-08 | 六(二)
land.announcement | received=2019-02-01 | by=paper step=verification | 2019-02-11 | 六(二)
land.announcement | received=2019-02-01T17:00 | step=核验 | 2019-02-11 | 六(二)
land.supply-plan | formed=2018-12-03 | - | 2018-12-29 | 六
land.announcement | formed=2018-12-03 | - | 2018-12-29 | 六
land.announcement | formed=2018-12-03 received=2018-12-04T10:00 | by=data-exchange | 2018-12-04T22:00:00+08:00 | 六(二)
mining.announcement | bid-deadline=2019-03-25 | - | 2019-02-25 | 六(三)
mining.announcement | bid-deadline=2019-03-25T09:30 | method=招标 | 2019-02-25 | 六(三)
mining.announcement | auction-day=2019-10-21 | method=拍卖 | 2019-09-18 | 六(三)
mining.announcement | listing-start=2020-02-24 | method=挂牌 | 2020-01-19 | 六(三)
mining.announcement | listing-start=2019-05-06 | method=listing | 2019-04-04 | 六(三)
mining.deal-publicity | awarded=2019-09-27 | method=招标 | 2019-10-10 | 六(三)
mining.deal-publicity | deal-confirmed=2019-04-28 | - | 2019-05-07 | 六(三)
mining.deal-publicity | deal-confirmed=2019-04-28 awarded=2019-04-25 | - | 2019-05-05 | 六(三)
mining.agreement-publicity | registration=2019-03-04 | method=协议 | 2019-03-03 | 六(三)
mining.agreement-publicity | registration=2019-03-04 | - | 2019-03-03 | 六(三)
mining.registration-application | accepted=2019-03-04 | - | 2019-03-04 | 六(三)
mining.registration-application | accepted=2019-03-04T10:15 | method=协议 | 2019-03-04T10:15:00+08:00 | 六(三)
mining.transfer-publicity | accepted=2019-03-04 | - | 2019-03-04 | 六(三)
procurement.tender-notice | formed=2018-12-27 | - | 2019-01-04 | 六(四)
procurement.documents | formed=2018-12-27 | - | 2019-01-04 | 六(四)
procurement.budget | formed=2018-12-27 | - | 2019-01-04 | 六(四)
procurement.result | formed=2018-12-27 | - | 2019-01-04 | 六(四)
procurement.contract | formed=2018-12-27 | - | 2019-01-04 | 六(四)
procurement.result | changed=2019-01-30 | - | 2019-02-11 | 六(四)
procurement.contract | formed=2019-06-06 contract-signed=2019-06-06 | - | 2019-06-11 | 二(四)7
procurement.complaint-decision | notified=2019-09-12 | - | 2019-09-16 | 六(四)
procurement.agency-assessment | notified=2019-09-12 | - | 2019-09-16 | 六(四)
procurement.misconduct | notified=2019-09-12 | - | 2019-09-16 | 六(四)
procurement.misconduct | notified=2019-09-12 decided=2019-09-10 | kind=penalty | 2019-09-16 | 六(四)
property.decision | formed=2018-12-03 | - | 2018-12-29 | 六(五)
property.decision | decided=2018-12-25 | kind=licence | 2019-01-04 | 六(五)
property.pre-disclosure | approved=2019-01-25 | control-changes-hands=yes | 2019-02-13 | 六(五)
property.pre-disclosure | approved=2019-01-25 | control-changes-hands=true | 2019-02-13 | 六(五)
property.pre-disclosure | approved=2019-01-25 | control-changes-hands=是 | 2019-02-13 | 六(五)
property.pre-disclosure | approved=2019-01-25 | control-changes-hands=Yes | 2019-02-13 | 六(五)
property.pre-disclosure | approved=2019-01-25 | control-changes-hands=TRUE | 2019-02-13 | 六(五)
property.pre-disclosure | approved=2019-01-25 | control-changes-hands=no | none | -
property.pre-disclosure | approved=2019-01-25 formed=2019-01-25 | control-changes-hands=no | 2019-02-27 | 六
property.audit | listing-start=2019-03-04 listing-end=2019-03-29 | - | 2019-03-29 | 六(五)
property.listing | listing-start=2019-03-04 listing-end=2019-03-29 | - | 2019-03-29 | 六(五)
property.floor-price | listing-start=2019-03-04 listing-end=2019-03-29 | - | 2019-03-29 | 六(五)
property.result | listing-start=2019-03-04 listing-end=2019-03-29 | - | 2019-03-29 | 六(五)
property.listing | listing-start=2019-03-04 | - | open | 六(五)
property.listing | listing-end=2019-03-29T17:00 | - | 2019-03-29T17:00:00+08:00 | 六(五)
property.contract | contract-in-force=2019-05-05 | - | 2019-05-05 | 六(五)
construction.approval | changed=2019-09-25 | - | 2019-10-28 | 六(六)
construction.credit | changed=2019-09-25 | - | 2019-10-28 | 六(六)
construction.approval | decided=2019-09-25 | kind=许可 | 2019-10-10 | 六(六)
construction.tender-notice | received=2019-10-01T01:00 | by=data-exchange | 2019-10-01T13:00:00+08:00 | 六(六)
construction.tender-notice | confirmed=2019-09-30 | by=e-mail | 2019-10-08 | 六(六)
construction.prequalification | received=2019-10-01T01:00 | by=data-exchange | 2019-10-01T13:00:00+08:00 | 六(六)
construction.prequalification | confirmed=2019-09-30 | by=e-mail | 2019-10-08 | 六(六)
construction.candidates | received=2019-10-01T01:00 | by=data-exchange | 2019-10-01T13:00:00+08:00 | 六(六)
construction.candidates | confirmed=2019-09-30 | by=e-mail | 2019-10-08 | 六(六)
construction.award | received=2019-10-01T01:00 | by=data-exchange | 2019-10-01T13:00:00+08:00 | 六(六)
construction.tender-notice | confirmed=2019-09-30 | by=data-exchange | none | -
construction.prequalification | confirmed=2019-09-30 | by=data-exchange | none | -
construction.candidates | confirmed=2019-09-30 | by=data-exchange | none | -
construction.award | confirmed=2019-09-30 | by=data-exchange | none | -
construction.contract | confirmed=2019-09-30 | by=data-exchange | none | -
construction.award | confirmed=2019-09-30 | by=e-mail | 2019-10-08 | 六(六)
construction.contract | received=2019-10-01T01:00 | by=data-exchange | 2019-10-01T13:00:00+08:00 | 六(六)
construction.contract | confirmed=2019-09-30 | by=e-mail | 2019-10-08 | 六(六)
construction.tender-notice | received=2019-09-27 | by=direct-entry step=verification | 2019-10-08 | 六(六)
construction.performance | formed=2019-09-27 | - | 2019-10-30 | 二(四)
land.announcement | formed=2018-11-23 | - | 2018-12-21 | 二(四)
procurement.tender-notice | formed=2018-11-23 | - | 2018-12-21 | 二(四)
land.announcement | received=2018-11-23T20:00 | by=data-exchange | none | -
report.annual | as-of=2018-12-01 | - | 2019-03-31 | 第三十一条
report.annual | as-of=2020-12-01 | - | 2021-01-31 | 第四十九条第一款
mining.announcement | bid-deadline=2027-01-20 | - | open | 六(三)
mining.announcement | listing-start=2026-12-30 | - | 2026-12-02 | 六(三)
# cn-yn
procurement.acceptance | acceptance-end=2018-09-21 | - | 2018-09-26 | 三(三)4(11)
procurement.acceptance | acceptance-end=2020-01-22 | - | 2020-02-03 | 三(三)4(11)
procurement.acceptance | acceptance-end=2019-04-30T18:00 | - | 2019-05-06 | 三(三)4(11)
report.half-year | as-of=2018-06-01 | - | 2018-06-20 | 四(三)
report.half-year | as-of=2018-06-20 | - | 2018-06-20 | 四(三)
report.half-year | as-of=2018-06-21 | - | 2019-06-20 | 四(三)
report.half-year | as-of=2018-01-01 | - | 2018-06-20 | 四(三)
report.half-year | as-of=2026-07-01 | - | 2027-06-20 | 四(三)
report.annual | as-of=2018-06-01 | - | 2018-12-20 | 四(三)
report.annual | as-of=2018-12-20 | - | 2018-12-20 | 四(三)
report.annual | as-of=2018-12-21 | - | 2019-12-20 | 四(三)
report.annual | as-of=2020-03-01 | - | 2020-12-20 | 四(三)
report.annual | as-of=2018-01-01 | - | 2018-12-20 | 四(三)
catalogue.disclosure | as-of=2018-06-01 | - | 2018-07-31 | 四(二)
emission.result | formed=2019-04-24 | - | 2019-05-23 | 二
franchise.notice | formed=2019-04-24 | - | 2019-05-23 | 二
confiscated.result | formed=2019-04-24 | - | 2019-05-23 | 二
medical.catalogue | formed=2019-04-24 | - | 2019-05-23 | 二
property.audit | formed=2019-04-24 | - | 2019-05-23 | 二
construction.penalty | formed=2019-04-24 | - | 2019-05-23 | 二
procurement.agency-assessment | formed=2019-04-24 | - | 2019-05-23 | 二
land.announcement | formed=2019-04-24 | - | 2019-05-23 | 二
medical.penalty | decided=2022-09-30 | kind=penalty | 2022-10-14 | 二
procurement.contract | contract-signed=2018-09-30 | - | 2018-10-09 | 二(四)7
procurement.result | awarded=2018-12-28 | - | 2019-01-02 | 二(四)4
construction.tender-notice | received=2018-12-28T20:00 | by=data-exchange | 2018-12-29T08:00:00+08:00 | 第十一条
land.announcement | formed=2018-05-21 | - | 2018-06-19 | 二(四)
# cn-js-yancheng
report.annual | as-of=2018-12-01 | - | 2018-12-31 | 五(三)
report.annual | as-of=2018-12-31 | - | 2018-12-31 | 五(三)
report.annual | as-of=2019-01-01 | - | 2019-12-31 | 五(三)
report.annual | as-of=2020-01-05 | - | 2020-12-31 | 五(三)
trading.catalogue | formed=2018-09-25 | - | 2018-10-26 | 二(三)
medical.filed-purchase | formed=2018-09-25 | - | 2018-10-26 | 二(三)
housing.rural-renovation | formed=2018-09-25 | - | 2018-10-26 | 二(三)
mining.supply-result | formed=2018-09-25 | - | 2018-10-26 | 二(三)
land.performance-change | formed=2018-09-25 | - | 2018-10-26 | 二(三)
procurement.agent-inspection | formed=2018-09-25 | - | 2018-10-26 | 二(三)
property.credit | formed=2018-09-25 | - | 2018-10-26 | 二(三)
construction.qualification | formed=2018-09-25 | - | 2018-10-26 | 二(三)
property.penalty | decided=2019-02-01 | kind=penalty | 2019-02-15 | 二(三)
mining.approval | decided=2019-02-01 | kind=licence | 2019-02-15 | 二(三)
stage.announcement | published-designated=2018-11-05T15:00 | - | 2018-11-05T15:00:00+08:00 | 四(三)
construction.candidates | received=2018-11-05T15:00 | by=data-exchange | 2018-11-06T03:00:00+08:00 | 第十一条
"""


def _questions():
    found = []
    pack = ""
    for line in QUESTIONS.splitlines():
        if line.startswith("# "):
            pack = line[2:]
            continue
        item, events, facts, due, clause = line.split(" | ")
        named = f"{pack} {item} {events} {facts}"
        found.append(pytest.param((pack, item, _pairs(events), _pairs(facts), due, clause), id=named))
    return found


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in text.split(" ")) if text != "-" else {}


@pytest.fixture(scope="module")
def rules():
    known: dict[str, Deadlines] = {}

    def of(pack: str) -> Deadlines:
        if pack not in known:
            known[pack] = Deadlines(load_catalogue(pack))
        return known[pack]

    return of


def test_the_questions_are_many_and_no_two_alike():
    named = [param.values[0][:4] for param in _questions()]
    assert len(named) >= 150
    assert len({repr(values) for values in named}) == len(named)


@pytest.mark.parametrize("question", _questions())
def test_question(rules, question):
    pack, item, events, facts, due, clause = question
    if due == "none":
        with pytest.raises(GongkaiError) as refused:
            rules(pack).due(item, events, facts)
        assert refused.value.message
        assert refused.value.remedy
        return
    answer = rules(pack).due(item, events, facts)
    assert answer.rule.clause == clause
    if due == "open":
        assert (answer.due, answer.certain) == (None, False)
        assert answer.earliest is not None
    else:
        assert answer.as_json()["due"] == due
        assert answer.certain
