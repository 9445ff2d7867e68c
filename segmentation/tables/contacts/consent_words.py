"""The words by which consent is known, in seven languages, as data.

English, German, French, Spanish, Italian, Portuguese and Dutch.
"""

from segmentation.tables.columns.vocabulary import folded


def _known(*lines: str) -> frozenset[str]:
    """Return words as names are compared: without accents, in lower case."""
    return frozenset(folded(word) for line in lines for word in line.split())


AGREES = _known(
    "consent consents consented optin optedin gdpr contactable mailable marketable",
    "einwilligung einverstanden einverständnis zustimmung zugestimmt dsgvo werbeeinwilligung",
    "werbeerlaubnis kontakterlaubnis werbezustimmung",
    "consentement consent consenti rgpd",
    "consentimiento consiente consentido lopd",
    "consenso consensi acconsente acconsentito",
    "consentimento consente lgpd",
    "toestemming instemming",
    "newsletter newsletters nieuwsbrief infolettre boletín boletin",
)
"""Say alone that somebody agrees."""

ACCEPTS = _known(
    "accept accepts accepted agree agrees agreed allow allows allowed permission permissions",
    "permitted subscribed subscriber subscribe subscription signup signedup authorized authorised",
    "wants ok opt enabled preference",
    "erlaubt erlaubnis gestattet angemeldet abonniert erwünscht gewünscht genehmigt",
    "accepte accepté acceptée accord autorise autorisé autorisation abonné abonnée inscrit",
    "inscrite",
    "acepta aceptado aceptada autoriza autorizado autorización suscrito suscrita permiso",
    "accetta accettato accettata autorizza autorizzato autorizzazione iscritto iscritta permesso",
    "aceita aceito aceite autorizado autorização inscrito inscrita subscrito permissão",
    "akkoord toegestaan ingeschreven aangemeld geabonneerd",
)
"""Say it beside a word for advertising or a way to be reached."""

ADVERTISING = _known(
    "marketing advertising ads promo promos promotion promotions promotional mailing mailings",
    "communication communications werbung werbe newsletter email mail sms whatsapp phone call",
    "calls contact telefon telefonwerbung kontakt publicité pub publicitaire prospection courriel",
    "téléphone publicidad comercial comerciales comunicaciones correo teléfono contacto",
    "pubblicità commerciale comunicazioni telefono contatto publicidade comunicações telefone",
    "contato contacto",
    "contattare contacter contactar contatar contacteren kontaktieren",
    "reclame commercieel telefoon nieuwsbrief aanbiedingen offers angebote",
)

REFUSES = _known(
    "optout optedout unsubscribed unsubscribe unsubscribes donotcontact donotcall donotmail",
    "donotemail suppressed suppression dnc blacklisted blocklisted withdrawn revoked declined",
    "objection objected abgemeldet abbestellt widerspruch widersprochen widerruf widerrufen",
    "werbesperre werbewiderspruch kontaktsperre mailsperre newslettersperre robinson",
    "désinscrit désinscrite désabonné désabonnée désinscription désabonnement opposition refus",
    "refuse refusé baja rechaza rechazado revocado desuscrito oposición cancelado",
    "disiscritto disiscritta cancellato rifiuta rifiutato rifiuto revocato opposizione",
    "descadastrado descadastrada recusa recusado revogado oposição cancelou",
    "afgemeld uitgeschreven bezwaar geweigerd ingetrokken opgezegd",
)
"""Say that somebody does not, or does no more; alone for some of them (`REFUSES_ALONE`)."""

REFUSES_ALONE = _known(
    "optout optedout unsubscribed unsubscribe donotcontact donotcall donotmail donotemail dnc",
    "abgemeldet abbestellt werbesperre werbewiderspruch kontaktsperre mailsperre newslettersperre",
    "désinscrit désinscrite désabonné désabonnée désinscription désabonnement",
    "desuscrito disiscritto disiscritta descadastrado descadastrada afgemeld uitgeschreven",
)

NOT = _known(
    "no not non never without kein keine keinen nicht nie ohne ne pas sans jamais aucun aucune",
    "sin nunca ningún senza mai nessun não sem nem geen niet nooit zonder dont",
)

COUNTS = _known(
    "click clicks clicked open opens opened sent received count number n date day time rate source",
    "version frequency campaign cmp id ip type name address adresse klicks anzahl datum quelle",
    "geöffnet fecha número data numero nombre aantal bron clics aperture abertos cliques revenue",
    "spend orders service services bounce bounced response responded",
)
"""With one of these a column is about something else: when, how often, by which text."""

BY_EMAIL = _known(
    "email mail emails courriel correo newsletter newsletters nieuwsbrief infolettre boletín",
    "mailing",
)
BY_PHONE = _known(
    "phone telephone call calls sms whatsapp mobile telefon anruf telefonwerbung téléphone appel",
    "teléfono llamada telefono chiamata telefone ligação chamada telefoon bellen mobil handy tel",
)
BY_POST = _known("post postal letter brief courrier postale carta lettera briefpost")

YES = _known(
    "yes y true t 1 1.0 on x ja j wahr oui o vrai si sì sí s vero verdadero sim verdadeiro waar",
    "granted given agreed accepted allowed subscribed optin opt-in optedin confirmed permitted",
    "erteilt zugestimmt erlaubt angemeldet bestätigt accordé accepté inscrit abonné aceptado",
    "concedido suscrito accettato concesso iscritto aceito aceite inscrito akkoord toegestaan",
    "ingeschreven aangemeld doi ✓ ✔",
) | {"opted in", "opt in", "double opt-in", "double opt in"}

NO = _known(
    "no n false f 0 0.0 off nein falsch non faux falso não nee onwaar denied declined refused",
    "withdrawn revoked unsubscribed optout opt-out optedout abgelehnt widerrufen abgemeldet",
    "verweigert refusé désinscrit désabonné rechazado denegado baja rifiutato negato disiscritto",
    "recusado negado descadastrado geweigerd afgemeld uitgeschreven ✗ ✘",
) | {"opted out", "opt out", "not given", "nicht erteilt", "do not contact"}

OPEN = _known(
    "unknown pending open unbekannt offen ausstehend inconnu attente desconocido pendiente",
    "sconosciuto attesa desconhecido pendente onbekend ? - n/a na none null unset",
) | {"", "not asked", "not set", "en attente", "single opt-in", "in attesa"}
"""Neither: nobody is written to on their account."""
