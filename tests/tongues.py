"""One small invented event in several languages: Latin names inside its text, a dispute, an interval, a map, a figure, a quote, sources.

A storm breaks a dam by a town. The facts are written once; each language has its own words for them. Hebrew has no catalogue in the kit.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.conftest import Once
from tests.sites import SETTINGS, build, small_picture, write

LANGUAGES = ("ar", "fa", "he", "zh-Hans", "ru", "kk")
PAGES = (
    "index.html", "timeline/index.html", "timeline/2022-01-05/index.html", "timeline/2022-01-05/dam/index.html",
    "timeline/2022-01-06/rescue/index.html", "articles/night/index.html", "people/anna/index.html", "people/index.html",
    "organisations/bbc/index.html", "places/town/index.html", "places/index.html", "figures/index.html", "sources/index.html",
    "corrections/index.html", "downloads/index.html", "articles/index.html",
)  # fmt: skip
"""Pages of such a site."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "ar": {
        "name": "السد", "title": "ليلة انهيار السد", "standfirst": "حطمت عاصفة سدا فوق بلدة صغيرة، ولا يزال عدد القتلى محل خلاف.",
        "kicker": "كارثة", "storm": "عاصفة", "answer": "استجابة",
        "story": "بدأت العاصفة قبل المساء. وقالت *هيئة الأرصاد* إن الرياح بلغت 120 km/h، ثم انهار السد كما نقلت شبكة BBC Monitoring عن Anna Müller، رئيسة البلدية.",
        "town": "البلدة", "city": "المدينة", "anna": "Anna Müller", "karim": "كريم منصور", "mayor": "رئيسة البلدية", "engineer": "مهندس",
        "dam": "انهيار السد فوق البلدة", "dam_text": "انهار السد بعد الغروب، وغمرت المياه شارع Hauptstraße.",
        "claim_1": "لم يمت أحد في البلدة.", "claim_2": "مات \"ثلاثة\" من الجيران.",
        "rescue": "فرق THW تبحث عن المفقودين", "rescue_text": "وصلت الفرق من ثلاث مدن وبقيت حتى اليوم التالي.",
        "article": "ما حدث في تلك الليلة", "summary": "الليلة ساعة بساعة.", "author": "ليلى حداد", "body": "كان \"الجدار\" قديما، كما يقول تقرير Dam Safety 2020 الصادر قبل عامين.",
        "heading": "ما قاله المهندس", "quote": "لم يكن السد آمنا.", "context": "في إذاعة Radio Nord", "deaths": "القتلى", "people": "أشخاص", "note": "يختلف العدد بحسب الجهة.",
        "caption": "السد بعد العاصفة، تصوير Jan de Vries.", "alt": "جدار مكسور وماء", "correction": "كتبنا خطأ أن السد انهار في الصباح.",
        "about": "حول هذا الموقع", "about_text": "موقع صغير للاختبار.",
    },
    "fa": {
        "name": "سد", "title": "شب شکستن سد", "standfirst": "توفان سدی را بالای شهری کوچک شکست و شمار کشته‌ها همچنان محل اختلاف است.",
        "kicker": "فاجعه", "storm": "توفان", "answer": "واکنش",
        "story": "توفان پیش از غروب آغاز شد. *هواشناسی* گفت باد به 120 km/h رسید و سپس سد شکست، چنان‌که BBC Monitoring از Anna Müller، شهردار، نقل کرد.",
        "town": "شهرک", "city": "شهر", "anna": "Anna Müller", "karim": "کریم منصوری", "mayor": "شهردار", "engineer": "مهندس",
        "dam": "سد بالای شهرک شکست", "dam_text": "سد پس از غروب شکست و آب خیابان Hauptstraße را گرفت.",
        "claim_1": "هیچ‌کس در شهرک نمرده است.", "claim_2": "\"سه نفر\" از همسایه‌ها مردند.",
        "rescue": "گروه‌های THW در پی گمشدگان", "rescue_text": "گروه‌ها از سه شهر رسیدند و تا روز بعد ماندند.",
        "article": "آن شب چه گذشت", "summary": "آن شب، ساعت به ساعت.", "author": "لیلا حدادی", "body": "گزارش Dam Safety 2020 دو سال پیش گفته بود که \"دیوار\" کهنه است.",
        "heading": "مهندس چه گفت", "quote": "سد ایمن نبود.", "context": "در رادیوی Radio Nord", "deaths": "کشته‌ها", "people": "نفر", "note": "شمار بسته به گوینده فرق می‌کند.",
        "caption": "سد پس از توفان، عکس از Jan de Vries.", "alt": "دیواری شکسته و آب", "correction": "به‌اشتباه نوشته بودیم که سد صبح شکست.",
        "about": "درباره این پایگاه", "about_text": "پایگاهی کوچک برای آزمایش.",
    },
    "he": {
        "name": "הסכר", "title": "ליל קריסת הסכר", "standfirst": "סערה שברה סכר מעל עיירה קטנה, ומספר ההרוגים עדיין שנוי במחלוקת.",
        "kicker": "אסון", "storm": "סערה", "answer": "תגובה",
        "story": "הסערה החלה לפני הערב. *השירות המטאורולוגי* דיווח על רוח חזקה, ואז קרס הסכר.",
        "town": "העיירה", "city": "העיר", "anna": "אנה מילר", "karim": "כרים מנסור", "mayor": "ראש העיירה", "engineer": "מהנדס",
        "dam": "הסכר מעל העיירה קורס", "dam_text": "הסכר קרס אחרי השקיעה, והמים הציפו את הרחוב.",
        "claim_1": "איש לא מת בעיירה.", "claim_2": "\"שלושה\" שכנים מתו.",
        "rescue": "מחפשים את הנעדרים", "rescue_text": "צוותים הגיעו משלוש ערים ונשארו עד למחרת.",
        "article": "מה קרה באותו לילה", "summary": "הלילה, שעה אחר שעה.", "author": "לילה חדד", "body": "\"הקיר\" היה ישן, כך נכתב בדוח לפני שנתיים.",
        "heading": "מה אמר המהנדס", "quote": "הסכר לא היה בטוח.", "context": "ברדיו", "deaths": "הרוגים", "people": "אנשים", "note": "המספר משתנה לפי המקור.",
        "caption": "הסכר אחרי הסערה.", "alt": "קיר שבור ומים", "correction": "כתבנו בטעות שהסכר קרס בבוקר.",
        "about": "על האתר", "about_text": "אתר קטן לבדיקה.",
    },
    "zh-Hans": {
        "name": "水坝", "title": "水坝溃决之夜", "standfirst": "一场风暴冲垮了小镇上方的水坝，死亡人数至今仍有争议。",
        "kicker": "灾难", "storm": "风暴", "answer": "应对",
        "story": "风暴在傍晚前到来。*气象台*说风速达到 120 km/h，随后水坝溃决，BBC Monitoring 援引镇长 Anna Müller 的话报道。",
        "town": "小镇", "city": "城市", "anna": "Anna Müller", "karim": "卡里姆·曼苏尔", "mayor": "镇长", "engineer": "工程师",
        "dam": "小镇上方的水坝溃决", "dam_text": "日落之后水坝溃决，洪水淹没了 Hauptstraße。",
        "claim_1": "镇上无人死亡。", "claim_2": "\"三名\"邻居死亡。",
        "rescue": "THW 队伍搜寻失踪者", "rescue_text": "来自三座城市的队伍赶到，一直留到第二天。",
        "article": "那一夜发生了什么", "summary": "那一夜，逐小时记录。", "author": "莱拉·哈达德", "body": "两年前的报告 Dam Safety 2020 说，\"坝墙\"已经老旧……",
        "heading": "工程师说了什么", "quote": "水坝并不安全。", "context": "在 Radio Nord 电台", "deaths": "死亡人数", "people": "人", "note": "人数因说法而异。",
        "caption": "风暴后的水坝，Jan de Vries 摄。", "alt": "破裂的墙和水", "correction": "我们曾误写水坝在早晨溃决。",
        "about": "关于本站", "about_text": "一个用于测试的小网站。",
    },
    "ru": {
        "name": "Плотина", "title": "Ночь, когда рухнула плотина", "standfirst": "Буря разрушила плотину над маленьким городом; о числе погибших спорят до сих пор.",
        "kicker": "Катастрофа", "storm": "Буря", "answer": "Помощь",
        "story": "Буря началась до вечера. *Метеослужба* сообщила о ветре до 120 km/h, затем плотина рухнула, передал BBC Monitoring со слов мэра, Anna Müller.",
        "town": "Городок", "city": "Город", "anna": "Anna Müller", "karim": "Карим Мансуров", "mayor": "мэр", "engineer": "инженер",
        "dam": "Плотина над городком рушится", "dam_text": "Плотина рухнула после заката, вода залила Hauptstraße.",
        "claim_1": "В городке никто не погиб.", "claim_2": "Погибли \"трое\" соседей.",
        "rescue": "Отряды THW ищут пропавших", "rescue_text": "Отряды пришли из трёх городов и остались до следующего дня.",
        "article": "Что случилось той ночью", "summary": "Та ночь час за часом.", "author": "Лейла Хаддад", "body": "\"Стена\" была старой: так говорил доклад Dam Safety 2020 двумя годами раньше.",
        "heading": "Что сказал инженер", "quote": "Плотина не была надёжной.", "context": "в эфире Radio Nord", "deaths": "Погибшие", "people": "человек", "note": "Число зависит от того, кто считает.",
        "caption": "Плотина после бури, фото: Jan de Vries.", "alt": "Разрушенная стена и вода", "correction": "Мы ошибочно написали, что плотина рухнула утром.",
        "about": "О сайте", "about_text": "Маленький сайт для проверки.",
    },
    "kk": {
        "name": "Бөгет", "title": "Бөгет бұзылған түн", "standfirst": "Дауыл шағын қаланың үстіндегі бөгетті бұзды; қаза тапқандар саны әлі даулы.",
        "kicker": "Апат", "storm": "Дауыл", "answer": "Көмек",
        "story": "Дауыл кешке дейін басталды. *Метеоқызмет* желдің 120 km/h болғанын айтты, содан кейін бөгет бұзылды, деп хабарлады BBC Monitoring әкім Anna Müller сөзіне сүйеніп.",
        "town": "Қалашық", "city": "Қала", "anna": "Anna Müller", "karim": "Кәрім Мансұров", "mayor": "әкім", "engineer": "инженер",
        "dam": "Қалашық үстіндегі бөгет бұзылды", "dam_text": "Күн батқан соң бөгет бұзылып, су Hauptstraße көшесін басты.",
        "claim_1": "Қалашықта ешкім қаза тапқан жоқ.", "claim_2": "Көршілердің \"үшеуі\" қаза тапты.",
        "rescue": "THW жасақтары жоғалғандарды іздеуде", "rescue_text": "Жасақтар үш қаладан келіп, келесі күнге дейін қалды.",
        "article": "Сол түні не болды", "summary": "Сол түн, сағат сайын.", "author": "Ләйла Хаддад", "body": "Екі жыл бұрынғы Dam Safety 2020 есебі \"қабырға\" ескі деген еді.",
        "heading": "Инженер не айтты", "quote": "Бөгет қауіпсіз емес еді.", "context": "Radio Nord эфирінде", "deaths": "Қаза тапқандар", "people": "адам", "note": "Сан кім санағанына байланысты.",
        "caption": "Дауылдан кейінгі бөгет, сурет: Jan de Vries.", "alt": "Қираған қабырға мен су", "correction": "Бөгет таңертең бұзылды деп қате жазғанбыз.",
        "about": "Сайт туралы", "about_text": "Сынаққа арналған шағын сайт.",
    },
}  # fmt: skip

_FILES: Mapping[str, str] = {
    "content/event.md": """\
Title: {title}
Kicker: {kicker}
Standfirst: {standfirst}
Starts: 2022-01-05
Ends: 2022-01-08
Timezone: Europe/Berlin
Lead_picture: {lead}
Kinds:
    storm = {storm}
    answer = {answer}
Figures: deaths

{story}[@agency]
""",
    "content/timeline/2022-01-05-dam.md": """\
Title: {dam}
When: 2022-01-05 evening
Kind: storm
Certainty: disputed
Places: town
People: anna; karim
Highlight: yes
Claims:
    anna: {claim_1} [@agency]
    karim: {claim_2} [@report]
Correction: 2022-01-09: {correction}
Slug: dam

{dam_text}[@agency; @report]
""",
    "content/timeline/2022-01-06-rescue.md": """\
Title: {rescue}
When: 2022-01-06T22:00/2022-01-07T06:30
Kind: answer
Places: town; city
Organisations: bbc
Highlight: yes
Slug: rescue

{rescue_text}[@agency]
""",
    "content/articles/night.md": """\
Title: {article}
Date: 2022-01-08
Authors: {author}; Jan de Vries
Summary: {summary}
Places: town
People: anna; karim
Organisations: bbc
Read_more:
    {{filename}}../timeline/2022-01-05-dam.md
    report
Slug: night

{body}[@report, p. 3]

![](dam.png)

## {heading}

[[quote: unsafe]]

[[quote: english]]

[[figure: deaths]]

[[map: town city]]

[[timeline: 2022-01-05]]
""",
    "content/pages/about.md": "Title: {about}\nSlug: about\n\n{about_text}\n",
    "content/pictures/dam.md": "Alt: {alt}\nCredit: {photographer}\nLicence: {licence}\nPlaces: town\n\n{caption}\n",
    "content/data/sources.yaml": """\
agency:
  title: {agency_title}
  publisher: {publisher}
  date: 2022-01-06
  url: https://example.org/agency
  language: {agency_language}
report:
  title: {report_title}
  publisher: {name}
  kind: official
  date: 2022-01
  url: https://example.org/report
  note: {note}
""",
    "content/data/people.yaml": """\
anna:
  name: {anna}
  role: {mayor}
karim:
  name: {karim}
  role: {engineer}
""",
    "content/data/organisations.yaml": "bbc:\n  name: {bbc}\n",
    "content/data/places.yaml": "town:\n  name: {town}\n  lat: 51.7\n  lon: 10.8\ncity:\n  name: {city}\n  lat: 52.4\n  lon: 9.7\n",
    "content/data/figures.yaml": """\
deaths:
  title: {deaths}
  unit: {people}
  note: {note}
  reports:
    - value: 3
      about: true
      by: karim
      as_of: 2022-01-06
      sources: [report]
    - value: 1
      by: anna
      as_of: 2022-01-05
      sources: [agency]
""",
    "content/data/quotes.yaml": """\
unsafe:
  text: {quote}
  speaker: karim
  date: 2022-01-07
  context: {context}
  sources: [report]
english:
  text: {foreign}
  language: {agency_language}
  speaker: anna
  date: 2022-01-07
  sources: [agency]
""",
}


def files(language: str, lead: str = "dam.png") -> dict[str, str | bytes]:
    """Return the files of the event in a language. All words of the event in Hebrew are in Hebrew letters, so that others are the interface's."""
    latin = language != "he"
    words = {
        "lead": lead,
        "bbc": "BBC Monitoring" if latin else "הרדיו",
        "publisher": "The Agency, Inc." if latin else "הסוכנות",
        "agency_title": "Dam breaks (updated)" if latin else "הסכר קרס",
        "agency_language": "en" if latin else "he",
        "report_title": "Dam Safety 2020" if latin else "דוח הסכר",
        "photographer": "Jan de Vries / Agency" if latin else "יאן",
        "licence": "CC BY 4.0" if latin else "רישיון",
        "foreign": "Nobody died!" if latin else "איש לא מת!",
        **WORDS[language],
    }
    made: dict[str, str | bytes] = {name: text.format_map(words) for name, text in _FILES.items()}
    made["content/pictures/dam.png"] = small_picture()
    made["pelicanconf.py"] = f'{SETTINGS}SITENAME = "{words["name"]}"\nDEFAULT_LANG = "{language}"\n'
    return made


def built(once: Once, language: str) -> Path:
    """Return the output of the event in a language, built once a session."""

    def make(folder: Path) -> None:
        write(folder / "site", files(language))
        build(folder / "site")

    return once(f"language-{language}", make) / "site/output"
