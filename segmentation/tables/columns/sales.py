"""The words by which the columns of a list of sales are known, as data."""

PARTS_OF_SALE: dict[str, frozenset[str]] = {
    "customer": frozenset(
        {"customer", "customerid", "client", "member", "user", "buyer", "shopper", "household"}
        | {"account", "card", "kunde", "kunden", "kundennr", "kundennummer", "kd", "klant"}
        | {"cliente", "clienti", "acheteur", "comprador", "patron"}
    ),
    "date": frozenset(
        {"date", "datetime", "day", "time", "timestamp", "invoicedate", "orderdate", "datum"}
        | {"tag", "fecha", "data", "jour", "giorno", "dato", "created", "purchased"}
    ),
    "amount": frozenset(
        {"amount", "total", "revenue", "sales", "spend", "spent", "paid", "value", "turnover"}
        | {"betrag", "umsatz", "summe", "gesamt", "montant", "importe", "importo", "monto"}
        | {"valor", "valore", "bedrag", "omzet", "vente", "ventas", "dollars", "gmv", "net"}
    ),
    "quantity": frozenset(
        {"quantity", "qty", "units", "pieces", "count", "menge", "anzahl", "quantité", "quantite"}
        | {"cantidad", "quantita", "quantità", "quantidade", "aantal", "stück", "stueck"}
    ),
    "price": frozenset(
        {"price", "unitprice", "preis", "einzelpreis", "prix", "precio", "prezzo", "preço"}
        | {"prijs", "pris", "cena"}
    ),
    "order": frozenset(
        {"order", "invoice", "invoiceno", "receipt", "basket", "ticket", "bill", "transaction"}
        | {"bestellung", "bestellnr", "rechnung", "rechnungsnr", "beleg", "bon", "auftrag"}
        | {"commande", "facture", "pedido", "factura", "ordine", "fattura", "scontrino", "trans"}
    ),
    "product": frozenset(
        {"product", "sku", "item", "stock", "stockcode", "article", "artikel", "produkt"}
        | {"produit", "producto", "prodotto", "produto", "articulo", "articolo", "ean", "isbn"}
    ),
    "category": frozenset(
        {"category", "department", "kategorie", "warengruppe", "catégorie", "categorie"}
        | {"categoría", "categoria", "rayon", "reparto", "brand", "section"}
    ),
}
"""Words by which the columns of a list of sales are known."""
