"""What the training voices say: our own words, no foreign text.

English sentences are drawn from templates, so that any number of different ones can be made. The other languages
get random word sequences: the network learns sounds, not grammar, and needs every sound next to every other.
"""

import random

NAMES = "Mabel Bob Pam Peter Emma Phoebe Barbara Philip Wendy Victor Susan George Uma Otto Eve Sophie Hugo Joy Ruth Max".split()
NOUNS = (
    "birthday party puppy baby cake candle family mother father brother sister friend garden summer winter moon sun sea "
    "boat home room book music dance song movie photo village mountain river bridge window table bottle apple peach plum "
    "cherry honey bread cheese soup fish shoe jacket umbrella bubble number problem member poem museum pigeon robin "
    "wolf bear goat mouse house school teacher doctor player winner journey voyage future picture treasure measure "
    "village beach church watch judge bridge youth truth path breath feather weather thumb climb lamp camp jump map "
    "ship cup soap rope pipe lip job web tube club cab rib crab mouth south tooth foot wood wool wall ball hall dawn law"
).split()
VERBS = (
    "make bake bring buy keep move love hope help jump climb paint push pull feel see hear watch choose shape open "
    "remember imagine celebrate embrace enjoy surprise promise warm follow show throw blow grow know wash wish visit"
).split()
ADJECTIVES = (
    "happy beautiful warm bright purple blue brown yellow green simple humble proud brave sweet smooth deep wide narrow "
    "huge tiny noble famous peaceful joyful wonderful cheerful amazing impossible responsible fabulous superb sharp soft"
).split()
ADVERBS = "always never maybe today tomorrow together forever slowly quickly probably before above below about soon again".split()

TEMPLATES = [
    "{name} will {verb} the {adj} {noun} {adv}",
    "we {verb} a {noun} for {name} and {name}",
    "do you {verb} my {adj} {noun}",
    "{adv}, the {noun} of the {noun} was {adj}",
    "please {verb} {name}, the {adj} {noun}",
    "how {adj} is the {noun} by the {noun}",
    "they {adv} {verb} {number} {adj} {noun}s",
    "{name} and {name} saw {number} {noun}s",
    "oh {name}, what a {adj} {adj} {noun}",
    "if you {verb} it, {name} would {adv} {verb} the {noun}",
    "our {noun} is more {adj} than your {noun}",
    "a {noun}, a {noun}, and a {adj} {noun}",
    "thank you so much for the {noun}, {name}",
    "{verb}, {verb}, and {verb} the {noun}",
]
NUMBERS = "two three four five six seven eight nine ten eleven twelve twenty fifty hundred".split()

#: Said only by the judges, never trained on, by no voice.
HELD_OUT_ENGLISH = [
    "Happy birthday to you, my dear friend, may all your wishes come true.",
    "Bob put up an umbrella because the ball game began in heavy rain.",
    "We hope that you both enjoy a long and joyful life.",
    "People from every part of the country came to applaud them.",
    "Three green trees keep the little creek cool in the heat.",
    "My uncle moved a piano up the stairs by himself.",
    "Good luck with the new job, and do not forget to call us.",
    "Father opened a large bottle of apple juice after supper.",
    "She sells fresh flowers and sweet peas at the market.",
    "What a remarkable performance, we were all moved to tears.",
    "Who would choose blue shoes for a boat trip on the moon.",
    "Congratulations on your graduation, you have made us very proud.",
    "Maybe Pamela bumped the pump, so a bit of water came up.",
    "The old man and the calm cat sat on a mat in the barn.",
]

#: Everyday words of many languages, in the spelling that the synthesizer of each language reads.
WORDS = {
    "ja": "おめでとう ありがとう みんな たんじょうび かぞく ともだち はな うみ やま ぽかぽか ばんざい まいにち むすめ むすこ "
    "べんとう ぶどう びよういん ぴあの ふゆ なつ ゆめ よろこび わらう うた おんがく しあわせ せんせい がっこう ぼうし めがね "
    "もも みかん まど ほん てがみ えがお おとうさん おかあさん いもうと うえ あおい いえ ひこうき でんしゃ さくら つき ぷりん ぱん",
    "fa": "سلام تولدت مبارک دوست خانواده مادر پدر برادر خواهر زیبا خوب بزرگ کوچک آب نان ماه باران بهار پاییز امروز فردا موسیقی "
    "شادی پیروزی موفق باشید ممنون کتاب مدرسه پرنده گل سیب پنجره میز خوشبخت همیشه بهترین آرزو",
    "es": "cumpleaños feliz amigo familia madre padre hermano hermosa mañana vino bueno pueblo playa mesa ventana puerta boda baile "
    "música abuelo pequeño mucho siempre ahora nube lluvia sombra hombre mujer muchas gracias vamos beber pan agua luz rojo",
    "de": "Geburtstag Glückwunsch Freund Familie Mutter Vater Bruder schön Blume Baum Haus Bühne Möbel früh spät müde Spaß Musik "
    "wunderbar Apfel Pflaume Brücke Bäume Löwe üben böse Boot Mond Sonne warum wollen Vögel Pferd kommen bleiben Liebe Himmel",
    "fr": "anniversaire bonjour ami famille mère père frère belle fleur bonheur amour musique beau bateau lune soleil pomme peur "
    "jeune bleu rue tout vous nous maman papa bébé demain pain vin bon homme femme petit grand merci beaucoup fenêtre ouvre",
    "it": "compleanno buono amico famiglia madre padre bella mamma bambino pane vino mare luna sole musica ballo uomo donna "
    "piccolo grande sempre domani auguri felice bravo albero ponte bocca giugno scuola acqua bianco cuore amore",
    "pt": "aniversário parabéns amigo família mãe pai irmão bom bonito mar lua sol pão vinho música homem mulher pequeno muito "
    "sempre amanhã obrigado bolo baile noite dia chuva água porta janela branco coração amor viagem",
    "ru": "поздравляю подруга семья мама папа брат больше море луна солнце музыка хлеб вода яблоко бабушка дом мост небо облако "
    "весна зима любовь победа мы вы сюда утро добро пожаловать спасибо белый быстро музей пальма",
    "pl": "urodziny przyjaciel rodzina mama tata brat piękny morze księżyc słońce muzyka chleb woda jabłko babcia dom most niebo "
    "zima miłość zwycięstwo dziękuję bardzo biały szybko wszystko zawsze pamiętam",
    "tr": "doğum günü kutlu olsun arkadaş aile anne baba kardeş güzel deniz ay güneş müzik ekmek su elma büyük köprü ev gökyüzü "
    "bahar kış sevgi mutlu teşekkür beyaz pembe üzüm çocuk şimdi yarın",
    "ko": "생일 축하 합니다 친구 가족 엄마 아빠 바다 달 음악 물 사과 집 다리 봄 겨울 사랑 행복 고마워요 빵 비 바람 나무 꽃 마음 웃음 노래",
    "cmn": "生日 快乐 朋友 家人 妈妈 爸爸 哥哥 漂亮 月亮 太阳 音乐 面包 水 苹果 房子 木头 天空 春天 爱 谢谢 白 不 我们 明天 鱼 雨 绿 女",
    "hi": "जन्मदिन मुबारक दोस्त परिवार माता पिता भाई सुंदर समुद्र चाँद सूरज संगीत रोटी पानी सेब घर पुल आकाश बहुत प्यार खुशी धन्यवाद फूल बच्चा",
    "ar": "مبارك صديق عائلة أم أب أخ جميل بحر قمر شمس موسيقى خبز ماء تفاح بيت جسر سماء ربيع حب سعادة شكرا وردة باب كبير",
    "sv": "födelsedag vän familj mamma pappa bror vacker hav måne sol musik bröd vatten äpple hus bro himmel vår kärlek lycka tack "
    "blå röd du ny öppna ljus",
    "nl": "verjaardag vriend familie moeder vader broer mooi boom maan zon muziek brood water appel huis brug lucht liefde geluk "
    "dank u wel blauw groen neus deur vuur uit buiten",
    "fi": "syntymäpäivä ystävä perhe äiti isä veli kaunis meri kuu aurinko musiikki leipä vesi omena talo silta taivas kevät rakkaus "
    "onni kiitos pöytä hyvä yö työ mummo puu pieni",
    "el": "χρόνια πολλά φίλος οικογένεια μητέρα πατέρας αδελφός όμορφη θάλασσα φεγγάρι ήλιος μουσική ψωμί νερό μήλο σπίτι γέφυρα "
    "ουρανός άνοιξη αγάπη μπάλα ευχαριστώ πάντα μου",
    "vi": "chúc mừng sinh nhật bạn gia đình mẹ cha anh đẹp biển mặt trăng âm nhạc bánh mì nước táo nhà cầu mùa xuân tình yêu vui cảm ơn",
    "id": "selamat ulang tahun teman keluarga ibu bapak indah laut bulan matahari musik roti air apel rumah jembatan langit bahagia "
    "terima kasih buku pagi malam putih",
}


def english_sentences(count: int, seed: int) -> list[str]:
    """`count` different English sentences of six to twelve words."""
    rng = random.Random(seed)
    held_out = {sentence.lower().rstrip(".") for sentence in HELD_OUT_ENGLISH}
    sentences: list[str] = []
    while len(sentences) < count:
        words = rng.choice(TEMPLATES)
        for slot, choices in (
            ("{name}", NAMES), ("{noun}", NOUNS), ("{verb}", VERBS), ("{adj}", ADJECTIVES), ("{adv}", ADVERBS), ("{number}", NUMBERS),
        ):
            while slot in words:
                words = words.replace(slot, rng.choice(choices), 1)
        if words.lower() not in held_out and words not in sentences:
            sentences.append(words)
    return sentences


def word_sequences(language: str, count: int, seed: int) -> list[str]:
    """`count` sequences of four to eight random words of a language of `WORDS`."""
    rng = random.Random(f"{language}{seed}")
    words = WORDS[language].split()
    sequences = []
    for _ in range(count):
        chosen = [rng.choice(words) for _ in range(rng.randint(4, 8))]
        if rng.random() < 0.4:  # a comma makes the synthesizer pause
            chosen[len(chosen) // 2] += "、" if language in ("ja", "cmn") else ","
        sequences.append(" ".join(chosen))
    return sequences
