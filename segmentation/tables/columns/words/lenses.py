"""The words by which a column's name tells which side of a customer it shows, as data.

One place to extend. Words are in lower case; they are found with and without their accents, and
with an s at their end. Roots begin a word (“bestell” of “Bestelldatum”), ends end one (“umsatz” of
“Gesamtumsatz”), for the languages that build words so.
"""

from segmentation.tables.columns.taxonomy import Lens

ENGLISH: dict[Lens, str] = {
    Lens.BEHAVIOURAL: """
        spend spent spending spends expenditure purchase purchased bought buy buyer order ordered
        visit visited visitor session click clicked usage use used user frequency recency monetary
        basket cart returns returned return refund refunded tenure loyalty loyal transaction trip
        call minutes data login churn churned attrition attrited discount coupon voucher promotion
        promo view pageview download open opened score consumption unit quantity qty invoice payment
        paid redemption point points revenue sale sales sold turnover ltv clv aov arpu mrr arr gmv
        profit margin balance debit loan mortgage deposit withdrawal transfer saving savings
        overdraft debt cash installment instalment bill billed charge charged fee tax price
        shipping shipped freight postage delivery fulfillment fulfilment pickup handling product
        item sku brand bundle assortment wishlist channel source medium referral referrer referred
        utm campaign traffic landing affiliate acquisition device browser platform app mobile
        desktop tablet os operating online offline web engagement engaged bounce scroll search
        searches conversion converted goal action event impression contract subscription
        subscribed subscriber unsubscribed membership plan tier renewal renewed cancelled canceled
        cancellation trial activation active activity inactive inactivity dormant signup registered
        registration joined join optin optout consent newsletter sms push notification
        stream streams streaming streamed watch watched listen listened internet roaming message
        minute overage paperless ticket complaint complain support service helpdesk chat contacted
        response responded accepted reward rewards miles flight flights travel booking booked
        reservation reserved night nights stay stays room meal lead checkin attendance workout class
        course lesson policy policies premium claim claims insured coverage damage donation donated
        gift gave interval duration relationship installs installed playlist played plays
        game games level guest baggage seat utilization utilisation util credit trans trx
        txn amt dispute chargeback delinquent delinquency late overdue outstanding stake bet
        wager repeat repeated payer checkout shopping shopper shop ship dining table outbound
        inbound cmp funnel cohort lifetime adr exchange repeatpurchase deal deals offer offers
        request requests change changes purchases vmail voicemail total subtotal amount gross net
        taxes category categories bal mnt opportunity last lineitem ytd expense expenses
        vehicle car bonus deductible network board topup volunteer page pages disc ad ads
        advertisement advertising exit ctr checking episode quiz grade study
        attendance tariff kwh meter fuel heating warranty mileage dealer solar electricity gas
        energy
        water repair maintenance locker lock claims adherence refills prescription appointment exam
        bag bags fare marketing accepts exited equipment handset model follower followers rev
        cancelations
    """,
    Lens.FIRMOGRAPHIC: """
        employee employees staff headcount industry sector company companies firm naics sic founded
        subsidiary subsidiaries sites seats licences enterprise organization organisation corporate
        licence license duns incorporated fte workforce business b2b
    """,
    Lens.DEMOGRAPHIC: """
        age gender genre sex birth birthday birthdate birthyear dob yob income salary wage education
        educational marital marriage married child children kid kids household family race ethnicity
        religion occupation job profession nationality teenager teenagers teen dependents dependent
        graduated graduate adult adults baby babies senior citizen partner spouse home homeowner
        employment employed language salutation generation pregnant smoker bmi political
        siblings veteran immigrant pet pets resident residents house dwelling literacy kinship
        degree schooling housing widowed
    """,
    Lens.GEOGRAPHIC: """
        country city region state zip zipcode postcode postal address county province district
        latitude longitude lat lon lng town area store location continent neighborhood neighbourhood
        borough suburb street geo geolocation metro dma municipality village territory residence
        postalcode timezone outlet branch prefecture canton parish urban rural locality place
        hometown airport zone settlement
    """,
    Lens.PSYCHOGRAPHIC: """
        interest interests attitude attitudes lifestyle values opinion personality hobby hobbies
        satisfaction satisfied nps csat ces likelihood recommend promoter detractor preference
        preferences preferred favorite
        favourite sentiment feedback review importance motivation belief beliefs agree values trust
        rating persona
    """,
}

OTHERS: dict[Lens, str] = {
    Lens.BEHAVIOURAL: """
        kauf käufe einkauf einkäufe bestellung bestellungen besuch besuche ausgaben häufigkeit
        nutzung warenkorb retoure retouren treue rabatt rabatte umsatz betrag gewinn gutschein
        rechnung punkte zahlung versand lieferung menge stück preis einzelpreis mwst kredit vertrag
        verbrauch klick klicks artikel produkt warengruppe marke kanal werbung einwilligung
        abmeldung anmeldung kündigung beschwerde beschwerden laufzeit punkte aktiv guthaben gebühr
        porto kunde mahnung skonto auftrag aufträge tarif abschlag deckungsbeitrag wert kategorie
        gesamt gesamtbetrag
        summe letzte
        letzter
        achats achat commande commandes visite visites dépense dépenses fréquence panier retours
        fidélité remise dernier dernière montant paiement livraison port facture prix quantité
        produit article marque canal réduction abonnement inscription désabonnement ca
        chiffre réclamation catégorie clics adhésion ouverture ouvertures contrat forfait ventes
        vente points frais port ttc ht solde
        ancienneté
        compra compras pedido pedidos visita visitas gasto gastos frecuencia devolución
        devoluciones fidelidad descuento uso importe pago envío factura precio cantidad producto
        artículo ventas venta canal cesta carrito suscripción puntos antigüedad saldo
        contrato consumo tarifa monto categoría
        contratto apertura scontrino acquisto acquisti ordine ordini visite spesa spese frequenza
        resi carrello sconto
        fedeltà
        importo pagamento spedizione fattura fatturato prezzo quantità prodotto articolo vendite
        vendita canale iscrizione punti abbonamento ricavi consumi
        encomenda encomendas pagamento frete fatura preço quantidade produto vendas desconto
        assinatura pontos faturamento receita compras valor
        nieuwsbrief besteed aankoop aankopen bestelling bestellingen bezoeken bezoek omzet korting
        bedrag totaalbedrag
        betaling verzending factuur prijs hoeveelheid aantal verbruik bestedingen abonnement retour
        ostatnia ostatni wizyta koszyk obrót zakup zakupy zakupów zamówienie zamówienia zamówień
        kwota płatność płatności cena ilość
        rabat wartość faktura dostawa wizyty zwrot zwroty sprzedaż punkty produkt przychód
        köp omsättning beställning belopp rabatt försäljning ordrar beløb køb ordre kjøp beløp
        omsetning
        sipariş tutar satış indirim ödeme objednávka částka nákup nákupy sleva tržby platba
        заказ заказы заказов сумма покупка покупки покупок скидка оплата доставка товар цена
        выручка визиты количество
    """,
    Lens.FIRMOGRAPHIC: """
        mitarbeiter branche firma unternehmen beschäftigte standorte jahresumsatz rechtsform
        employés effectif secteur entreprise société salariés siret siren
        empleados empresa industria plantilla sector
        dipendenti settore azienda impresa addetti iva
        funcionários setor werknemers bedrijf branża przedsiębiorstwo spółka företag bransch
        virksomhed компания отрасль сотрудники şirket
    """,
    Lens.DEMOGRAPHIC: """
        alter geschlecht einkommen gehalt bildung familienstand kinder kaufkraft wohnfläche
        hausbesitz wohnsituation beruf haushalt geburtsdatum
        geburtsjahr verheiratet anrede geburtstag abschluss sprache haushaltsgröße
        âge sexe revenu revenus salaire éducation enfants enfant ménage naissance marié diplôme
        civilité matrimonial matrimoniale familiale profession études foyer métier langue
        edad sexo género ingreso ingresos salario educación hijos hogar profesión nacimiento casado
        estudios civil ocupación idioma
        età eta sesso genere reddito stipendio istruzione figli professione nascita famiglia
        lingua coniugato
        idade renda filhos escolaridade gênero nascimento profissão salário
        leeftijd geslacht inkomen kinderen geboortedatum geboortejaar opleiding beroep gezin
        burgerlijke aanhef csp logement étude vivienda educativo abitazione moradia woning etária
        etaria
        płeć wiek urodzenia dochód wykształcenie dzieci zawód kön ålder inkomst alder køn kjønn
        cinsiyet yaş gelir pohlaví věk пол возраст доход образование рождения
    """,
    Lens.GEOGRAPHIC: """
        land stadt ort plz bundesland postleitzahl filiale adresse straße wohnort region gemeinde
        hausnummer kanton bezirk stadtteil postnummer standort ortsteil
        pays ville région département postale postal magasin commune rue quartier
        país pais ciudad región provincia tienda dirección calle barrio colonia comuna
        municipio localidad población estado
        paese città citta regione comune provincia cap negozio indirizzo quartiere nazione
        cidade loja bairro endereço cep rua uf município
        stad winkel gemeente plaats woonplaats provincie straat straatnaam huisnummer wijk filiaal
        miasto kraj województwo ulica pocztowy powiat gmina sklep postort ort kommun
        gade gate adresa město země psč şehir ülke ilçe город страна регион адрес улица
    """,
    Lens.PSYCHOGRAPHIC: """
        weiterempfehlung recommandation recomendación interesse interessen einstellung zufriedenheit
        lebensstil meinung bewertung vorliebe
        intérêt intérêts loisirs préférence avis satisfaction
        interés intereses satisfacción preferencia estilo opinión valoración
        interessi soddisfazione preferenza stile recensione
        satisfação avaliação tevredenheid beoordeling voorkeur zadowolenie ocena nöjdhet memnuniyet
        удовлетворенность оценка
    """,
}

GIVE_WAY = """
    action active amount amt app bal bill billing buy buyer categoria categories category
    categoría catégorie change charge charged class credit customer data dernier dernière
    event fee gross group home item kategorie kunde last lead letzte letzter level lineitem
    mnt mobile net online open order ordered place point port premium price product purchase
    rating request return score segment service ship shipping shop source status subtotal
    support table tax total trans transaction type unit use used user valor value web wert
    tier values page experience estado model store outlet branch house car vehicle level ostatnia
    ostatni
"""
FILLERS = frozenset(GIVE_WAY.split())
"""Words that give way to any other: “order country” is a place, “last order” an order."""

ROOTS: dict[Lens, str] = {
    Lens.BEHAVIOURAL: """
        bestell rechnungs zahlung versand liefer mahn factur verbrauch umsatz verkauf einkauf
        warenkorb
        rabatt gutschein kredit vertrag vertrieb retour zamówie zakup płat dostaw rabat
        sprzeda betaal bestel verzend omzet commande livraison paiement compra pedido
        acquist fattur subscri unsubscri purchas transact cancel payment shipping
        discount promo engag artikel produkt werbe abonn verkoop заказ покуп оплат
    """,
    Lens.FIRMOGRAPHIC: "mitarbeiter firmen unternehmens bedrijf branche employé",
    Lens.DEMOGRAPHIC: """
        alters leeftijd wiekow ålders geburt haushalt familien einkommen geboorte urodz kidhom
    """,
    Lens.GEOGRAPHIC: "postleit neighbo geograph województ pocztow",
    Lens.PSYCHOGRAPHIC: "satisf zufrieden interess prefer tevreden zadowol",
}
ENDS: dict[Lens, str] = {
    Lens.BEHAVIOURAL: """
        umsatz betrag summe kosten preis verbrauch käufe kauf bestellung bestellungen
        rabatt punkte laufzeit retouren besuche klicks gebühr zahlung kanal bedrag
        korting methode guthaben omzet punten limit wert
    """,
    Lens.DEMOGRAPHIC: "einkommen gehalt kinder geschlecht",
    Lens.GEOGRAPHIC: """
        stadt land straße strasse plz filiale wohnort lieferort rechnungsort geburtsort
        adresse plaats
    """,
    Lens.PSYCHOGRAPHIC: "zufriedenheit bewertung",
}
"""How words begin and end in languages that glue them: “Zahlungsart”, “Lieferland”."""

TOGETHER: tuple[tuple[str, Lens | None], ...] = (
    ("favorite", Lens.PSYCHOGRAPHIC),
    ("favourite", Lens.PSYCHOGRAPHIC),
    ("preferred", Lens.PSYCHOGRAPHIC),
    ("year to date", Lens.BEHAVIOURAL),
    ("email address", None),
    ("e mail", None),
    ("mail address", None),
    ("ip address", None),
    ("user agent", None),
    ("annual revenue", Lens.FIRMOGRAPHIC),
    ("company revenue", Lens.FIRMOGRAPHIC),
    ("annual turnover", Lens.FIRMOGRAPHIC),
    ("company size", Lens.FIRMOGRAPHIC),
    ("account name", Lens.FIRMOGRAPHIC),
    ("years company", Lens.BEHAVIOURAL),
    ("working years", Lens.BEHAVIOURAL),
    ("interest rate", Lens.BEHAVIOURAL),
    ("account type", Lens.BEHAVIOURAL),
    ("customer effort", Lens.PSYCHOGRAPHIC),
    ("top up", Lens.BEHAVIOURAL),
    ("credit rating", Lens.BEHAVIOURAL),
    ("estado civil", Lens.DEMOGRAPHIC),
    ("days customer", Lens.BEHAVIOURAL),
    ("klant sinds", Lens.BEHAVIOURAL),
    ("account age", Lens.BEHAVIOURAL),
    ("account length", Lens.BEHAVIOURAL),
    ("months book", Lens.BEHAVIOURAL),
    ("customer since", Lens.BEHAVIOURAL),
    ("member since", Lens.BEHAVIOURAL),
    ("kunde seit", Lens.BEHAVIOURAL),
    ("client depuis", Lens.BEHAVIOURAL),
    ("cliente desde", Lens.BEHAVIOURAL),
    ("vehicle age", Lens.BEHAVIOURAL),
    ("sign up", Lens.BEHAVIOURAL),
    ("opt in", Lens.BEHAVIOURAL),
    ("opt out", Lens.BEHAVIOURAL),
    ("do not", Lens.BEHAVIOURAL),
    ("phone service", Lens.BEHAVIOURAL),
    ("page views", Lens.BEHAVIOURAL),
    ("user type", Lens.BEHAVIOURAL),
    ("operating system", Lens.BEHAVIOURAL),
    ("card last 4", None),
    ("area code", Lens.GEOGRAPHIC),
    ("time zone", Lens.GEOGRAPHIC),
    ("home ownership", Lens.DEMOGRAPHIC),
    ("own home", Lens.DEMOGRAPHIC),
    ("driving license", Lens.DEMOGRAPHIC),
    ("driving licence", Lens.DEMOGRAPHIC),
    ("job title", Lens.DEMOGRAPHIC),
    ("titolo studio", Lens.DEMOGRAPHIC),
    ("secteur activité", Lens.FIRMOGRAPHIC),
    ("net promoter", Lens.PSYCHOGRAPHIC),
)
"""Words that mean something else together; the first that a name holds is taken."""

CHARACTERS: dict[str, Lens] = {
    part: lens
    for lens, parts in (
        (
            Lens.DEMOGRAPHIC,
            "性别 性別 年龄 年齢 年齡 出生 生年 职业 職業 学历 婚姻 收入 年収 성별 나이 연령 직업",
        ),
        (
            Lens.GEOGRAPHIC,
            "城市 省份 地区 地區 国家 國家 都道府県 住所 邮编 市区町村 도시 지역 국가",
        ),
        (
            Lens.BEHAVIOURAL,
            "金额 金額 消费 订单 注文 購入 购买 次数 回数 数量 积分 会员等级 折扣 구매 주문 금액",
        ),
        (Lens.FIRMOGRAPHIC, "公司 行业 会社 業種 员工 회사 업종"),
        (Lens.PSYCHOGRAPHIC, "满意 満足 兴趣 趣味 만족"),
    )
    for part in parts.split()
}
"""Parts of names in languages that put no space between words."""
