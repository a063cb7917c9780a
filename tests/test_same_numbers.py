"""Whether a translation says the numbers of its source."""

import ast
import re
from itertools import pairwise
from pathlib import Path

import pytest

import handout
from handout.locales.shelf import OURS, available
from handout.text.recognized import rows
from handout.translation.conversions import Conversion
from handout.translation.number_words import EITHER, number_words
from handout.translation.opposites import reversals
from handout.translation.same_numbers import differences
from handout.translation.small_words import added_not


def told(translated: str, source: str, language: str = "es", source_language: str = "en-US") -> list[str]:
    sides = (number_words(language, OURS), number_words(source_language, OURS))
    return list(map(str, differences(translated, source, sides)))


@pytest.mark.parametrize(
    ("source", "translated"),
    [
        ("Take ½ tablet", "Tome 1/2 tableta"),
        ("Take 1 ½ tablets", "Tome 1,5 tabletas"),
        ("Take 1½ tablets", "Tome 1 y ½ tabletas"),
        ("Take 2.5 mL", "Tome 2,5 mL"),
        ("Take 0.5 mg", "Tome 0,50 mg"),
        ("Drink 1,500 mL", "Beba 1.500 mL"),
        ("Drink 2,000 mL", "Beba 2 000 mL"),
        ("Drink 2 500 mL tablets", "Beba 2 de 500 mL"),
        ("at 8 p.m.", "a las 20:00"),
        ("at 8 p.m.", "a las 20 h"),
        ("at 8 p.m.", "a las 8 de la noche"),
        ("at 8:30 p.m.", "a las 8:30 de la noche"),
        ("at 8 p.m.", "a las 8 p. m."),
        ("at 8:30 p.m.", "à 20h30"),
        ("from 8 a.m.–5 p.m.", "de 8:00 a 17:00"),
        ("5–10 mL", "de 5 a 10 mL"),
        ("90 mcg", "90 µg"),
        ("5 mg", "٥ mg"),
        ("7/10 people", "7 de 10 personas"),
        ("on 2026-11-22", "el 22/11/2026"),
        ("120/80", "120/80"),
        ("Call (303) 555-0123", "Llame al 303-555-0123"),
        ("above 38.5 °C", "≥ 38,5 °C"),
        ("B12 and COVID-19", "COVID-19 y B12"),
        ("every 8 hours for 8 days", "cada 8 horas durante 8 días"),
        ("for 8 days, every 8 h", "cada 8 horas, durante 8 días"),
        ("24 to 48 hours", "de 24 a 48 horas"),
        ("for 1 hour", "durante una hora"),
        ("twice a day", "2 veces al día"),
        ("5 mL/h", "5 mL por hora"),
        ("on November 22, 2026", "el 22/11/2026"),
        ("on November 22, 2026", "el 22 de noviembre de 2026"),
        ("at 8 a.m.", "a las 8 horas"),
        ("5 mL", "cinco mL"),
        ("1 pill", "una pastilla"),
        ("10,000 mg", "10 mil mg"),
        ("5 mg/mL", "5 mg por mL"),
        ("5 mg/kg", "5 mg por kilo"),
        ("7 in 10 people", "7/10 de las personas"),
        ("on 3/4/2026", "el 4/3/2026"),
        ("on March 4, 2026", "el 4/3/2026"),
        ("1 million", "un millón"),
        ("Wait 30 minutes", "Espere media hora"),
        ("30 to 60 minutes before", "entre media hora y una hora antes"),
        ("Wait 15 minutes", "Espere un cuarto de hora"),
        ("once a day", "cada 24 horas"),
        ("for 24 hours", "durante un día"),
        ("for the first 48 hours", "los dos primeros días"),
        ("for 2 weeks", "durante 15 días"),
        ("24 to 48 hours", "uno o dos días"),
        ("2 tablets for 2 weeks", "durante 14 días 2 tabletas"),
        ("for 18 months", "durante un año y medio"),
        ("every 3 months", "trimestral"),
        ("the 2nd dose in 2 weeks", "la segunda dosis dentro de 2 semanas"),
        ("the second dose", "la 2.ª dosis"),
        ("1 tablet at noon and 1 at night", "una tableta a mediodía y otra por la noche"),
        ("½ tablet", "media tableta"),
        ("every other day", "cada dos días"),
        ("every other day", "un día sí y otro no"),
        ("Rest for two days, then walk each day.", "Descanse 48 horas y después camine cada día."),
        ("twice a day", "cada 12 horas"),
        ("one tablet daily", "1 tableta 1 vez al día"),
        ("a second dose in 8 weeks", "la 2.ª dosis en 8 semanas"),
        ("Cut the tablet in half; take one half.", "Parta la tableta en dos; tome una mitad."),
        ("1 tablet, then rest half an hour", "1 tableta y media hora de descanso"),
        ("On day 3", "Al tercer día"),
        ("on the second day", "el día 2"),
        ("Come on Monday, in May.", "Venga el lunes, en mayo."),
        ("The clinic is closed on Saturday and Sunday.", "La clínica cierra los fines de semana."),
        ("You may take it.", "Puede tomarlo en marzo."),
        ("March in place for a minute.", "Marche en el mismo lugar un minuto."),
        ("for 24 hours", "durante veinticuatro horas"),
        ("1 ½ hours", "una hora y media"),
        ("10%", "10 por ciento"),
        ("a couple of days", "unos días"),
        ("two days", "un par de días"),
        ("at 8 a.m. every day", "todos los días a las 8 de la mañana"),
        ("No numbers.", "Sin números."),
    ],
)
def test_the_same_numbers_may_be_written_in_other_ways(source, translated):
    assert told(translated, source) == []


@pytest.mark.parametrize(
    ("language", "source", "translated", "wrong"),
    [
        ("sw", "at 8 a.m.", "saa 2 asubuhi", "saa 3 asubuhi"),
        ("sw", "at 8 p.m.", "saa mbili usiku", "saa tatu usiku"),
        ("sw", "Wait 8 hours", "Subiri saa 8", "Subiri saa 2"),
        ("de", "at 8 in the evening", "um 20 Uhr", "um 21 Uhr"),
        ("ru", "1½ tablets", "полторы таблетки", "две таблетки"),
        ("ko", "for 7 days", "일주일 동안", "하루 동안"),
        ("es", "one and a half tablets", "una tableta y media", "media tableta"),
        ("es", "two and a half tablets", "dos tabletas y media", "una tableta y media"),
        ("de", "one and a half tablets", "eine und eine halbe Tablette", "zweieinhalb Tabletten"),
        ("nl", "two and a half tablets", "twee en een halve tablet", "anderhalve tablet"),
        ("ar", "one and a half tablets", "قرصًا ونصف القرص", "قرصين"),
        ("ar", "1½ tablets", "1 قرص ونصف", "1 قرص"),
        ("ar", "1 hour before meals", "قبل الوجبات بساعة", "قبل الوجبات بساعتين"),
        ("ja", "one and a half tablets twice daily", "1日2回、1回1錠半", "1日2回、1回1錠"),
        ("ja", "half a tablet twice daily", "1日2回、1回半錠", "1日2回、1回1錠"),
        ("ja", "2.5 mL every other day", "1日おきに2.5mL飲む", "1日おきに2.5mg飲む"),
        ("fr", "1½ tablets", "1 comprimé et demi", "1 comprimé"),
        ("ru", "2.5 tablets", "2 с половиной таблетки", "2 таблетки"),
        ("zh-Hans", "three and a half tablets", "三片半", "三片"),
        ("zh-Hans", "half a tablet three times a day", "每日三次半片", "每日三片半"),
        ("zh-Hans", "on the third day; the next day", "3天后；第二天", "4天后；第二天"),
        ("zh-Hans", "three times a week", "每周三次", "每周四次"),
        ("zh-Hans", "on day 3", "第三天", "第四天"),
        ("zh-Hans", "in March", "3月", "5月"),
        ("zh-Hans", "a dozen times", "十二次", "十次"),
        ("it", "every other day", "un giorno sì e uno no", "ogni giorno"),
        ("nl", "every other day", "om de andere dag", "elke dag"),
        ("ru", "every other day", "через день", "каждый день"),
        ("ar", "every other day", "كل يومين", "كل يوم"),
        ("fr", "every day", "tous les jours", "un jour sur deux"),
        ("de", "on the eighth day", "am achten Tag", "am neunten Tag"),
        ("pl", "in May", "w maju", "w marcu"),
        ("id", "each week, for 2 weeks", "setiap minggu, selama 2 minggu", "setiap hari, selama 2 minggu"),
        ("ro", "on Monday, for 3 months", "lunea, timp de 3 luni", "marți, timp de 3 luni"),
        ("ru", "on Mondays and Fridays", "по понедельникам и пятницам", "по понедельникам и четвергам"),
        ("de", "after midnight", "ab 0 Uhr", "ab 12 Uhr mittags"),
        ("de", "at noon", "um 12 Uhr", "um 0 Uhr"),
        ("fr", "after midnight", "après 24 h", "après 23 h"),
        ("ja", "after midnight", "午前0時以降", "午前8時以降"),
        ("hi", "after midnight", "रात 12 बजे के बाद", "रात 10 बजे के बाद"),
        ("de", "at 0 Uhr or midnight", "um 0:00 Uhr oder Mitternacht", "um 1:00 Uhr oder Mitternacht"),
        ("de", "above 101 °F", "über 38,3 °C (101 °F)", "über 37,3 °C (101 °F)"),
        ("he", "above 101 °F (38.3 °C)", "מעל 38.3 מעלות", "מעל 39.3 מעלות"),
        ("fr", "at 32 °F or 0 °F", "à 0 °C (32 °F) ou −18 °C (0 °F)", "à 5 °C (32 °F) ou −18 °C (0 °F)"),
        ("es", "10 pounds", "10 libras (4,5 kg)", "10 libras (45 kg)"),
        ("es", "10 pounds (4.5 kg)", "10 libras", "11 libras"),
        ("es", "10 pounds", "10 libras (4,5 kg)", "10 libras (4,7 kg)"),
        ("es", "8 pounds 5 ounces", "8 libras 5 onzas (3,8 kg)", "8 libras 5 onzas (4,8 kg)"),
        ("es", "above 101 degrees", "más de 101 grados (38,3 °C)", "más de 101 grados (39,3 °C)"),
        ("ru", "5 feet 10 inches (178 cm)", "178 см", "158 см"),
        ("ru", "5 feet 10 inches", "5 футов 10 дюймов (178 см)", "5 футов 10 дюймов (158 см)"),
        ("es", "2 inches wide", "5 centímetros (2 pulgadas) de ancho", "5 metros (2 pulgadas) de ancho"),
        ("pt", "8 ounces of water", "8 onças (250 mL) de água", "8 onças (25 mL) de água"),
        ("es", "1 cup (8 ounces)", "1 taza (240 ml)", "1 taza (24 ml)"),
        ("es", "a cup", "una taza (240 ml)", "una taza (24 ml)"),
        ("es", "a cup", "1 taza", "2 tazas"),
        ("ja", "every third day", "2日おきに", "3日おきに"),
        ("zh-Hans", "every third day", "每隔两天", "每隔三天"),
        ("nl", "every three days", "elke derde dag", "elke vierde dag"),
        ("ja", "every other day", "2日に1回", "3日に1回"),
        ("ru", "every other day", "1 раз в 2 дня", "1 раз в 3 дня"),
        ("ja", "for two weeks", "二週間", "三週間"),
        ("zh-Hans", "two or three days", "两三天", "三四天"),
        ("zh-Hans", "35 minutes", "三十五分钟", "五十三分钟"),
        ("zh-Hans", "30% of people", "百分之三十的人", "百分之二十的人"),
        ("ja", "30% of people", "三割の人", "四割の人"),
        ("zh-Hans", "a very important visit, every 5 days", "十分重要的复诊，每五天一次", "十分重要的复诊，每六天一次"),
        ("de", "half of people", "50 % der Menschen", "40 % der Menschen"),
        ("es", "30% of people", "3 de cada 10 personas", "2 de cada 10 personas"),
        ("pl", "at 8 p.m.", "o ósmej wieczorem", "o siódmej wieczorem"),
        ("bn", "at 8 a.m.", "সকাল আটটায়", "সকাল দশটায়"),
        ("tl", "at 8 a.m.", "alas-otso ng umaga", "alas-siyete ng umaga"),
        ("de", "twice a day", "2 x täglich", "3 x täglich"),
        ("uk", "15 minutes", "чверть години", "пів години"),
        ("de", "Take one tablet with a meal.", "1 Tablette zu einer Mahlzeit", "2 Tabletten zu einer Mahlzeit"),
        ("ja", "1 to 2 days", "1、2日", "2、3日"),
        ("de", "at 2:30 p.m.", "um 14.30 Uhr", "um 14.40 Uhr"),
        ("ja", "at 2:30 p.m.", "午後2時30分", "午後3時20分"),
        ("ja", "at 2:30 p.m.", "午後2時半", "午後3時半"),
        ("hi", "at 2:30 p.m.", "दोपहर ढाई बजे", "दोपहर डेढ़ बजे"),
        ("zh-Hans", "a quarter of people", "四分之一的人", "三分之一的人"),
        ("de", "a quarter of people", "25 % der Menschen", "35 % der Menschen"),
        ("es", "1 in 4 people", "una de cada cuatro personas", "una de cada cinco personas"),
        ("it", "one in four people", "una persona su quattro", "una persona su cinque"),
        ("de", "three quarters of an hour", "eine Dreiviertelstunde", "eine Viertelstunde"),
        ("fr", "for the first 48 hours", "les 2 premiers jours", "les 3 premiers jours"),
        ("ko", "above 38 °C", "38°C가 넘으면", "38°F가 넘으면"),
        ("ja", "the first dose, and the second", "1回目、2回目", "1回目、3回目"),
        ("zh-Hans", "three times a week", "一周3次", "一周4次"),
        ("zh-Hans", "6 to 8 glasses", "六至八杯", "六至九杯"),
        ("ja", "twice a day", "1日2回", "1日1回"),
        ("fr", "every other day", "tous les 2 jours", "tous les 1 jours"),
        ("es", "over 100.4 °F (38 °C)", "más de 100,4 °F (38 °C)", "más de 100,5 °F (38 °C)"),
        ("he", "7 days before, and the day after", "שבוע לפני ולמחרת, יום אחרי", "שבועיים לפני ולמחרת, יום אחרי"),
        ("zh-Hans", "after 2 or 3 days", "两三天后", "三四天后"),
        ("ko", "an hour and a half", "1시간 30분", "1시간 20분"),
        ("ja", "90 minutes", "1時間30分", "1時間20分"),
        ("es", "a mile", "una milla (1,6 km)", "una milla (1,2 km)"),
        ("fr", "8 ounces", "8 onces (25 cl)", "8 onces (15 cl)"),
        ("es", "an hour and 30 minutes", "una hora y media", "dos horas y media"),
        ("es", "1 hour 15 minutes", "una hora y cuarto", "dos horas y cuarto"),
        ("es", "at 1:15 p.m.", "a la una y cuarto de la tarde", "a las dos y cuarto de la tarde"),
        ("es", "at 8:45 a.m.", "a las nueve menos cuarto", "a las ocho menos cuarto"),
        ("es", "at 8:10 a.m.", "a las ocho y diez", "a las ocho y veinte"),
        ("es", "a quarter of people", "una de cada cuatro personas", "una de cada cinco personas"),
        ("fr", "at 2:45", "à trois heures moins le quart", "à deux heures moins le quart"),
        ("fr", "at half past two", "à 2 h 30", "à 3 h 30"),
        ("fr", "two thirds of people", "deux personnes sur trois", "deux personnes sur cinq"),
        ("de", "at 2:30", "um halb drei", "um halb zwei"),
        ("de", "at 2:30", "um halb 3", "um halb 2"),
        ("de", "at 2:15", "um Viertel nach zwei", "um Viertel vor zwei"),
        ("de", "at 7:45", "um drei viertel acht", "um viertel acht"),
        ("de", "1 in 4 people", "jeder Vierte", "jeder Zehnte"),
        ("it", "at 8:45", "alle nove meno un quarto", "alle nove e un quarto"),
        ("it", "an hour and 30 minutes", "un'ora e mezza", "due ore e mezza"),
        ("pt", "at 8:45", "às quinze para as nove", "às nove e quinze"),
        ("nl", "at 2:30", "om half drie", "om half twee"),
        ("nl", "45 minutes", "drie kwartier", "een kwartier"),
        ("pl", "at half past two", "o wpół do trzeciej", "o wpół do czwartej"),
        ("ru", "at 2:30", "в половине третьего", "в половине второго"),
        ("ru", "at 7:45", "без четверти восемь", "без четверти девять"),
        ("ru", "1 or 2 days", "день-два", "два-три дня"),
        ("uk", "at 2:15", "о чверть на третю", "о пів на третю"),
        ("ja", "2 or 3 days", "二、三日", "三、四日"),
        ("ja", "a quarter of people", "4人に1人", "5人に1人"),
        ("ja", "at half past two p.m.", "午後2時30分", "午後2時20分"),
        ("ko", "1 or 2 tablets", "한두 알", "두세 알"),
        ("ko", "an hour and 30 minutes", "한 시간 반", "두 시간 반"),
        ("ko", "at 2:30", "두 시 반", "세 시 반"),
        ("zh-Hans", "at 7:45", "七点三刻", "八点三刻"),
        ("zh-Hans", "1 hour and 15 minutes", "一小时十五分钟", "一小时二十分钟"),
        ("es", "the first dose", "la primera dosis", "la segunda dosis"),
        ("de", "the second dose", "die zweite Dosis", "die erste Dosis"),
        ("de", "the first dose, then another", "eine Dosis, dann eine zweite", "die zweite Dosis, dann noch eine"),
        ("ru", "every other month", "каждый второй месяц", "каждый месяц"),
        ("ru", "every fifth day", "каждый пятый день", "каждый шестой день"),
        ("ru", "half of patients", "каждый второй пациент", "каждый пятый пациент"),
        ("fr", "every 8 hours, 5 drops", "toutes les huit heures cinq gouttes", "toutes les cinq heures huit gouttes"),
        ("fr", "at 8:10", "à huit heures dix", "à huit heures cinq"),
        ("de", "20 after 2 days", "zwanzig nach 2 Tagen", "zwanzig nach 3 Tagen"),
        ("de", "five after two hours", "fünf nach zwei Stunden", "fünf nach drei Stunden"),
        ("es", "at twenty-five past three", "a las tres y veinticinco", "a las tres menos veinticinco"),
        ("es", "half a month", "medio mes", "un mes"),
        ("es", "one in ten thousand people", "1 de cada 10.000 personas", "1 de cada 1.000 personas"),
        ("de", "at five to eight", "um fünf vor acht", "um fünf nach acht"),
        ("ko", "half a tablet every hour", "한 시간에 반 알", "한 시간에 한 알"),
    ],
)
def test_hours_and_halves_are_said_in_the_way_of_a_language(language, source, translated, wrong):
    assert told(translated, source, language) == []
    assert len(told(wrong, source, language)) == 1


@pytest.mark.parametrize(
    ("language", "translated", "source", "both"),
    [
        ("es", "Llame desde 38,5 °C.", "Call from 101.3 °F.", "38,5 °C (101.3 °F)"),
        ("he", "מעל 38.3 מעלות", "above 101 °F", "38.3 (101 °F)"),
        ("es", "más de 38,3 °C", "above 101 degrees", "38,3 °C (101)"),
        ("es", "3,8 kg", "8 pounds 5 ounces", "3,8 kg (8 pounds 5 ounces)"),
        ("de", "37,8–38,3 °C", "100–101 °F", "37,8–38,3 °C (100–101 °F)"),
        ("ru", "178 см", "5 feet 10 inches", "178 см (5 feet 10 inches)"),
        ("es", "5 centímetros", "2 inches", "5 centímetros (2 inches)"),
        ("fr", "4,5 kilos", "10 pounds", "4,5 kilos (10 pounds)"),
        ("fr", "25 cl", "8 ounces", "25 cl (8 ounces)"),
        ("es", "2 litros", "2 quarts", "2 litros (2 quarts)"),
        ("es", "1,6 km", "a mile", "1,6 km (1 mile)"),
        ("es", "120 ml", "half a cup", "120 ml (1/2 cup)"),
        ("es", "5 ml", "a teaspoon", "5 ml (1 cucharadita)"),
        ("es", "dos kilos", "4.4 pounds", "dos kilos (4.4 pounds)"),
    ],
)
def test_an_amount_that_is_only_converted_is_told_with_both(language, translated, source, both):
    sides = (number_words(language, OURS), number_words("en-US", OURS))
    [conversion] = differences(translated, source, sides)
    assert isinstance(conversion, Conversion)
    assert conversion.both == both
    assert told(both, source, language) == []


def test_each_end_of_a_range_that_is_only_converted_is_told():
    assert told("de 20 a 22 °C", "68 to 72 °F") == ["it says only 20 and 22 °C; its source says 68 and 72 °F"]


def test_a_portuguese_period_says_its_number_twice():
    assert told("de 12 em 12 horas", "every 12 hours", "pt") == []
    assert len(told("de 6 em 6 horas", "every 12 hours", "pt")) == 1


@pytest.mark.parametrize(
    ("source", "translated"),
    [
        ("Take 5 mg", "Tome 50 mg"),
        ("every other day", "cada día"),
        ("each day", "cada dos días"),
        ("Come on Monday.", "Venga el martes."),
        ("Come in May.", "Venga en marzo."),
        ("On day 3", "Al cuarto día"),
        ("on the third day", "el cuarto día"),
        ("for 24 hours", "durante 2 días"),
        ("for 24 hours", "durante una semana"),
        ("for 12 months", "durante 12 años"),
        ("the 2nd dose", "la 3.ª dosis"),
        ("May 2nd", "en mayo"),
        ("Take 0.5 mg", "Tome 5 mg"),
        ("Take 0.5 mg", "Tome 5.0 mg"),
        ("Take 5.125 mg", "Tome 5125 mg"),
        ("Take 1,500 mg", "Tome 1,5 mg"),
        ("Take 1 ½ tablets", "Tome 11/2 tabletas"),
        ("Take ½ tablet", "Tome 2 tabletas"),
        ("at 8 a.m.", "a las 8 p. m."),
        ("at 8 a.m.", "a las 20:00"),
        ("at 8:30 p.m.", "a las 8:00 p. m."),
        ("below 101.3 °F", "por debajo de 39.5 °C"),
        ("below 101.3 °F (38.5 °C)", "por debajo de 39,5 °C"),
        ("10 pounds", "10 kg"),
        ("10 pounds", "45 kg"),
        ("100 mg", "100 mL"),
        ("500 mg", "0,5 mL"),
        ("at noon", "a las 12 de la noche"),
        ("until midnight", "hasta las 11"),
        ("at −5 °C", "a 5 °C"),
        ("120/80", "120/90"),
        ("Call 555-0100", "Llame al 555-0101"),
        ("5–10 mL", "5 mL"),
        ("Wait 1 hour", "Espere horas"),
        ("5 mL", "seis mL"),
        ("10 mg", "10 mil mg"),
        ("5 million mg", "5 mg"),
        ("Take 1/2 tablet", "Tome 1–2 tabletas"),
        ("Take 1/2 tablet", "Tome 1 o 2 tabletas"),
        ("Take 1 ½ tablets", "Tome 1 o ½ tabletas"),
        ("Take 5 mg a day", "Tome 5 al día"),
        ("5% of people", "5 personas"),
        ("5% of people", "50 de cada 100 personas"),
        ("12 hours a day, 7 days a week", "día y noche, las 24 horas"),
        ("around the clock", "12 horas al día, 7 días"),
        ("Take it for 7 days, then once a week", "Tómelo todos los días"),
        ("50% of people", "una de cada tres personas"),
        ("a fever of 38 °C", "fiebre de 38"),
        ("5–10 mL", "10–5 mL"),
        ("120/80", "80/120"),
        ("5 mg/mL", "5 mg por kilo"),
        ("on 3/4/2026", "el 3/4/2026"),
        ("on March 4, 2026", "el 3/4/2026"),
        ("on March 4 and May 9", "el 9 de marzo y el 4 de mayo"),
        ("Take 1 pill with a glass of water", "Tome pastillas con un vaso de agua"),
        ("Take 1 tablet for 1 day, twice a day", "Tome una tableta dos veces al día"),
    ],
)
def test_another_number_is_told_once(source, translated):
    assert len(told(translated, source)) == 1
    assert [*reversals(translated, source, ("es", "en-US")), *added_not(translated, source, ("es", "en-US"))] == []


def test_another_unit_or_bound_is_told():
    assert told("Tome 5 mcg", "Take 5 mg") == ["it says 5 μg; its source says 5 mg"]
    assert told("Tome 8 mg cada 5 horas", "Take 5 mg every 8 hours") == [
        "it says 8 mg, 5 horas; its source says 8 hours, 5 mg"
    ]
    assert told("de 5 a 10 mg, o 5 miligramos", "5 mg to 10 mg, or 5 mg") == []
    assert told("Tome 5 × 2 mg", "Take 2 × 5 mg") == ["it says 2 mg; its source says 5 mg"]
    assert told("Tome 5 de 2 mg", "Take 2 of 5 mg") == ["it says 2 mg; its source says 5 mg"]
    assert told("si es > 70", "if it is < 70") == ["it says > 70; its source says < 70"]


@pytest.mark.parametrize(
    ("language", "translated", "source"),
    [
        ("ar", "تناوله لمدة يومين مرتين يوميًا.", "Take it for 2 days, 2 times a day."),
        ("cs", "Vezměte 2 s jídlem.", "Take 2 with food."),
        ("de", "5 mg/Stunde, 8-stündlich, um 8 Uhr", "5 mg/h, 8-hourly, at 8 o'clock"),
        ("da", "hver 8. time", "every 8 hours"),
        ("fa", "نوبت شما ۲۲ نوامبر ۲۰۲۶ است.", "Your visit is on November 22, 2026."),
        ("he", "כל שעתיים, 5 מ״ג", "every 2 hours, 5 mg"),
        (
            "ja",
            "予約は2026年11月22日です。1日3回。500キロカロリー。",
            "Your visit is on November 22, 2026. 3 times a day. 500 kcal.",
        ),
        ("hi", "1,00,000 लोग, 3 लाख", "100,000 people, 300,000"),
        ("ja", "10万人に1人、1日1回", "1 in 100,000 people, once a day"),
        ("ko", "15만 개, 하루 두 번", "150,000, 2 times a day"),
        ("ko", "예약은 2026년 11월 22일입니다. 1일 3회.", "Your visit is on November 22, 2026. 3 times a day."),
        ("my", "၂ လုံး၊ ၂ လ", "2 pills, 2 months"),
        ("ru", "500 мг, 5 мг/кг, 15 мл, 2 г; 22 ноября 2026 г.", "500 mg, 5 mg/kg, 15 mL, 2 g; 22 November 2026"),
        ("sv", "var 8:e timme, 2 matskedar", "every 8 hours, 2 tablespoons"),
        ("vi", "ngày 22 tháng 11 năm 2026, 8 tiếng", "November 22, 2026, 8 hours"),
        ("fr", "Appelez 24 heures sur 24, 7 jours sur 7, 24h/24, 7 j/7.", "Call 24 hours a day, 7 days a week, 24/7."),
        ("it", "24 ore su 24, 7 giorni su 7", "24 hours a day, 7 days a week"),
        ("de", "rund um die Uhr, 7 Tage die Woche", "24 hours a day, 7 days a week"),
        ("de", "rund um die Uhr", "24/7"),
        ("pt", "24 horas, todos os dias", "24/7"),
        ("de", "täglich", "7 days a week"),
        ("fr", "7 jours sur 7", "every day"),
        ("es", "las 24 horas, los 7 días de la semana", "around the clock"),
        ("fr", "10 sur 10, 5 patients sur 5", "10 out of 10, 5 of 5 patients"),
        ("ru", "круглосуточно, у каждого третьего, каждый третий день", "24 hours a day, 1 in 3, every third day"),
        ("he", "טבליה וחצי, 1 טבליה וחצי, טבליה אחת וחצי, שתי טבליות וחצי", "1½, 1½, 1½ or 2½ tablets"),
        ("he", "טבליה אחת בבוקר וחצי בערב", "1 tablet in the morning, ½ in the evening"),
        ("he", "בקבוק וחצי, לשעה וחצי, 2 כדורים וחצי שעה", "1½ bottles, 1½ hours, 2 pills and half an hour"),
        ("he", "חודש וחצי, שנה וחצי", "six weeks, a year and a half"),
        ("ar", "قرص واحد صباحًا ونصف مساءً", "1 tablet in the morning, ½ in the evening"),
        ("ht", "24 sou 24, 7 jou sou 7", "24 hours a day, 7 days a week"),
        ("vi", "24/24, 7 ngày một tuần", "24 hours a day, 7 days a week"),
        ("sv", "var tredje patient, var tredje dag", "1 in 3 patients, every 3 days"),
        ("de", "jeder dritte Erwachsene, jede dritte Woche", "1 in 3 adults, every 3 weeks"),
        ("de", "jedes dritte Jahr, jede fünfte Woche", "every 3 years, every 5 weeks"),
        ("de", "jedes zehnte Jahr, jede vierte Nacht", "every tenth year, every fourth night"),
        ("es", "5 de cada 100 personas, o 1 de cada 100", "5% of people, or 1%"),
        ("es", "Ocho de cada diez, una de cada cuatro", "80%, 25%"),
        ("fr", "moins de 1 personne sur 100", "less than 1%"),
        ("zh-Hans", "十分之八的患者，十分之一，十分之三", "80% of patients, 1 in 10, 3 in 10"),
        ("fr", "pendant quinze jours", "for two weeks"),
        ("fr", "pendant quinze jours", "for fifteen days"),
        ("vi", "ba lần một ngày", "3 times a day"),
        ("es", "dos veces el lunes, dos veces el martes", "2 times on Monday, 2 times on Tuesday"),
        ("zh-Hant", "1000萬個細胞，每天兩次", "10 million cells, twice a day"),
        ("zh-Hans", "2026年11月22日，3周岁，10毫升", "November 22, 2026, 3 years old, 10 mL"),
    ],
)
def test_what_a_language_says_in_words_is_no_other_number(language, translated, source):
    assert told(translated, source, language) == []


@pytest.mark.parametrize(
    ("language", "translated", "source", "message"),
    [
        ("es", "cada 8 días", "every 8 hours", "it says 8 días; its source says 8 hours"),
        (
            "es",
            "cada 5 horas, 8 días",
            "every 8 hours, 5 days",
            "it says 5 horas, 8 días; its source says 5 days, 8 hours",
        ),
        ("es", "10 microgramos", "10 mg", "it says 10 microgramos; its source says 10 mg"),
        ("es", "2 cucharadas", "2 teaspoons", "it says 2 cucharadas; its source says 2 teaspoons"),
        ("es", "el 22 de diciembre", "on November 22", "it says diciembre; its source says November"),
        ("de", "5 mg/Stunde", "5 mg/day", "it says 5 mg/stunde; its source says 5 mg/day"),
        ("fi", "24–48 päivän", "24 to 48 hours", "it says 48 päivän; its source says 48 hours"),
        ("he", "כל יומיים", "every 2 hours", "its numbers are 'יומיים'; its source has 2"),
        ("es", "tres veces al día", "2 times a day", "its numbers are 'tres veces'; its source has 2"),
        ("zh-Hant", "100萬", "10 million", "its numbers are 100; its source has 10"),
        ("ja", "飲みます", "for 1 day", "its numbers are none; its source has 1"),
        ("es", "media tableta una vez al día", "1 tablet once a day", "its numbers are 'media'; its source has 1"),
        ("fr", "deux fois par jour", "2 tablets twice a day", "its numbers are none; its source has 2"),
        ("es", "tabletas dos veces al día", "2 tablets 2 times a day", "its numbers are none; its source has 2, 2"),
        ("es", "tabletas el 3 de mayo", "5 tablets on May 3", "its numbers are 3; its source has 5, 3"),
        ("ru", "500 мл", "500 mg", "it says 500 мл; its source says 500 mg"),
        ("sw", "kila siku 8", "every 8 hours", "it says 8 siku; its source says 8 hours"),
        ("zh-Hant", "10毫克", "10 mL", "it says 10 毫克; its source says 10 ml"),
    ],
)
def test_another_unit_in_words_is_told(language, translated, source, message):
    assert told(translated, source, language) == [message]


DOSES = [
    [dict(line.split(": ", 1) for line in dose.splitlines() if line[0] != "#") for dose in group.split("\n\n")]
    for group in (Path(__file__).parent / "fixtures" / "doses.txt").read_text(encoding="utf-8").split("===\n")
]


@pytest.mark.parametrize("language", DOSES[0][0])
def test_no_dose_in_words_passes_for_another(language):
    """Each is laid beside all of its group, in English and in Spanish."""
    for group in DOSES:
        for place, dose in enumerate(group):
            for other, source in enumerate(group):
                for tag in {"en", "es"} - {language}:
                    found = told(dose[language], source[tag], language, tag)
                    assert bool(found) == (place != other), (dose[language], source[tag], found)


def test_every_language_is_known_by_its_words_for_minutes_to_years():
    """Each line of the file says what the first does; beside other units all six are told."""
    said = (Path(__file__).parent / "fixtures" / "durations.txt").read_text(encoding="utf-8").splitlines()
    lines = dict(line.split(": ", 1) for line in said if line[0] != "#")
    assert lines.keys() == {tag.partition("-")[0] for tag in available()} - {"en"}
    source = said[0].partition(": ")[2]
    other = "wash for 5 years, every 8 months, for 10 weeks, after 3 days, 6 hours, 4 minutes"
    for tag, line in lines.items():
        assert (tag, told(line, source, tag)) == (tag, [])
        [message] = told(line, other, tag)
        assert (tag, message.partition(";")[0].count(",")) == (tag, 5), message


def test_no_day_of_the_week_passes_for_another():
    tags = {tag.partition("-")[0] for tag in available()}
    for language in sorted(tags):
        row = dict(rows("calendar-words", language))["weekdays"].replace("*", "")
        days = [forms.split("/")[0].strip() for forms in row.split(";") if forms.strip()]
        unlike = [told(other, day, language, language) for day, other in pairwise(days)]
        assert [language, *map(len, unlike)] == [language, *[1] * (len(days) - 1 if days else 0)]


def test_a_unit_that_numbers_share_or_a_word_below_its_stroke_is_no_other_unit():
    assert told("5 mg a 10 mg, luego de 20 a 30 mg", "5 to 10 mg, then 20 mg to 30 mg") == []
    assert told("5, 10 o 20–30 mg, y 40 mg", "5 mg, 10 mg or 20 mg–30 mg, and 40 mg") == []
    assert told("5 mg/día, 20 mg / o 40 mg en 1,5 m²", "5 mg/day, 20 mg / or 40 mg on 1.5 m2") == []
    assert told("5 mg/min", "5 mg/h") == ["it says 5 mg/min; its source says 5 mg/h"]
    assert told("5 mg/kg/día", "5 mg/day") == ["it says 5 mg/kg/día; its source says 5 mg/day"]


def test_numbers_are_told_as_they_were_typed():
    assert told("a las 9 a. m., 2 veces", "at 8 p.m., twice") == [
        "its numbers are 9 a.m., 2; its source has 8 p.m.",
    ]


def test_a_language_without_words_may_write_either_mark():
    assert {number_words(tag, OURS).decimals for tag in ("tlh", None)} == {EITHER}


def test_very_many_numbers_are_compared_at_once():
    text = " ".join(str(number) for number in range(5_000))
    assert len(told(f"{text} 1", f"{text} 2")) == 1


READERS = (
    "content/checks.py",
    "lint/rules/PL10_fraction.py",
    "pdf/text/line_breaking.py",
    "targets/html.py",
    "translation/agreement.py",
    "translation/same_numbers.py",
)


@pytest.mark.parametrize("name", READERS)
def test_no_reader_of_quantities_has_digits_of_its_own(name):
    """Patterns of digits, and tests of single characters that know but some of them."""
    source = (Path(handout.__file__).parent / name).read_text(encoding="utf-8")
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    said = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    patterns = [text for text in texts if text not in said and re.search(r"\\d|0-9(?!A-F)|½", text)]
    asked = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    assert patterns == []
    assert {"isdigit", "isnumeric"}.isdisjoint(asked)
