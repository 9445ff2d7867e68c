"""The words by which a proposal knows what a column measures, as data: one place to extend."""

CONSENT = frozenset(
    {"consent", "consents", "optin", "optout", "opt", "gdpr", "dsgvo", "permission", "permissions"}
    | {"newsletter", "unsubscribed", "unsubscribe", "einwilligung", "consentement", "rgpd"}
    | {"abonné", "consentimiento", "consenso", "toestemming", "donotcall", "donotmail"}
)
CODES = frozenset(
    {"id", "uid", "uuid", "guid", "code", "codes", "key", "zip", "zipcode", "postcode", "plz"}
    | {"postleitzahl", "sic", "naics", "sku", "ean", "isbn", "barcode", "identifier", "ref"}
    | {"kundennr", "kundennummer", "customerno", "customerid", "clientid", "nummer", "nr", "index"}
    | {"codice", "código", "codigo", "postal", "phone", "phonenumber", "telefon", "vat", "ust"}
)
RESULTS = frozenset({"cluster", "clusters", "segment", "segments", "persona", "predicted", "fold"})
"""What somebody has found before, which segments should not be made from."""

MEASURES = frozenset({"recency", "frequency", "monetary"})
"""A score of one of these is the same in steps."""

SPENT = frozenset(
    {"monetary", "spend", "spent", "spending", "amount", "paid", "donated", "total", "ausgaben"}
    | {"betrag", "montant", "dépenses", "depenses", "importe", "gasto", "gastos", "spesa"}
    | {"importo", "bedrag", "ltv", "clv"}
)
EARNED = frozenset({"revenue", "sales", "turnover", "umsatz", "omzet", "ventas", "fatturato"})
"""What a seller takes in; “annual revenue” is that of a firm which buys."""

MONEY = SPENT | EARNED
ORDERS = frozenset(
    {"orders", "order", "frequency", "purchases", "transactions", "invoices", "bookings"}
    | {"donations", "gifts", "visits", "trips", "receipts", "bestellungen", "käufe", "einkäufe"}
    | {"commandes", "achats", "pedidos", "compras", "ordini", "acquisti", "bestellingen"}
)
RECENCY = frozenset({"recency", "last", "letzter", "letzte", "dernier", "dernière", "último"}) | (
    frozenset({"última", "ultimo", "ultima", "laatste", "inactive", "lastpurchase", "lastorder"})
)
AVERAGES = frozenset(
    {"average", "avg", "mean", "per", "durchschnitt", "moyen", "moyenne", "medio", "media", "aov"}
)
NOT_TOTALS = AVERAGES | frozenset(
    {"share", "percent", "pct", "rate", "ratio", "score", "limit", "first", "last", "max", "min"}
    | {"anteil", "prozent", "income", "budget", "target", "goal"}
)
"""With one of these words money is no total, and a number no count of orders."""

PERIODS = frozenset(
    {"year", "years", "month", "months", "quarter", "week", "weeks", "ytd", "jahr", "monat"}
    | {"monate", "quartal", "woche", "année", "mois", "año", "mes", "anno", "mese", "jaar"}
)
"""After “last” one of these makes it a stretch of time: “orders last year”."""

CALENDAR = frozenset(
    {"day", "days", "month", "week", "weekday", "hour", "year", "quarter", "tag", "monat", "jahr"}
)
"""A number that is called only so is a place in the calendar, which has no more or less."""

DATE_WORDS = frozenset({"date", "datetime", "day", "datum", "time", "timestamp", "fecha", "on"}) | (
    frozenset({"at", "am", "jour", "giorno", "data", "dt"})
)
BIRTH = frozenset(
    {"birth", "birthdate", "birthday", "dob", "born", "geburtsdatum", "geburtstag", "naissance"}
    | {"nacimiento", "nascita", "nascimento", "geboortedatum"}
)
SINGULARS = {"orders": "order", "visits": "visit", "purchases": "purchase", "gifts": "gift"} | {
    "transactions": "transaction",
    "donations": "donation",
    "invoices": "invoice",
    "bookings": "booking",
    "trips": "trip",
    "frequency": "order",
    "receipts": "receipt",
}
