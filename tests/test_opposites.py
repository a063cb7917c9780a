"""Whether a translation says the opposite of its source."""

import pytest

from handout.text.negations import negations
from handout.translation.opposites import reversals
from handout.translation.small_words import added_not, doubts


def told(translated: str, source: str, language: str = "es") -> list[str]:
    languages = (language, "en-US")
    looks = (doubts, reversals, added_not)
    return [message for look in looks for message in look(translated, source, languages)]


@pytest.mark.parametrize(
    ("language", "source", "translated"),
    [
        ("es", "Your left knee", "La rodilla derecha"),
        ("es", "Take it before meals.", "Tómelo después de las comidas."),
        ("es", "Wait an hour after you eat.", "Espere una hora antes de comer."),
        ("fr", "Come back tomorrow.", "Revenez aujourd’hui."),
        ("de", "Call us within 24 hours.", "Rufen Sie uns nach 24 Stunden an."),
        ("ja", "Call us within 24 hours.", "24時間後にお電話ください。"),
        ("ru", "Call us after 24 hours.", "Позвоните в течение 24 часов."),
        ("ko", "Use a dry cloth.", "젖은 천을 쓰세요."),
        ("it", "Keep the bandage dry.", "Tenga la medicazione bagnata."),
        ("es", "Sit down and rest.", "Acuéstese y descanse."),
        ("pl", "Open your mouth.", "Zamknij usta."),
        ("pt", "Pull the plunger back.", "Empurre o êmbolo para trás."),
        ("de", "The inside of the cheek", "Die Außenseite der Wange"),
        ("ru", "Take the last dose at bedtime.", "Примите первую дозу перед сном."),
        ("fr", "Put on clean gloves.", "Mettez des gants sales."),
        ("nl", "Breathe in through your nose.", "Adem uit door uw neus."),
        ("zh-Hans", "Two tablets for adults", "儿童服两片"),
        ("es", "Take it in the morning.", "Tómelo por la noche."),
        ("es", "If it is more than 38 °C", "Si es menos de 38 °C"),
        ("es", "Above 38 °C", "Por debajo de 38 °C"),
        ("es", "Above 38 °C", "≤ 38 °C"),
        ("es", "Drink at least 2 liters", "Beba como máximo 2 litros"),
        ("es", "Take 2 tablets", "Tome 2 cápsulas"),
        ("es", "Use a warm cloth.", "Use un paño frío."),
        ("es", "Take no more than 8 tablets", "Tome al menos 8 tabletas"),
        ("es", "Take no more than 8 tablets", "Tome más de 8 tabletas"),
        ("es", "at 8 p.m.", "a las 8 de la mañana"),
        ("de", "at 8 a.m.", "um 8 Uhr abends"),
        ("fr", "Reduce the dose.", "Augmentez la dose."),
        ("de", "Use the left arm.", "Nehmen Sie den rechten Arm."),
        ("ru", "At least three days.", "Менее трёх дней."),
        ("zh-Hans", "Take it before meals.", "饭后服用。"),
        ("ar", "Your right arm", "ذراعك اليسرى"),
        ("vi", "in the morning", "vào buổi tối"),
        ("hi", "Your left foot", "आपका दायाँ पैर"),
        ("hi", "Take it before meals, each day", "इसे दिन में भोजन के बाद लें।"),
        ("es", "Take it right before bed", "Tómelo justo después de acostarse"),
        ("fr", "at noon", "à minuit"),
        ("fr", "at 8 in the morning", "à 20 h"),
        ("es", "Take it with food.", "Tómelo en ayunas."),
        ("ru", "Take it on an empty stomach.", "Принимайте во время еды."),
        ("de", "Take it on an empty stomach.", "Nehmen Sie es auf vollen Magen."),
        ("fr", "Take it on a full stomach.", "Prenez-le l’estomac vide."),
        ("de", "Stop taking it.", "Beginnen Sie mit der Einnahme."),
        ("fr", "if your blood sugar is high", "si votre glycémie est basse"),
        ("pl", "Breathe in slowly.", "Powoli zrób wydech."),
        ("it", "2 drops in your left ear", "2 gocce nell’occhio sinistro"),
        ("zh-Hans", "Bend your knee.", "弯曲髋部。"),
        ("ar", "in the green zone", "في المنطقة الحمراء"),
        ("es", "Take this medicine.", "No tome este medicamento."),
        ("de", "You can drive.", "Sie dürfen nicht Auto fahren."),
        ("zh-Hans", "Take ibuprofen with food.", "不要随餐服用布洛芬。"),
        ("es", "Take only one tablet.", "Tome una tableta."),
        ("pl", "Eat everything except grapefruit.", "Jedz wszystko i grejpfruta."),
        ("es", "Wash before and after meals.", "Lávese después de las comidas."),
    ],
)
def test_an_opposite_is_told(language, source, translated):
    assert len(told(translated, source, language)) == 1


@pytest.mark.parametrize(
    ("language", "translated"),
    [
        ("ar", "تناول إيبوبروفين."), ("de", "Nehmen Sie Ibuprofen."), ("es", "Tome ibuprofeno."),
        ("fr", "Prenez de l’ibuprofène."), ("it", "Prenda ibuprofene."), ("nl", "Neem ibuprofen."),
        ("pl", "Przyjmuj ibuprofen."), ("pt", "Tome ibuprofeno."), ("ru", "Принимайте ибупрофен."),
        ("vi", "Uống ibuprofen."), ("zh-Hant", "服用布洛芬。"),
    ],
)  # fmt: skip
def test_a_not_that_is_lost_is_told(language, translated):
    source = "It may hurt. Do not take ibuprofen."
    assert told(translated, source, language) == ["it says no 'not'; its source says 'Do not take ibuprofen.'"]


@pytest.mark.parametrize(
    ("language", "source", "translated"),
    [
        ("es", "Your left knee", "La rodilla izquierda"),
        ("es", "Right away, bend your left knee", "Doble enseguida la rodilla izquierda"),
        ("es", "Take no more than 8 tablets", "Tome como máximo 8 tabletas"),
        ("es", "Take no more than 8 tablets", "No tome más de 8 tabletas"),
        ("es", "Do not take more than 8 tablets", "Tome no más de 8 tabletas"),
        ("es", "at 8 p.m.", "a las 8 de la noche"),
        ("es", "at 2 a.m.", "a las 2 de la noche"),
        ("es", "from 8 a.m. to 2 p.m.", "de 8 de la mañana a 2 de la tarde"),
        ("es", "Do not eat until after the test", "No coma antes de la prueba"),
        ("es", "Take it before breakfast and after dinner", "Tómelo antes del desayuno y después de la cena"),
        ("es", "Do not take ibuprofen.", "Evite el ibuprofeno."),
        ("es", "Do not take more than 8 tablets", "Tome 8 tabletas como máximo"),
        ("fr", "at 8 in the evening", "à 20 h"),
        ("es", "Do not lift anything heavier than 10 pounds.", "Levante como máximo 10 libras."),
        ("de", "Do not get it wet.", "Halten Sie es trocken."),
        ("zh-Hans", "Do not get it wet.", "保持干燥。"),
        ("es", "Do not stop taking it.", "Siga tomándolo."),
        ("es", "Don’t forget to drink.", "Recuerde beber."),
        ("es", "Do not drive without help.", "Maneje solo con ayuda."),
        ("de", "Do not take ibuprofen.", "Kein Ibuprofen."),
        ("tlh", "Do not take ibuprofen.", "Tome ibuprofeno."),
        ("es", "It is above the knee.", "Está debajo de la rodilla."),
        ("es", "Keep the wound dry.", "No moje la herida."),
        ("es", "Take it with or without food.", "Puede tomarlo con las comidas o sin ellas."),
        ("de", "Do not take it on an empty stomach.", "Nehmen Sie es zu einer Mahlzeit ein."),
        ("fr", "Lie down with your knees bent.", "Allongez-vous, les jambes pliées."),
        ("zh-Hans", "Breathe out, then breathe in.", "先呼气，再吸气。"),
        ("es", "The test is painless.", "La prueba no duele."),
        ("fr", "Ask your nurse.", "N’hésitez pas à demander à votre infirmière."),
        ("fr", "Take only one tablet.", "Ne prenez qu’un comprimé."),
        ("de", "Call us unless the pain is gone.", "Rufen Sie uns an, es sei denn, der Schmerz ist weg."),
        ("zh-Hans", "Wash before or after each meal.", "每餐前后都要洗手。"),
        ("de", "Wash before and after changing it.", "Waschen Sie sich vor und nach dem Wechsel."),
        ("fr", "A high fever, or you feel weak", "Une forte fièvre, ou vous vous sentez faible"),
        ("fr", "High risk: lower back pain", "Risque important : douleur dans le bas du dos"),
        ("es", "Keep high blood pressure under control.", "Mantenga bajo control la hipertensión."),
        ("pt", "Keep your leg up and your salt low.", "Mantenha a perna elevada e consuma pouco sal."),
        ("es", "Redness or green fluid", "Enrojecimiento o líquido verdoso"),
        ("zh-Hans", "Eat green beans and tomatoes.", "多吃四季豆和西红柿。"),
        ("zh-Hans", "Before you start, take off your rings.", "操作前请取下戒指。"),
        ("zh-Hans", "Hold your ankle near your buttock.", "脚腕靠近臀部。"),
        ("ru", "Bend your elbow.", "Согните руку в локтевом суставе, плечо прижмите."),
        ("de", "Start slowly, and finish it.", "Gehen Sie es langsam an und beenden Sie es."),
        ("es", "Take it easy.", "No se esfuerce."),
        ("es", "Take your time.", "No se apresure."),
        ("de", "Eat slowly.", "Essen Sie nicht zu schnell."),
        ("ja", "You may feel pain.", "痛みを感じるかもしれません。"),
        ("ja", "You must drink water.", "水を飲まなければなりません。"),
        ("ar", "You must call.", "لا بد أن تتصل."),
        ("pt", "Do not take the dose.", "Pule a dose."),
        ("es", "Use stairs.", "No use el elevador."),
        ("es", "Take one tonight and one tomorrow.", "Tome una hoy por la noche y otra mañana."),
        ("de", "Take one tonight and one tomorrow.", "Nehmen Sie eine heute Abend und eine morgen früh."),
        ("es", "Do not drive within 24 hours of the test.", "No conduzca hasta después de 24 horas."),
        ("fr", "Keep the bandage dry.", "Ne mouillez pas le pansement."),
        ("de", "Do not lie flat; sit upright.", "Legen Sie sich nicht hin, sondern setzen Sie sich auf."),
        ("es", "Keep your mouth closed.", "No abra la boca."),
        ("ja", "Keep the bandage dry.", "包帯は濡らさないように。"),
        ("ko", "Wait a day before you drive.", "하루 지난 후에 운전하세요."),
        ("ht", "Walk two times a day.", "Mache de fwa pa jou."),
        ("ru", "After 2 days, walk for 10 minutes.", "Через 2 дня ходите в течение 10 минут."),
        ("ar", "After 2 days, drink more during the day.", "بعد يومين اشرب أكثر خلال النهار."),
        (
            "fr",
            "After 2 hours, put the drops in your eyes.",
            "Deux heures plus tard, mettez les gouttes dans les yeux.",
        ),
        ("pt", "After 2 days, stay inside the house.", "Passados 2 dias, fique dentro de casa."),
        ("zh-Hans", "Eczema can make your skin dry.", "湿疹会使皮肤发干。"),
        ("ko", "Breastfeed, then pat dry.", "젖을 먹인 후 물기를 닦으세요."),
        ("es", "The pharmacy is open until 9 p.m.", "La farmacia cierra a las 9 p. m."),
        ("fr", "Put dirty laundry in its own bag.", "Mettez le linge dans son propre sac."),
    ],
)
def test_what_may_be_said_in_another_way_is_left_alone(language, source, translated):
    assert told(translated, source, language) == []


BEFORE_AFTER_NOT = {
    "cs": ("Užívejte před jídlem.", "Užívejte po jídle.", None),
    "da": ("Tag det før maden.", "Tag det efter maden.", "Tag ibuprofen."),
    "ht": ("Pran li anvan manje.", "Pran li apre manje.", "Pran ibipwofèn."),
    "ja": ("食前に飲んでください。", "食後に飲んでください。", "イブプロフェンを飲んでください。"),
    "ko": ("식전에 복용하십시오.", "식후에 복용하십시오.", "이부프로펜을 복용하십시오."),
    "nb": ("Ta det før maten.", "Ta det etter maten.", "Ta ibuprofen."),
    "nl": ("Neem het voor de maaltijd in.", "Neem het na de maaltijd in.", "Neem ibuprofen."),
    "ro": ("Luați înainte de masă.", "Luați după masă.", None),
    "sv": ("Ta det före maten.", "Ta det efter maten.", "Ta ibuprofen."),
    "tl": ("Inumin ito bago kumain.", "Inumin ito pagkatapos kumain.", "Uminom ng ibuprofen."),
    "uk": ("Приймайте до їди.", "Приймайте після їди.", "Приймайте ібупрофен."),
}


@pytest.mark.parametrize("language", BEFORE_AFTER_NOT)
def test_other_languages_have_a_few_words_as_well(language):
    before, after, taken = BEFORE_AFTER_NOT[language]
    assert told(before, "Take it before meals.", language) == []
    assert len(told(after, "Take it before meals.", language)) == 1
    assert taken is None or len(told(taken, "Do not take ibuprofen.", language)) == 1


@pytest.mark.parametrize(
    ("source", "is_sure"),
    [
        ("Do not take ibuprofen.", True),
        ("Don’t drink red wine.", True),
        ("Do not take it on an empty stomach.", False),
        ("Do not chew them.", False),
    ],
)
def test_what_may_well_be_said_without_a_not_is_a_doubt(source, is_sure):
    languages = ("es", "en")
    found = [bool(list(look("Tome pan.", source, languages))) for look in (reversals, doubts)]
    assert found == [is_sure, not is_sure]


def test_a_word_of_a_script_of_india_is_whole():
    assert negations("hi").count("दिन में, नाश्ते के बाद") == 0
    assert negations("hi").count("न लें, नहीं।") == 2


def test_what_to_avoid_is_a_not_as_well():
    assert told("Beba alcohol.", "Avoid alcohol.") == ["it says no 'not'; its source says 'Avoid alcohol.'"]
    assert told("Limite el alcohol.", "Avoid alcohol.") == []


def test_half_of_the_day_is_named_with_its_hour():
    assert told("a las 8 de la mañana", "at 8 p.m.") == ["it says 'mañana'; its source says '8 p.m.'"]


def test_a_spanish_source_is_read_as_well():
    assert list(reversals("Take ibuprofen.", "No tome ibuprofeno.", ("en", "es"))) == [
        "it says no 'not'; its source says 'No tome ibuprofeno.'"
    ]
    assert list(doubts("Unable to walk.", "No se puede caminar.", ("en", "es"))) == []
