"""The words by which columns are known that name people, or tell what laws protect, as data."""

from segmentation.tables.columns.vocabulary import spelled

NAME = spelled(
    frozenset(
        {"name", "names", "nom", "nome", "nombre", "naam", "nazwa", "имя", "姓名", "氏名", "이름"}
    )
)
NAMES_OF_PEOPLE = spelled(
    frozenset({"firstname", "lastname", "surname", "forename", "fullname", "vorname", "nachname"})
    | frozenset({"prénom", "prénoms", "apellido", "apellidos", "cognome", "voornaam", "achternaam"})
    | frozenset({"sobrenome", "apelido", "imię", "nazwisko", "customername", "clientname"})
    | frozenset({"contactname", "kundenname", "förnamn", "efternamn", "fornavn", "etternavn"})
    | frozenset({"efternavn", "lname", "fname", "username", "familienname", "фамилия", "姓名"})
    | frozenset({"příjmení", "jméno", "soyad", "fullnames", "cardholder", "cardholdername"})
)
PEOPLE = spelled(
    frozenset({"first", "last", "full", "middle", "given", "family", "customer", "client", "buyer"})
    | frozenset({"contact", "guest", "recipient", "billing", "shipping", "member", "user", "lead"})
    | frozenset(
        {"card", "cardholder", "holder", "donor", "patient", "student", "employee", "person"}
    )
    | frozenset({"subscriber", "passenger", "kunde", "kunden", "empfänger", "kontakt", "cliente"})
    | frozenset(
        {"completo", "complet", "klant", "klienta", "acheteur", "destinataire", "bill", "ship"}
    )
)
EMAIL = spelled(
    frozenset({"email", "mail", "courriel", "correo", "emailaddress", "mél", "mejl", "eposta"})
    | frozenset({"epost", "почта", "邮箱", "メール"})
)
PHONE = spelled(
    frozenset({"phone", "telephone", "mobile", "telefon", "handy", "téléphone", "portable", "tel"})
    | frozenset({"teléfono", "telefono", "móvil", "cellulare", "telefone", "fax", "phonenumber"})
    | frozenset({"telefoon", "mobiel", "telefoonnummer", "cell", "cellphone", "celular", "telefax"})
    | frozenset({"telefonnummer", "rufnummer", "mobil", "телефон", "电话", "電話", "手机", "전화"})
)
ACCOUNT = frozenset({"iban", "bic", "kontonummer", "rekeningnummer", "creditcard", "swift"})
ADDRESS = spelled(
    frozenset({"address", "street", "straße", "anschrift", "adresse", "rue", "dirección", "calle"})
    | frozenset({"indirizzo", "endereço", "straat", "housenumber", "hausnummer", "straatnaam"})
    | frozenset({"ulica", "adres", "adress", "gata", "vej", "address1", "address2", "via", "адрес"})
    | frozenset({"住所", "地址", "주소"})
)
OFFICIAL = frozenset(
    {"ssn", "passport", "taxid", "dni", "nif", "steuernummer", "cpf", "pesel", "nino", "aadhaar"}
    | {"bsn", "curp", "personnummer", "sozialversicherungsnummer"}
)
TOGETHER_OFFICIAL = (
    frozenset({"social", "security"}),
    frozenset({"codice", "fiscale"}),
    frozenset({"national", "insurance", "number"}),
    frozenset({"tax", "id"}),
    frozenset({"driver", "license", "number"}),
)
BIRTH = spelled(
    frozenset({"birth", "birthdate", "birthday", "dob", "born", "geburtsdatum", "geburtstag"})
    | frozenset({"naissance", "nacimiento", "nascita", "nascimento", "geboortedatum", "urodzenia"})
    | frozenset({"geboren", "geboorte", "cumpleaños", "compleanno", "anniversaire", "födelsedatum"})
    | frozenset({"рождения", "出生", "生年月日"})
)
INTERNET = frozenset({"ip", "ipaddress", "optinip"})

SENSITIVE: dict[str, frozenset[str]] = {
    "religion": spelled(
        frozenset({"religion", "religión", "religione", "religiao", "faith", "konfession"})
        | frozenset({"geloof", "religia", "denomination"})
    ),
    "ethnic origin": frozenset(
        {"race", "ethnicity", "ethnic", "ethnie", "etnia", "herkunft", "ethnicgroup"}
    ),
    "health": spelled(
        frozenset({"health", "disability", "diagnosis", "disease", "gesundheit", "behinderung"})
        | frozenset({"santé", "salud", "salute", "medication", "pregnant", "disabled", "bmi"})
        | frozenset({"illness", "gezondheid", "zdrowie", "allergies", "allergy"})
    ),
    "politics": frozenset({"political", "politics", "party", "vote", "partei", "union"}),
    "sexual orientation": frozenset({"orientation", "sexuality"}),
}
"""What Article 9 of the General Data Protection Regulation of the European Union protects."""

AMBIGUOUS = frozenset(
    {"health", "party", "vote", "union", "race", "herkunft", "orientation", "faith"}
)
"""Words that are something else beside most others: “health & beauty”, “party size”."""

BESIDE_SENSITIVE = frozenset(
    {"status", "group", "name", "type", "code", "customer", "self", "reported", "political", "of"}
    | {"member", "membership", "affiliation", "sexual", "ethnic", "condition", "conditions", "is"}
    | {"has", "score", "mental", "physical", "general", "trade", "labour", "labor", "insured", "id"}
    | {"ethnicity", "religion", "category", "party", "preference", "problem", "problems", "issues"}
)
"""Words that leave an ambiguous one its meaning."""

PROTECTED: dict[str, frozenset[str]] = {
    "sex": spelled(
        frozenset({"sex", "gender", "geschlecht", "sexe", "sexo", "género", "sesso", "genere"})
        | frozenset(
            {"gênero", "geslacht", "male", "female", "płeć", "kön", "køn", "kjønn", "anrede"}
        )
        | frozenset(
            {"civilité", "salutation", "пол", "性别", "性別", "성별", "pohlaví", "cinsiyet"}
        )
    ),
    "age": spelled(
        frozenset({"age", "alter", "âge", "edad", "età", "idade", "leeftijd", "birth", "birthyear"})
        | frozenset({"birthdate", "birthday", "dob", "geburtsjahr", "geburtsdatum", "naissance"})
        | frozenset(
            {"nacimiento", "nascita", "nascimento", "geboortejaar", "geboortedatum", "agegroup"}
        )
        | frozenset(
            {"wiek", "urodzenia", "ålder", "alder", "yaş", "возраст", "年龄", "年齢", "나이"}
        )
    ),
    "origin": spelled(
        frozenset({"nationality", "citizenship", "birthplace", "birthcountry", "nationalität"})
        | frozenset({"staatsangehörigkeit", "staatsbürgerschaft", "geburtsland", "nationalité"})
        | frozenset(
            {"nacionalidad", "nazionalità", "cittadinanza", "nacionalidade", "nationaliteit"}
        )
    ),
}
"""What laws against discrimination protect besides, and marketing uses: never left out."""

NOT_OF_PEOPLE = frozenset(
    {"account", "contract", "order", "orders", "device", "car", "vehicle", "house", "building"}
    | {"company", "firm", "business", "website", "domain", "product", "card", "policy", "loan"}
    | {"membership", "relationship", "invoice", "debt", "ticket", "subscription"}
)
"""With one of these words an age is that of a thing."""
