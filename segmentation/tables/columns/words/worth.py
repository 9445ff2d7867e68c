"""The words of what segments are made of first: what customers are worth, and what they do most."""

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

DOING = """
    aankopen achat achats acquisti acquisto ausgaben basket bestellingen bestellung bestellungen
    besuche bezoeken bought calls carrello cart churn click clicks commande commandes compra
    compras consumption coupons data depenses dernier descuento devoluciones discount discounts
    downloads dépenses einkäufe fedeltà fidelidad fidélité frecuencia frequency frequenza
    fréquence gasto gastos häufigkeit invoices kauf käufe logins loyalty minutes monetary
    nutzung opens order orders ordine ordini panier payments pedido pedidos points purchase
    purchases quantity rabatt recency redemptions remise resi retouren retours returned returns
    sconto score session sessions spend spending spends spent spesa tenure transaction
    transactions treue trips units usage use uso views visit visitas visite visites visits
    warenkorb
"""
DOING_WORDS = frozenset(DOING.split())
"""What customers do that tells most of them; fees, tickets and contracts come after it."""
