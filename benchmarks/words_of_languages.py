"""Words that stand in tables of customers, by language: names of columns, people, places, answers.

Each language has two lists without a word in common. The first was at hand while the reader was
tuned; the second was only ever measured on.
"""

HEADS = {
    "Polish": ("klient;imię;miasto;płeć;kwota", "numer;nazwisko;województwo;wartość;uwagi"),
    "Czech": ("zákazník;jméno;město;pohlaví;částka", "číslo;příjmení;kraj;útrata;poznámka"),
    "Hungarian": ("ügyfél;név;város;nem;összeg", "sorszám;vezetéknév;megye;költés;megjegyzés"),
    "Romanian": ("client;nume;oraş;judeţ;sumă", "număr;prenume;localitate;vânzări;observaţii"),
    "Croatian": ("kupac;ime;općina;županija;iznos", "šifra;prezime;mjesto;potrošnja;bilješka"),
    "Russian": ("клиент;имя;город;пол;сумма", "номер;фамилия;область;выручка;заметка"),
    "Ukrainian": ("клієнт;ім'я;місто;стать;сума", "номер;прізвище;область;виторг;примітка"),
    "Bulgarian": ("клиент;име;град;пол;сума", "номер;фамилия;област;оборот;бележка"),
    "Greek": ("πελάτης;όνομα;πόλη;φύλο;ποσό", "αριθμός;επώνυμο;νομός;τζίρος;σχόλιο"),
    "Turkish": ("müşteri;ad;şehir;cinsiyet;tutar", "sıra;soyadı;ilçe;harcama;açıklama"),
    "Japanese": ("顧客;氏名;都道府県;性別;金額", "番号;会員名;住所;売上高;備考"),
    "Simplified Chinese": ("会员号;姓名;城市;性别;消费金额", "编号;客户;省份;销售额;备注"),
    "Traditional Chinese": ("會員號;姓名;城市;性別;消費金額", "編號;客戶;縣市;銷售額;備註"),
    "Korean": ("고객번호;이름;도시;성별;금액", "회원;성명;주소;매출액;비고"),
    "German": ("kunde;name;straße;größe;betrag", "nr;vorname;land;umsätze;rückmeldung"),
    "French": ("client;prénom;ville;catégorie;dépensé", "numéro;société;région;chiffre;libellé"),
    "Spanish": (
        "cliente;nombre;población;años;importe",
        "número;compañía;provincia;ventas;opinión",
    ),
    "Portuguese": (
        "cliente;nome;região;situação;preço",
        "código;sobrenome;município;vendas;opinião",
    ),
    "Swedish": ("kund;förnamn;län;kön;belopp", "nummer;efternamn;kommun;försäljning;anmärkning"),
}
"""Two rows of column names each."""

_WORDS = {
    "Polish": (
        "Łukasz Wiśniewski|Małgorzata|Kraków|Łódź|Gdańsk|mężczyzna|Zając|Poznań|Kowalczyk|śląskie",
        "Wójcik|Grażyna|Częstochowa|Rzeszów|świętokrzyskie|Dąbrowska|Szczęsny|Toruń|Jabłoński",
    ),
    "Czech": (
        "Jiří Novák|Plzeň|žena|Dvořák|Hradec Králové|Ústí nad Labem|muž|Kateřina|Procházka",
        "Tomáš Veselý|Břeclav|Růžičková|Jihomoravský|Děčín|Lukáš|Kučera|Středočeský|Zuzana Černá",
    ),
    "Hungarian": (
        "Szabó Erzsébet|Győr|férfi|Kovács|Székesfehérvár|nő|Tóth Gábor|Pécs|Nagykőrös",
        "Horváth László|Szűcs|Hódmezővásárhely|Bükfürdő|Békés|Gergő|Kőszeg|Szentendre|Ördög Éva",
    ),
    "Romanian": (
        "Ştefan Popescu|Bucureşti|Iaşi|bărbat|Constanţa|femeie|Braşov|Timişoara|Brăila",
        "Ioniţă|Piteşti|Râmnicu Vâlcea|Cătălina|Galaţi|Bistriţa|Mureş|Ţăranu|Hunedoara",
    ),
    "Croatian": (
        "Šibenik|Ivančić|Požega|žena|Đurđica|muškarac|Čakovec|Horvat|Zagreb|Međimurje",
        "Božić|Krešimir|Ličko-senjska|Županja|Matošić|Vukovar|Pavičević|Đakovo|Nikšić",
    ),
    "Russian": (
        "Иванов Пётр|Москва|Казань|мужской|Ольга|Санкт-Петербург|женский|Пермь|Екатеринбург|да",
        "Смирнова|Новосибирск|постоянный|Дмитрий|Тула|юридическое лицо|Щукин|Хабаровск|нет|оптом",
    ),
    "Ukrainian": (
        "Шевченко Олена|Київ|Львів|чоловік|Одеса|жінка|Їжакевич|Чернівці|Андрій",
        "Бондаренко|Вінниця|Кропивницький|гуртовий|Мар'яна|Ужгород|Ґалаґан|роздріб|Юлія",
    ),
    "Bulgarian": (
        "Георги Иванов|София|мъж|Пловдив|жена|Велико Търново|Бургас|Цветанка",
        "Стоянов|Кърджали|редовен|Русе|Людмила|Стара Загора|търговия на едро|Щерев|Ямбол",
    ),
    "Greek": (
        "Γιώργος Παπαδόπουλος|Αθήνα|άνδρας|Θεσσαλονίκη|γυναίκα|Πάτρα|Ελένη|Ηράκλειο",
        "Νίκος Οικονόμου|Λάρισα|χονδρική|Αττική|Βόλος|Ιωάννα|λιανική|Κυριακίδης|Ρόδος|Ναι",
    ),
    "Turkish": (
        "Ayşe Yılmaz|İstanbul|kadın|İzmir|erkek|Şanlıurfa|Mehmet Çelik|Eskişehir|Gülşen",
        "Oğuz Öztürk|Diyarbakır|Beşiktaş|perakende|Muğla|Işık|toptan|Kırıkkale|Çağlar Doğan",
    ),
    "Japanese": (
        "田中太郎|東京都|男性|佐藤花子|大阪府|女性|ヤマダ ケン|北海道|はい|株式会社",
        "鈴木一郎|神奈川県|法人|高橋さくら|福岡市|個人|ワタナベ|いいえ|京都府|新規会員",
    ),
    "Simplified Chinese": (
        "王小明|北京|男|李娜|上海|女|张伟|广州市|普通会员|微信支付",
        "刘洋|成都|金卡|陈静|浙江省|老客户|赵磊|支付宝|杭州|已退货",
    ),
    "Traditional Chinese": (
        "王小明|臺北市|男|林美玲|高雄市|女|陳志強|新竹縣|一般會員|信用卡",
        "張淑芬|桃園|貴賓|黃國華|臺中市|老顧客|劉雅婷|貨到付款|嘉義|已退貨",
    ),
    "Korean": (
        "김민수|서울|남성|이영희|부산|여성|박지훈|경기도|일반회원|카드결제",
        "최수진|대구|우수고객|정다은|인천광역시|개인|강동원|현금|제주|반품완료",
    ),
    "German": (
        "Jürgen Müller|München|männlich|Köln|weiblich|Straßburg|Jörg Weiß|Österreich|Düsseldorf",
        "Käthe Schröder|Nürnberg|Großhandel|Göttingen|Schäfer|Würzburg|ungültig|Ärztin|Fußball",
    ),
    "French": (
        "François Lefèvre|Orléans|fidèle|Saint-Étienne|Hélène|à l'étranger|Nîmes|Besançon|reçu",
        "Jérôme Béranger|Châteauroux|privé|Angoulême|Noël|retraité|Sète|Çelik|dès 2020|employée",
    ),
    "Spanish": (
        "José Muñoz|Málaga|niño|Cádiz|Iñigo Peña|Córdoba|María Núñez|A Coruña|sí",
        "Óscar Ibáñez|León|pequeña|Ángela Gómez|Castellón|señor|Jaén|Logroño|Ávila|según",
    ),
    "Portuguese": (
        "João Gonçalves|São Paulo|não|Conceição|Brasília|solteiro|Luís Araújo|Ceará|balcão",
        "Antônio Simões|Goiânia|Inês|Maranhão|cartão|Estêvão|Vitória|promoção|três|Açores",
    ),
    "Swedish": (
        "Åsa Lindström|Malmö|Göteborg|Jönköping|ålder|Västerås|Björn|Örebro",
        "Märta Sjöberg|Växjö|återkommande|Skåne|Håkan|Gävle|Ängelholm|Söderköping|nöjd",
    ),
}

WORDS = {
    language: tuple(tuple(words.split("|")) for words in lists)
    for language, lists in _WORDS.items()
}

ENCODINGS = {
    "cp1250": ("Polish", "Czech", "Hungarian", "Romanian", "Croatian"),
    "cp1251": ("Russian", "Ukrainian", "Bulgarian"),
    "koi8-r": ("Russian",),
    "cp1253": ("Greek",),
    "cp1254": ("Turkish",),
    "shift_jis": ("Japanese",),
    "euc_jp": ("Japanese",),
    "gb18030": ("Simplified Chinese",),
    "big5": ("Traditional Chinese",),
    "euc_kr": ("Korean",),
    "mac_roman": ("German", "French", "Spanish", "Portuguese", "Swedish"),
    "cp850": ("German", "French", "Spanish", "Portuguese", "Swedish"),
    "cp1252": ("German", "French", "Spanish", "Portuguese", "Swedish"),
}
"""Which languages are written in which encoding."""
