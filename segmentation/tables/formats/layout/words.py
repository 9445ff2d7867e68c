"""Words for totals and averages, as reports write them."""

TOTALS = frozenset(
    {"total", "totals", "grand total", "sum", "subtotal", "subtotals", "sub-total", "sub total"}
    | {"overall", "overall total", "report total", "page total", "sum total", "carried forward"}
    | {"summe", "summen", "gesamt", "gesamtsumme", "insgesamt", "zwischensumme", "endsumme"}
    | {"gesamtergebnis", "ergebnis", "übertrag", "teilsumme", "total général", "totaux", "somme"}
    | {"sous-total", "sous total", "total general", "totales", "suma", "suma total", "subtotales"}
    | {"totale", "totali", "totale generale", "totale complessivo", "subtotale", "somma"}
    | {"totaal", "totalen", "eindtotaal", "subtotaal", "som", "totaal generaal"}
    | {"razem", "ogółem", "łącznie", "suma końcowa", "suma częściowa", "podsuma"}
    | {"soma", "total geral", "summa", "totalt", "delsumma", "i alt", "ialt", "delsum", "sum i alt"}
    | {"yhteensä", "välisumma", "celkem", "součet", "mezisoučet", "spolu", "összesen"}
    | {"végösszeg", "részösszeg", "toplam", "genel toplam", "ara toplam", "итого", "всего", "сумма"}
    | {"общий итог", "разом", "всього", "σύνολο", "γενικό σύνολο", "合計", "総計", "小計", "合计"}
    | {"总计", "小计", "總計", "합계", "총계", "소계", "المجموع", "الإجمالي", "סה״כ", 'סה"כ'}
)
AVERAGES = frozenset(
    {"average", "averages", "avg", "mean", "median", "durchschnitt", "mittelwert", "moyenne"}
    | {"médiane", "promedio", "mediana", "gemiddelde", "średnia", "média", "medelvärde"}
    | {"gennemsnit", "keskiarvo", "průměr", "átlag", "ortalama", "среднее"}
)
"""Left out: “media”, which in English is another thing."""
