"""The words by which a column's name tells what it is about, as data: one place to extend."""

import re
from functools import lru_cache

from segmentation.tables.columns.taxonomy import Lens

ID_WORDS = frozenset(
    {"id", "uid", "uuid", "guid", "no", "nr", "num", "number", "code", "key", "identifier", "ref"}
    | {"customerid", "clientid", "memberid", "userid", "accountid", "customerno", "index"}
    | {"nummer", "kundennr", "kundennummer", "numéro", "numero", "número", "código", "codice"}
    | {"kennung", "klantnummer", "idcliente", "idclient"}
)

VALUE_WORDS = frozenset(
    {"income", "salary", "wage", "revenue", "turnover", "sales", "value", "ltv", "clv", "profit"}
    | {"margin", "balance", "worth", "budget", "monetary", "amount", "spend", "spent", "spending"}
    | {"einkommen", "gehalt", "umsatz", "gewinn", "betrag", "ausgaben", "wert"}
    | {"revenu", "salaire", "chiffre", "montant", "dépenses", "depenses", "valeur", "bénéfice"}
    | {"ingresos", "ingreso", "salario", "importe", "gasto", "gastos", "ventas", "beneficio"}
    | {"reddito", "stipendio", "fatturato", "spesa", "importo", "valore", "ricavi"}
    | {"renda", "salário", "receita", "gastos", "valor", "inkomen", "omzet", "bedrag"}
)
"""What customers earn, own or are worth: as good a basis for segments as what they do."""

LENSES: dict[Lens, frozenset[str]] = {
    Lens.BEHAVIOURAL: frozenset(
        {"spend", "spent", "spending", "spends", "purchase", "purchases", "bought", "order"}
        | {"orders", "visit", "visits", "session", "sessions", "click", "clicks", "usage", "use"}
        | {"frequency", "recency", "monetary", "basket", "cart", "returns", "returned", "tenure"}
        | {"loyalty", "transactions", "transaction", "trips", "calls", "minutes", "data", "logins"}
        | {"churn", "discount", "discounts", "coupons", "views", "downloads", "opens", "score"}
        | {"consumption", "units", "quantity", "invoices", "payments", "redemptions", "points"}
        | {"kauf", "käufe", "einkäufe", "bestellungen", "bestellung", "besuche", "ausgaben"}
        | {"häufigkeit", "nutzung", "warenkorb", "retouren", "treue", "rabatt"}
        | {"achats", "achat", "commandes", "commande", "visites", "dépenses", "depenses"}
        | {"fréquence", "panier", "retours", "fidélité", "remise", "dernier"}
        | {"compras", "compra", "pedidos", "pedido", "visitas", "gasto", "gastos", "frecuencia"}
        | {"devoluciones", "fidelidad", "descuento", "uso"}
        | {"acquisti", "acquisto", "ordini", "ordine", "visite", "spesa", "frequenza", "resi"}
        | {"carrello", "sconto", "fedeltà", "aankopen", "bestellingen", "bezoeken"}
    ),
    Lens.FIRMOGRAPHIC: frozenset(
        {"employees", "employee", "staff", "headcount", "industry", "sector", "company", "firm"}
        | {"naics", "sic", "turnover", "founded", "subsidiaries", "sites", "seats", "licences"}
        | {"mitarbeiter", "branche", "firma", "unternehmen", "beschäftigte", "standorte"}
        | {"employés", "effectif", "secteur", "entreprise", "société", "salariés"}
        | {"empleados", "empresa", "industria", "plantilla"}
        | {"dipendenti", "settore", "azienda", "impresa", "addetti"}
        | {"funcionários", "setor", "werknemers", "bedrijf"}
    ),
    Lens.DEMOGRAPHIC: frozenset(
        {"age", "gender", "genre", "sex", "birth", "birthday", "birthdate", "income", "salary"}
        | {"education", "marital", "married", "children", "kids", "household", "family", "race"}
        | {"ethnicity", "religion", "occupation", "job", "profession", "nationality", "teenagers"}
        | {"dependents", "graduated"}
        | {"alter", "geschlecht", "einkommen", "gehalt", "bildung", "familienstand", "kinder"}
        | {"beruf", "haushalt", "geburtsdatum", "geburtsjahr", "verheiratet"}
        | {"âge", "sexe", "revenu", "salaire", "éducation", "enfants", "ménage", "naissance"}
        | {"marié", "diplôme"}
        | {"edad", "sexo", "género", "genero", "ingresos", "salario", "educación", "hijos"}
        | {"hogar", "profesión", "nacimiento", "casado", "estudios"}
        | {"età", "eta", "sesso", "genere", "reddito", "stipendio", "istruzione", "figli"}
        | {"professione", "nascita", "famiglia"}
        | {"idade", "renda", "filhos", "leeftijd", "geslacht", "inkomen", "kinderen"}
    ),
    Lens.GEOGRAPHIC: frozenset(
        {"country", "city", "region", "state", "zip", "zipcode", "postcode", "postal", "address"}
        | {"county", "province", "district", "latitude", "longitude", "lat", "lon", "lng", "town"}
        | {"area", "store", "location", "continent"}
        | {"land", "stadt", "ort", "plz", "bundesland", "postleitzahl", "filiale", "adresse"}
        | {"pays", "ville", "région", "département", "postale", "magasin", "commune"}
        | {"país", "pais", "ciudad", "región", "provincia", "código postal", "tienda", "estado"}
        | {"paese", "città", "citta", "regione", "comune", "cap", "negozio"}
        | {"cidade", "loja", "stad", "winkel", "gemeente"}
    ),
    Lens.PSYCHOGRAPHIC: frozenset(
        {"interest", "interests", "attitude", "attitudes", "lifestyle", "values", "opinion"}
        | {"personality", "hobby", "hobbies", "satisfaction", "nps", "preference", "preferences"}
        | {"interesse", "interessen", "einstellung", "zufriedenheit", "lebensstil", "meinung"}
        | {"intérêt", "intérêts", "loisirs", "préférence", "avis"}
        | {"interés", "intereses", "satisfacción", "preferencia", "estilo"}
        | {"interessi", "soddisfazione", "preferenza", "stile", "satisfação", "tevredenheid"}
    ),
}
"""Looked up in this order: the first lens with a word of the name is taken."""

PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_]+|\d+")


@lru_cache(maxsize=4096)
def words(name: str) -> frozenset[str]:
    """Return the words of a column's name in lower case: “CustomerID” gives customer and id.

    Parameters
    ----------
    name : str

    Returns
    -------
    frozenset of str
        Split at signs, digits and inner capitals; the name in one piece as well.
    """
    parts = {part.lower() for part in PARTS.findall(name)}
    return frozenset(parts | {re.sub(r"[\W_]+", "", name).lower()})


def lens_of(name: str) -> Lens | None:
    """Return which side of a customer a column shows, from its name.

    Parameters
    ----------
    name : str

    Returns
    -------
    Lens or None
        None when no word is known.
    """
    terms = words(name)
    return next((lens for lens, known in LENSES.items() if terms & known), None)
