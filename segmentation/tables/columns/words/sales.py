"""The words by which the columns of a list of sales are known, as data."""

from segmentation.tables.columns.vocabulary import spelled

WORDS: dict[str, frozenset[str]] = {
    "customer": frozenset(
        {"customer", "customerid", "client", "member", "user", "buyer", "shopper", "household"}
        | {"account", "card", "kunde", "kunden", "kundennr", "kundennummer", "kd", "klant"}
        | {"cliente", "clienti", "acheteur", "comprador", "patron", "klient", "klienta", "käufer"}
        | {"mitglied", "membre", "socio", "utente", "nutzer", "donor", "guest", "buyers", "клиент"}
        | {"клиента", "会员", "客户", "顧客", "고객", "kund", "zákazník", "müşteri"}
    ),
    "date": frozenset(
        {"date", "datetime", "day", "time", "timestamp", "invoicedate", "orderdate", "datum"}
        | {"tag", "fecha", "data", "jour", "giorno", "dato", "created", "purchased", "zeit", "дата"}
        | {
            "zeitpunkt",
            "日期",
            "日付",
            "날짜",
            "tarih",
            "bestelldatum",
            "rechnungsdatum",
            "besteldatum",
        }
    ),
    "amount": frozenset(
        {"amount", "total", "revenue", "sales", "spend", "spent", "paid", "value", "turnover"}
        | {"betrag", "umsatz", "summe", "gesamt", "montant", "importe", "importo", "monto"}
        | {
            "valor",
            "valore",
            "bedrag",
            "omzet",
            "vente",
            "ventas",
            "dollars",
            "gmv",
            "net",
            "gross",
        }
        | {
            "totale",
            "totaal",
            "totaalbedrag",
            "kwota",
            "wartość",
            "spesa",
            "gasto",
            "сумма",
            "金额",
        }
        | {"金額", "bestellwert", "rechnungsbetrag", "gesamtbetrag", "sale", "belopp", "beløb"}
    ),
    "quantity": frozenset(
        {"quantity", "qty", "units", "pieces", "count", "menge", "anzahl", "quantité", "quantite"}
        | {"cantidad", "quantita", "quantità", "quantidade", "aantal", "stück", "stueck", "ilość"}
        | {"количество", "数量", "antal", "antall", "liczba", "pcs"}
    ),
    "price": frozenset(
        {"price", "unitprice", "preis", "einzelpreis", "prix", "precio", "prezzo", "preço"}
        | {"prijs", "pris", "cena", "stückpreis", "цена", "单价", "単価", "fiyat", "unitcost"}
    ),
    "order": frozenset(
        {"order", "invoice", "invoiceno", "receipt", "basket", "ticket", "bill", "transaction"}
        | {"bestellung", "bestellnr", "rechnung", "rechnungsnr", "beleg", "bon", "auftrag"}
        | {"commande", "facture", "pedido", "factura", "ordine", "fattura", "scontrino", "trans"}
        | {"zamówienia", "zamówienie", "encomenda", "fatura", "bestelling", "заказ", "订单", "注文"}
        | {
            "bestellnummer",
            "rechnungsnummer",
            "ordernummer",
            "belegnummer",
            "bonnummer",
            "purchase",
        }
    ),
    "product": frozenset(
        {"product", "sku", "item", "stock", "stockcode", "article", "artikel", "produkt"}
        | {"produit", "producto", "prodotto", "produto", "articulo", "articolo", "ean", "isbn"}
        | {"lineitem", "artículo", "asin", "товар", "商品", "description", "bezeichnung", "desc"}
    ),
    "category": frozenset(
        {"category", "department", "kategorie", "warengruppe", "catégorie", "categorie"}
        | {"categoría", "categoria", "rayon", "reparto", "brand", "section"}
    ),
}

PARTS_OF_SALE = {part: spelled(known) for part, known in WORDS.items()}
"""Words by which the columns of a list of sales are known."""

WEAK_CUSTOMERS = frozenset({"account", "card", "household", "user", "guest", "patron"})
"""Words of customers that give way to the others: a card is one of several."""

SURELY = {
    "date": spelled(
        frozenset({"order", "ordered", "invoice", "purchase", "transaction", "sale", "bestell"})
        | frozenset({"rechnung", "commande", "pedido", "ordine", "created", "achat", "compra"})
        | frozenset({"zamówienia", "bestelling", "beleg", "facture", "booking"})
    ),
    "amount": frozenset({"total", "line", "paid", "net", "order", "grand"}),
    "price": frozenset({"unit", "item", "lineitem"}),
}
"""Words that make a column the likelier one of two."""

NOT_OF_SALE = {
    "customer": frozenset(
        {"type", "segment", "group", "category", "status", "class", "since", "service", "notes"}
        | {"agent", "rating", "score", "gruppe", "kundengruppe", "description", "count", "orders"}
        | {"lifetime", "satisfaction", "date", "brand", "funding", "last4", "exp", "fingerprint"}
    ),
    "date": spelled(
        frozenset(
            {"ship", "shipped", "shipping", "delivery", "delivered", "due", "update", "birth"}
        )
        | frozenset({"updated", "cancelled", "canceled", "birthday", "geburtsdatum", "naissance"})
        | frozenset({"nacimiento", "nascita", "nascimento", "geboortedatum", "dob", "estimated"})
        | frozenset(
            {"expiry", "expiration", "signup", "registered", "approved", "joined", "refund"}
        )
        | frozenset({"lieferdatum", "livraison", "entrega", "urodzenia", "verzenddatum"})
    ),
    "amount": spelled(
        frozenset(
            {"tax", "taxes", "discount", "discounts", "shipping", "freight", "postage", "fee"}
        )
        | frozenset({"fees", "refund", "refunded", "refunds", "tip", "tips", "balance", "quantity"})
        | frozenset({"qty", "count", "points", "items", "average", "avg", "lifetime", "income"})
        | frozenset({"mwst", "steuer", "rabatt", "versand", "versandkosten", "remise", "descuento"})
        | frozenset({"sconto", "korting", "iva", "tva", "units", "orders", "handling", "cost"})
        | frozenset(
            {"id", "number", "margin", "profit", "dispute", "outstanding", "duty", "weight"}
        )
    ),
    "quantity": frozenset(
        {"price", "total_price", "discount", "refunded", "returned", "cancelled"}
    ),
    "price": spelled(
        frozenset(
            {"compare", "shipping", "list", "wrap", "cost", "freight", "discount", "old", "tax"}
        )
        | frozenset({"versand", "quantity"})
    ),
    "product": frozenset({"price", "discount", "quantity", "status", "weight", "tax", "count"}),
    "category": frozenset({"customer", "income", "age", "discount"}),
}
"""Words that make a column something else: the tax of a sale, the day of its delivery."""
