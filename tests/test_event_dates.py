"""Days of events: own words for every way in which a report says when somebody met somebody."""

from __future__ import annotations

from datetime import date

import pytest
from event_text import Text, events

_NAMES = {
    "<MOYO>": "{Tendai Moyo:ZWE}",
    "<SOLBERG>": "{Ingrid Solberg:NOR}",
    "<MENSAH>": "{Kofi Mensah:GHA}",
    "<DUARTE>": "{Ana Duarte:PRT}",
}
# (text with the article's own day, expected day of each meeting in order; ¶ parts paragraphs)
_CASES = [
    (
        "President <MOYO> today, Thursday 5 October, received the Norwegian Foreign "
        "Minister, <SOLBERG>, at State House.",
        date(2023, 10, 5),
        "2023-10-05",
    ),
    (
        "Foreign Minister <DUARTE> met her Ghanaian counterpart, <MENSAH>, the ministry "
        "said Thursday.",
        date(2018, 3, 1),
        "2018-03-01",
    ),
    (
        "<DUARTE> met with <MENSAH> on the sidelines of the Ocean Conference, her office "
        "said on Tuesday.",
        date(2022, 6, 28),
        "2022-06-28",
    ),
    (
        '"I spoke with <MENSAH> last night about the crisis," Foreign Minister <DUARTE> '
        "told reporters on Wednesday.",
        date(2016, 8, 17),
        "2016-08-16",
    ),
    (
        '"I met <MENSAH> yesterday and we agreed on a plan," <DUARTE> said.',
        date(2016, 8, 17),
        "2016-08-16",
    ),
    (
        "Prime Minister <DUARTE> arrived in Accra on 3 May. ¶ The evening before, she had"
        " met with Foreign Minister <SOLBERG> in Oslo.",
        date(2019, 5, 4),
        "2019-05-02",
    ),
    (
        "President <MOYO> opened the fair on Monday. ¶ The next morning he received "
        "<SOLBERG> at State House.",
        date(2019, 5, 8),
        "2019-05-07",
    ),
    (
        "<DUARTE> and <MENSAH> held two days of talks in Lisbon on Monday and Tuesday.",
        date(2021, 6, 16),
        "2021-06-14..15",
    ),
    (
        "On the eve of his departure for Geneva on 12 June, President <MOYO> received <SOLBERG>.",
        date(2020, 6, 14),
        "2020-06-11",
    ),
    (
        "In March, President <MOYO> visited Oslo. ¶ On the 26th, he received <SOLBERG>.",
        date(2020, 4, 14),
        "2020-03-26",
    ),
    (
        "Prime Minister <DUARTE> visited Ghana from 3 to 5 May 2019. ¶ On the second day "
        "of the visit she met President <MENSAH>.",
        date(2019, 5, 6),
        "2019-05-04",
    ),
    (
        "Prime Minister <DUARTE> paid an official visit to Ghana on May 3-5. On the first"
        " day, she held talks with President <MENSAH>.",
        date(2019, 5, 6),
        "2019-05-03",
    ),
    (
        "Prime Minister <DUARTE> is to meet President <MENSAH> next Tuesday.",
        date(2019, 5, 8),
        "2019-05-14",
    ),
    (
        "Prime Minister <DUARTE> will meet President <MENSAH> on Friday, her office said "
        "on Wednesday.",
        date(2019, 5, 8),
        "2019-05-10",
    ),
    (
        "Prime Minister <DUARTE> will meet President <MENSAH> on 2 January.",
        date(2019, 12, 28),
        "2020-01-02",
    ),
    (
        "Prime Minister <DUARTE> will meet President <MENSAH> tomorrow.",
        date(2019, 12, 31),
        "2020-01-01",
    ),
    (
        "Prime Minister <DUARTE> received President <MENSAH> on Wednesday at Sao Bento. "
        "The two had met in Accra in November last year.",
        date(2019, 5, 8),
        "2018-11|2019-05-08",
    ),
    (
        "Prime Minister <DUARTE>, who met <SOLBERG> in Oslo in 2017, held talks with "
        "President <MENSAH> on Tuesday.",
        date(2019, 5, 8),
        "2017|2019-05-07",
    ),
    (
        "The Foreign Minister, <DUARTE>, met this afternoon with <MENSAH>.",
        date(2014, 11, 20),
        "2014-11-20",
    ),
    (
        "Foreign Minister <DUARTE> had a telephone conversation with <MENSAH> this morning.",
        date(2014, 11, 20),
        "2014-11-20",
    ),
    (
        "Foreign Minister <DUARTE> met <MENSAH> late on Sunday.",
        date(2014, 11, 24),
        "2014-11-23",
    ),
    (
        "Foreign Minister <DUARTE> met <MENSAH> Sunday night in Accra.",
        date(2014, 11, 24),
        "2014-11-23",
    ),
    (
        "Lisbon, 20 November 2014. Foreign Minister <DUARTE> today met <MENSAH>.",
        date(2014, 11, 20),
        "2014-11-20",
    ),
    (
        "Foreign Minister <DUARTE> met <MENSAH> in Lisbon.",
        date(2014, 11, 20),
        "undated",
    ),
    (
        "Foreign Minister <DUARTE> met <MENSAH> here on Thursday and <SOLBERG> on Friday.",
        date(2014, 11, 22),
        "2014-11-20|2014-11-21",
    ),
    (
        "On Thursday, Foreign Minister <DUARTE> met <MENSAH>. The day after, she received"
        " <SOLBERG>.",
        date(2014, 11, 22),
        "2014-11-20|2014-11-21",
    ),
    (
        "On 20 November, Foreign Minister <DUARTE> met <MENSAH>. Two days later, she held"
        " talks with <SOLBERG>.",
        date(2014, 11, 24),
        "2014-11-20|2014-11-22",
    ),
    (
        "On Thursday morning, Foreign Minister <DUARTE> met <MENSAH>. In the evening she "
        "received <SOLBERG>.",
        date(2014, 11, 22),
        "2014-11-20|2014-11-20",
    ),
    (
        "On Thursday, Foreign Minister <DUARTE> met <MENSAH>. That same evening she dined"
        " with <SOLBERG>.",
        date(2014, 11, 22),
        "2014-11-20|2014-11-20",
    ),
    (
        "The meeting between <DUARTE> and <MENSAH> took place on Monday, 9 September 2013.",
        date(2013, 9, 10),
        "2013-09-09",
    ),
    (
        "A meeting between <DUARTE> and <MENSAH> was held yesterday.",
        date(2013, 9, 10),
        "2013-09-09",
    ),
    (
        "<DUARTE> and <MENSAH> met on the night of 8 September.",
        date(2013, 9, 10),
        "2013-09-08",
    ),
    (
        "<DUARTE> and <MENSAH> met earlier in the day.",
        date(2013, 9, 10),
        "2013-09-10",
    ),
    (
        "Earlier today, <DUARTE> received <MENSAH>.",
        date(2013, 9, 10),
        "2013-09-10",
    ),
    (
        "Earlier on Tuesday, <DUARTE> received <MENSAH>.",
        date(2013, 9, 10),
        "2013-09-10",
    ),
    (
        "A day earlier, <DUARTE> received <MENSAH>.",
        date(2013, 9, 10),
        "2013-09-09",
    ),
    (
        "<DUARTE> travelled to Accra on 4 September. ¶ A day earlier, she had received <MENSAH>.",
        date(2013, 9, 10),
        "2013-09-03",
    ),
    (
        "Today, on the margins of the assembly, <DUARTE> met with <MENSAH>.",
        date(2013, 9, 24),
        "2013-09-24",
    ),
    (
        "<DUARTE> met with <MENSAH> on the occasion of the opening of the port on 24 "
        "September 2013.",
        date(2013, 9, 25),
        "2013-09-24",
    ),
    (
        "Minister <DUARTE> (Tuesday) met <MENSAH>.",
        date(2013, 9, 24),
        "2013-09-24",
    ),
    (
        "Minister <DUARTE> met <MENSAH> (24 September).",
        date(2013, 9, 25),
        "2013-09-24",
    ),
    (
        "Minister <DUARTE> held talks on September 23 and 24 with <MENSAH>.",
        date(2013, 9, 25),
        "2013-09-23..24",
    ),
    (
        "Minister <DUARTE> met <MENSAH> from 23 to 24 September.",
        date(2013, 9, 25),
        "2013-09-23..24",
    ),
    (
        "<DUARTE> met <MENSAH> at the end of August.",
        date(2013, 9, 25),
        "2013-08",
    ),
    (
        "In the run-up to the 2014 vote, <DUARTE> met <MENSAH> on Monday.",
        date(2013, 9, 25),
        "2013-09-23",
    ),
    (
        "Wednesday, 25 September: <DUARTE> received <MENSAH> at the palace.",
        date(2013, 9, 25),
        "2013-09-25",
    ),
    (
        "<DUARTE> was received on Monday by President <MENSAH>; on Tuesday she met <SOLBERG>.",
        date(2013, 9, 25),
        "2013-09-23|2013-09-24",
    ),
    (
        "Meeting with <MENSAH> here Monday, <DUARTE> said ties were strong.",
        date(2013, 9, 25),
        "2013-09-23",
    ),
    (
        "During a meeting with <MENSAH> on Monday, <DUARTE> said ties were strong.",
        date(2013, 9, 25),
        "2013-09-23",
    ),
    (
        "<DUARTE> said on Monday, during her meeting with <MENSAH>, that ties were strong.",
        date(2013, 9, 25),
        "2013-09-23",
    ),
    (
        "Speaking on Monday after talks with <MENSAH>, <DUARTE> said ties were strong.",
        date(2013, 9, 25),
        "2013-09-23",
    ),
    (
        "On Monday and Tuesday, <DUARTE> held talks with <MENSAH> in Lisbon.",
        date(2021, 6, 16),
        "2021-06-14..15",
    ),
    (
        "<DUARTE> and <MENSAH> met for two days, on Monday and Tuesday.",
        date(2021, 6, 16),
        "2021-06-14..15",
    ),
    (
        "The talks between <DUARTE> and <MENSAH> on 14 and 15 June covered trade.",
        date(2021, 6, 16),
        "2021-06-14..15",
    ),
    (
        "Minister <DUARTE> received yesterday, June 15, the Ghanaian ambassador <MENSAH>.",
        date(2021, 6, 16),
        "2021-06-15",
    ),
    (
        "Minister <DUARTE> received this Tuesday 15 June the Ghanaian ambassador <MENSAH>.",
        date(2021, 6, 16),
        "2021-06-15",
    ),
    (
        "This Wednesday, Minister <DUARTE> received the Ghanaian ambassador <MENSAH>.",
        date(2021, 6, 16),
        "2021-06-16",
    ),
    (
        "Today (Wednesday, 16 June), Minister <DUARTE> received the Ghanaian ambassador <MENSAH>.",
        date(2021, 6, 16),
        "2021-06-16",
    ),
    (
        "As part of his tour, <MOYO> yesterday evening met <SOLBERG>.",
        date(2021, 6, 16),
        "2021-06-15",
    ),
    (
        "Late on Tuesday night, <MOYO> met <SOLBERG>.",
        date(2021, 6, 16),
        "2021-06-15",
    ),
    (
        "<MOYO> has met <SOLBERG> on Tuesday.",
        date(2021, 6, 16),
        "2021-06-15",
    ),
    (
        "<MOYO> is scheduled to hold talks with <SOLBERG> on 20 June.",
        date(2021, 6, 16),
        "2021-06-20",
    ),
    (
        "<MOYO> will meet <SOLBERG>, the office said on Wednesday.",
        date(2021, 6, 16),
        "undated",
    ),
    (
        "The two ministers, <MOYO> and <SOLBERG>, last met in Harare in May 2019.",
        date(2021, 6, 16),
        "2019-05",
    ),
    (
        "<MOYO> first met <SOLBERG> in 2004 as a student leader.",
        date(2021, 6, 16),
        "2004",
    ),
    (
        "<MOYO> met <SOLBERG> on Tuesday, two years after their last meeting.",
        date(2021, 6, 16),
        "2021-06-15",
    ),
    (
        "On Tuesday, a day after arriving in Oslo, <MOYO> met <SOLBERG>.",
        date(2021, 6, 16),
        "2021-06-15",
    ),
    (
        "<MOYO> met <SOLBERG> on Tuesday ahead of the summit on Friday.",
        date(2021, 6, 16),
        "2021-06-15",
    ),
    (
        "Ahead of Friday's summit, <MOYO> met <SOLBERG> on Tuesday.",
        date(2021, 6, 16),
        "2021-06-15",
    ),
    (
        "After a visit to Ghana on Monday, <MOYO> met <SOLBERG> on Tuesday.",
        date(2021, 6, 16),
        "2021-06-15",
    ),
    (
        "<MOYO>, who took office on 1 June, met <SOLBERG> on Tuesday.",
        date(2021, 6, 16),
        "2021-06-15",
    ),
    (
        "<MOYO>, who took office on 1 June, met <SOLBERG>.",
        date(2021, 6, 16),
        "undated",
    ),
    (
        "<MOYO> met <SOLBERG>, who took office on 1 June.",
        date(2021, 6, 16),
        "undated",
    ),
    (
        "In a meeting on Tuesday with <SOLBERG>, <MOYO> praised the agreement signed on 3"
        " March 2020.",
        date(2021, 6, 16),
        "2021-06-15",
    ),
    (
        "President <MOYO> received <SOLBERG> at State House. ¶ The meeting, held on 14 "
        "June, was attended by ministers.",
        date(2021, 6, 16),
        "2021-06-14",
    ),
    (
        "President <MOYO> received <SOLBERG> at State House. ¶ The meeting took place on Monday.",
        date(2021, 6, 16),
        "2021-06-14",
    ),
    (
        "President <MOYO> received <SOLBERG> at State House today. They had met in Oslo "
        "on 3 February.",
        date(2021, 6, 16),
        "2021-02-03|2021-06-16",
    ),
    (
        "President <MOYO> received <SOLBERG> at State House today. ¶ Last month <MOYO> "
        "met <MENSAH> in Accra. ¶ <MOYO> also received <DUARTE>.",
        date(2021, 6, 16),
        "2021-05|2021-06-16|2021-06-16",
    ),
    (
        "In 2019, <MOYO> met <MENSAH> in Accra. ¶ On Tuesday <MOYO> received <SOLBERG>. ¶"
        " He then met <DUARTE>.",
        date(2021, 6, 16),
        "2019|2021-06-15|2021-06-15",
    ),
    (
        "<MOYO> arrived in Oslo on 14 June for a three-day visit. ¶ On the second day he "
        "met <SOLBERG>.",
        date(2021, 6, 18),
        "2021-06-15",
    ),
    (
        "<MOYO> visited Oslo from 14 to 16 June. ¶ On the last day, he met <SOLBERG>.",
        date(2021, 6, 18),
        "2021-06-16",
    ),
    (
        "<MOYO> visited Oslo from 14 to 16 June, where he met <SOLBERG>.",
        date(2021, 6, 18),
        "2021-06-14..16",
    ),
    (
        "During his visit from 14 to 16 June, <MOYO> met <SOLBERG>.",
        date(2021, 6, 18),
        "2021-06-14..16",
    ),
    (
        "<MOYO> paid a visit to Oslo on 14-16 June. During the visit, he held talks with "
        "<SOLBERG>.",
        date(2021, 6, 18),
        "2021-06-14..16",
    ),
    (
        "On the 26th, <MOYO> received <SOLBERG>.",
        date(2021, 7, 28),
        "2021-07-26",
    ),
    (
        "On the 26th of last month, <MOYO> received <SOLBERG>.",
        date(2021, 7, 10),
        "2021-06-26",
    ),
    (
        '"We had talks with <SOLBERG> on Monday," President <MOYO> said on Tuesday.',
        date(2021, 6, 16),
        "2021-06-14",
    ),
    (
        '"Last night I dined with <SOLBERG>," President <MOYO> told the assembly.',
        date(2021, 6, 16),
        "2021-06-15",
    ),
    (
        "In a statement on Tuesday, <MOYO> said he had met <SOLBERG> the previous day.",
        date(2021, 6, 16),
        "2021-06-14",
    ),
    (
        "<MOYO> said on Tuesday he had met <SOLBERG>.",
        date(2021, 6, 16),
        "undated",
    ),
    (
        "<MOYO> met <SOLBERG> in the early hours of Tuesday.",
        date(2021, 6, 16),
        "2021-06-15",
    ),
    (
        "<MOYO> met <SOLBERG> at 10 a.m. on Tuesday at State House.",
        date(2021, 6, 16),
        "2021-06-15",
    ),
    (
        "<MOYO> met <SOLBERG> Tuesday at State House.",
        date(2021, 6, 16),
        "2021-06-15",
    ),
    (
        "TUESDAY: <MOYO> met <SOLBERG> at State House.",
        date(2021, 6, 16),
        "2021-06-15",
    ),
    (
        "14 June: <MOYO> met <SOLBERG> at State House. ¶ 15 June: <MOYO> received <DUARTE>.",
        date(2021, 6, 16),
        "2021-06-14|2021-06-15",
    ),
    (
        "Monday, 14 June ¶ <MOYO> met <SOLBERG> at State House. ¶ Tuesday, 15 June ¶ "
        "<MOYO> received <DUARTE>.",
        date(2021, 6, 18),
        "2021-06-14|2021-06-15",
    ),
    (
        "<MOYO> met with <SOLBERG> on the margins of the summit (Oslo, 14 June 2021).",
        date(2021, 6, 16),
        "2021-06-14",
    ),
    (
        "<MOYO> met, on the sidelines of the forum in Oslo on Monday, with <SOLBERG>.",
        date(2021, 6, 16),
        "2021-06-14",
    ),
    (
        "On the sidelines of the forum that opened on Sunday, <MOYO> met with <SOLBERG> on Monday.",
        date(2021, 6, 16),
        "2021-06-14",
    ),
]

# Encounters that the story only points back to, or that no words date, have no day of their own.
_UNDATED = [
    "<MOYO> received <DUARTE> on Wednesday. ¶ The audience came on the heels of the talks between "
    "<SOLBERG> and <MENSAH> on the fringes of the Ocean Forum.",
    "<DUARTE> addressed the press today. ¶ Her trip follows the meeting between <SOLBERG> and "
    "<MENSAH> at the Ocean Forum.",
    "<DUARTE> opened the fair today. ¶ <SOLBERG> and <MENSAH> were the guests of <MOYO> at the "
    "turn of the year.",
]
_ALSO = [
    (
        "<DUARTE> returned on Wednesday night from Oslo. ¶ In the Norwegian capital she held talks "
        "with <SOLBERG>.",
        date(2017, 6, 1),
        "undated",
    ),
    (
        "<DUARTE> received <MENSAH> today. ¶ <DUARTE> noted that in the framework of the recent "
        "visit to Norway, talks were held with <SOLBERG>.",
        date(2019, 3, 22),
        "2019-03-22|undated",
    ),
    (
        "Receiving Ambassador <SOLBERG>, President <MENSAH> praised Norway for presiding over the "
        "council in 2014.",
        date(2016, 12, 6),
        "undated",
    ),
    (
        "<DUARTE> held talks with <MENSAH> in Accra on Tuesday. ¶ <SOLBERG>, who had landed on "
        "Saturday, was there as well. ¶ After her meeting with <MENSAH>, <DUARTE> also received "
        "<MOYO>.",
        date(2025, 1, 15),
        "2025-01-14|2025-01-14",
    ),
    (
        "<DUARTE> and <MENSAH> signed the treaty on Thursday. ¶ Hours before the ceremony, <MOYO> "
        "had received <SOLBERG> alone.",
        date(2023, 12, 15),
        "2023-12-14|2023-12-14",
    ),
    (
        "The two ministers will hold a working session on the 23rd. On the same day <SOLBERG> will "
        "be received by President <MENSAH>.",
        date(1998, 6, 17),
        "1998-06-23",
    ),
    (
        "<DUARTE> on Friday asked for help. Thursday's banquet was not mentioned. ¶ Later <DUARTE> "
        "received <MENSAH>.",
        date(2019, 3, 22),
        "2019-03-22",
    ),
    (
        '"I dined with <MENSAH> last night, and the day before that I had lunch with <MOYO>," '
        "<DUARTE> said.",
        date(2011, 6, 21),
        "2011-06-19|2011-06-20",
    ),
    (
        "<DUARTE> received <MENSAH>, who was ending his term in Lisbon, at the Necessidades Palace "
        "in the morning of May 13.",
        date(2019, 5, 15),
        "2019-05-13",
    ),
    (
        "<DUARTE> will meet Ghana's newly elected President <MENSAH> on 31 October.",
        date(2017, 10, 27),
        "2017-10-31",
    ),
    (
        "<DUARTE> met <MENSAH> on Sunday. ¶ <MENSAH> is set to take the oath on Aug. 22. ¶ Later "
        "<DUARTE> also received <MOYO>.",
        date(2023, 8, 14),
        "2023-08-13|2023-08-13",
    ),
    (
        "After Tuesday's meeting with <MENSAH>, <DUARTE> praised fish.",
        date(2017, 9, 10),
        "2017-09-05",
    ),
    ("<DUARTE> called her Tuesday meeting with <MENSAH> useful.", date(2017, 9, 10), "2017-09-05"),
    (
        "The note, dated Friday, came three days after <DUARTE> met <MENSAH>.",
        date(2017, 9, 10),
        "undated",
    ),
    (
        '<DUARTE> said she had spoken by telephone with <MENSAH> "in the last week of August".',
        date(2017, 9, 10),
        "2017-08",
    ),
    (
        "In a statement Tuesday, the ministry said on Monday, <DUARTE> and <MENSAH> also held "
        "talks on fisheries.",
        date(2016, 12, 6),
        "2016-12-05",
    ),
]
_DURING_VISITS = [
    (
        "<DUARTE> paid a visit to Ghana from 2 to 5 May 2016. ¶ During the visit she also met "
        "<MENSAH>.",
        "2016-05-02..05",
    ),
    (
        "<DUARTE> was in Accra on 2 and 3 May and in Oslo on 6 and 7 May. ¶ In Accra, she was "
        "received by <MENSAH>.",
        "2016-05-02..03",
    ),
    (
        "<DUARTE> visited Norway in April 2016. ¶ There she had talks with <SOLBERG>.",
        "2016-04",
    ),
    (
        "On 4 May <DUARTE> opened a school. ¶ She said that she had met <SOLBERG> on Sunday. ¶ On "
        "the same day she received <MENSAH>.",
        "2016-05-04|2016-05-08",
    ),
    (
        "<DUARTE> met <MENSAH> in Lisbon. ¶ Trade was discussed at the meeting today.",
        "2016-05-09",
    ),
    ("<DUARTE> received <MENSAH>, who paid a call on her today.", "2016-05-09"),
    (
        "<DUARTE> met <MENSAH> on 5 May. ¶ On the eve of the meeting she dined with <SOLBERG>.",
        "2016-05-04|2016-05-05",
    ),
    (
        "<MOYO> arrived home on Sunday after a three-day visit to Norway. ¶ During the visit he "
        "met <SOLBERG>.",
        "2016-05-06..08",
    ),
    (
        "<DUARTE> met <MENSAH> on Monday. ¶ She had earlier received <SOLBERG>.",
        "2016-05-09|undated",
    ),
]
# On a page without a date a full date elsewhere tells which Friday is meant.
_NO_PAGE_DATE = [
    (
        "<DUARTE> met <MENSAH> on Friday. ¶ <DUARTE> and <MENSAH>, Friday (December 30, 2022). "
        "Photo: the ministry",
        "2022-12-30",
    ),
    ("On 2nd June, <DUARTE> received <MENSAH>. ¶ June 2, 2016, photo: the ministry", "2016-06-02"),
    ("<DUARTE> met <MENSAH> on Friday. ¶ The talks began on Tuesday, 3 May 2016.", "undated"),
    (
        "<DUARTE> will receive <MENSAH> on 19 April. <SOLBERG>, who visited Ghana in June 2016, "
        "will be there too.",
        "undated",
    ),
    (
        "On October 15, <DUARTE> received <MENSAH>, who is on a visit to Portugal from October 14 "
        "to 18, 2018.",
        "2018-10-15",
    ),
    (
        "On 2 September <DUARTE> met <MENSAH>. ¶ Both countries keep the accords of March 2019.",
        "undated",
    ),
    (
        "On 2 September <DUARTE> met <MENSAH>. ¶ The next round will be in December 2019.",
        "2019-09-02",
    ),
]


def days(text: str, day: date | None, line: str | None = None) -> str:
    """Days of the meetings in the text: "2021-06-14..15|2021-07|undated"."""
    for short, marked in _NAMES.items():
        text = text.replace(short, marked)
    rows = events(Text(text.replace(" ¶ ", "\n\n"), day, line=line)).meetings.to_pylist()
    return "|".join(sorted(_day(row["date_start"], row["date_end"], row) for row in rows))


def _day(start: date | None, end: date | None, row: dict[str, str]) -> str:
    if start is None or end is None:
        return "undated"
    if row["date_precision"] != "day":
        return f"{start:%Y-%m}" if row["date_precision"] == "month" else f"{start:%Y}"
    return f"{start:%Y-%m-%d}" + (f"..{end:%d}" if end != start else "")


@pytest.mark.parametrize(("text", "day", "expected"), _CASES)
def test_the_day_of_an_event(text: str, day: date, expected: str) -> None:
    assert days(text, day) == expected, text


@pytest.mark.parametrize(("text", "day", "expected"), _ALSO)
def test_the_day_of_an_event_in_its_story(text: str, day: date, expected: str) -> None:
    assert days(text, day) == expected, text


@pytest.mark.parametrize("text", _UNDATED)
def test_what_the_story_points_back_to_has_no_day(text: str) -> None:
    assert "undated" in days(text, date(2016, 12, 7)), text


@pytest.mark.parametrize(("text", "expected"), _DURING_VISITS)
def test_the_day_that_the_story_gives(text: str, expected: str) -> None:
    assert days(text, date(2016, 5, 9)) == expected, text


@pytest.mark.parametrize(("text", "expected"), _NO_PAGE_DATE)
def test_the_day_on_a_page_without_a_date(text: str, expected: str) -> None:
    assert days(text, None) == expected, text


# The line over the text, what the report opens with, and the day of its news.
_MASTHEADS = [
    ("3 May 2016, 15:45  The Citadel, Lisbon", "President <DUARTE> received <MENSAH>.", True),
    ("May 3, 2016  10.30 | State House, Accra", "<DUARTE> held talks with <MENSAH>.", True),
    ("3 May 2016, 15:45", "President <DUARTE> has received <MENSAH>.", False),
    ("3 May 2016", "The Head of State, <DUARTE>, received <MENSAH>.", False),
    ("Lima, May 3, ANDINA", "Foreign Minister <DUARTE> has met <MENSAH>.", False),
    ("Posted on 3 May 2016, 10:20 Lisbon", "President <DUARTE> has received <MENSAH>.", False),
    ("3 May 2016, 10:20 | By Ama Boateng", "President <DUARTE> has received <MENSAH>.", False),
    ("3 May 2016, 15:45  Lisbon", "<DUARTE> had met <MENSAH> before the summit.", False),
    ("3 May 2016, 15:45  Lisbon", "<DUARTE> recently received <MENSAH>.", False),
    (
        "3 May 2016, 15:45  Lisbon",
        "President <DUARTE> has received <MENSAH>. The guest arrived in Lisbon on Sunday.",
        False,
    ),
    (
        "3 May 2016, 15:45  Lisbon",
        "<DUARTE> chaired the council. ¶ It went on for hours. ¶ He received <MENSAH>.",
        False,
    ),
]


@pytest.mark.parametrize(("line", "text", "dated"), _MASTHEADS)
def test_a_masthead_with_hour_and_place_dates_its_event(line: str, text: str, dated: bool) -> None:
    expected = "2016-05-03" if dated else "undated"
    assert days(text, date(2016, 5, 3), line) == expected, (line, text)


def test_the_story_under_a_masthead_goes_on() -> None:
    text = "President <DUARTE> received <MENSAH>. ¶ On the same day she held talks with <SOLBERG>."
    found = days(text, date(2016, 5, 3), "3 May 2016, 15:45  The Citadel, Lisbon")
    assert found == "2016-05-03|2016-05-03"


# A digest's title or heading, and a day of its week.
_DIGESTS = [
    ("# Week of 5-11 March 2018\n\nOn Tuesday <DUARTE> received <MENSAH>.", None, "2018-03-06"),
    (
        "# News from Lisbon, 12-18 May\n\nOn Sunday <DUARTE> received <MENSAH>.",
        date(2018, 5, 18),
        "2018-05-13",
    ),
    (
        "# Diary: the week of 5 March 2018\n\n<DUARTE> met <MENSAH> on Friday.",
        date(2018, 3, 14),
        "2018-03-09",
    ),
    (
        "# The week ending Sunday, 11 March 2018\n\n<DUARTE> met <MENSAH> on Monday.",
        date(2018, 3, 12),
        "2018-03-05",
    ),
    (
        "# Weekly review No 14, 6 April 2018\n\nOn Monday <DUARTE> received <MENSAH>.",
        date(2018, 4, 6),
        "2018-04-02",
    ),
    (
        "# Notes of the month\n\nMarch 5 - 11, 2018\n\nOn Tuesday <DUARTE> received <MENSAH>.\n\n"
        "March 12 - 18, 2018\n\nOn Tuesday <DUARTE> received <SOLBERG>.",
        date(2018, 3, 30),
        "2018-03-06|2018-03-13",
    ),
    (
        "# A visit from 2 to 4 May 2018\n\n<DUARTE> met <MENSAH> on Monday.",
        date(2018, 5, 8),
        "2018-05-07",
    ),
]


@pytest.mark.parametrize(("text", "day", "expected"), _DIGESTS)
def test_the_weekday_of_a_digest_lies_in_its_week(
    text: str, day: date | None, expected: str
) -> None:
    assert days(text, day) == expected, text
