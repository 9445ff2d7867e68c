"""Names of months in thirty languages, and which language a column is written in.

One word can mean two months: listopad is October in Croatia and November in Poland. The language is
therefore a question for the whole column.
"""

import unicodedata
from collections.abc import Set as AbstractSet
from functools import lru_cache

LANGUAGES = {
    "en": (
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
        "september sep sept|october oct|november nov|december dec"
    ),
    "de": (
        "januar jan janner|februar feb feber|marz mar mrz|april apr|mai|juni jun|juli jul|"
        "august aug|september sept sep|oktober okt|november nov|dezember dez"
    ),
    "fr": (
        "janvier janv jan|fevrier fevr fev|mars|avril avr|mai|juin jun|juillet juil jul|"
        "aout aou|septembre sept sep|octobre oct|novembre nov|decembre dec"
    ),
    "es": (
        "enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago|"
        "septiembre sept set setiembre|octubre oct|noviembre nov|diciembre dic"
    ),
    "it": (
        "gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug|"
        "agosto ago|settembre set sett|ottobre ott|novembre nov|dicembre dic"
    ),
    "nl": (
        "januari jan|februari feb|maart mrt mar|april apr|mei|juni jun|juli jul|augustus aug|"
        "september sep|oktober okt|november nov|december dec"
    ),
    "pt": (
        "janeiro jan|fevereiro fev|marco mar|abril abr|maio mai|junho jun|julho jul|"
        "agosto ago|setembro set|outubro out|novembro nov|dezembro dez"
    ),
    "pl": (
        "stycznia sty styczen|lutego lut luty|marca mar marzec|kwietnia kwi kwiecien|"
        "maja maj|czerwca cze czerwiec|lipca lip lipiec|sierpnia sie sierpien|"
        "wrzesnia wrz wrzesien|pazdziernika paz pazdziernik|listopada lis listopad|"
        "grudnia gru grudzien"
    ),
    "ru": (
        "января янв январь|февраля февр февраль|марта мар март|апреля апр апрель|мая маи|"
        "июня июн июнь|июля июл июль|августа авг август|сентября сент сентябрь сен|"
        "октября окт октябрь|ноября нояб ноябрь ноя|декабря дек декабрь"
    ),
    "uk": (
        "січня січ січень|лютого лют лютии|березня бер березень|квітня квіт квітень кві|"
        "травня трав травень тра|червня черв червень чер|липня лип липень|серпня серп серпень сер|"
        "вересня вер вересень|жовтня жовт жовтень жов|листопада лист листопад лис|"
        "грудня груд грудень гру"
    ),
    "cs": (
        "ledna led leden|unora uno unor|brezna bre brezen|dubna dub duben|kvetna kve kveten|"
        "cervna cvn cerven|cervence cvc cervenec|srpna srp srpen|zari zar|rijna rij rijen|"
        "listopadu lis listopad|prosince pro prosinec"
    ),
    "sk": (
        "januara jan januar|februara feb februar|marca mar marec|aprila apr april|maja maj|"
        "juna jun|jula jul|augusta aug august|septembra sep september|oktobra okt oktober|"
        "novembra nov november|decembra dec december"
    ),
    "sl": (
        "januar jan|februar feb|marec mar|april apr|maj|junij jun|julij jul|avgust avg|"
        "september sep|oktober okt|november nov|december dec"
    ),
    "hr": (
        "sijecnja sij sijecanj|veljace velj veljaca|ozujka ozu ozujak|travnja tra travanj|"
        "svibnja svi svibanj|lipnja lip lipanj|srpnja srp srpanj|kolovoza kol kolovoz|"
        "rujna ruj rujan|listopada lis listopad|studenoga stu studeni|prosinca pro prosinac"
    ),
    "bg": (
        "януари яну|февруари фев|март|април апр|маи|юни|юли|август авг|септември сеп|"
        "октомври окт|ноември ное|декември дек"
    ),
    "sv": (
        "januari jan|februari feb|mars|april apr|maj|juni|juli|augusti aug|september sep|"
        "oktober okt|november nov|december dec"
    ),
    "da": (
        "januar jan|februar feb|marts mar|april apr|maj|juni jun|juli jul|august aug|"
        "september sep|oktober okt|november nov|december dec"
    ),
    "nb": (
        "januar jan|februar feb|mars mar|april apr|mai|juni jun|juli jul|august aug|"
        "september sep|oktober okt|november nov|desember des"
    ),
    "fi": (
        "tammikuuta tammi tammikuu|helmikuuta helmi helmikuu|maaliskuuta maalis maaliskuu|"
        "huhtikuuta huhti huhtikuu|toukokuuta touko toukokuu|kesakuuta kesa kesakuu|"
        "heinakuuta heina heinakuu|elokuuta elo elokuu|syyskuuta syys syyskuu|"
        "lokakuuta loka lokakuu|marraskuuta marras marraskuu|joulukuuta joulu joulukuu"
    ),
    "tr": (
        "ocak oca|subat sub|mart mar|nisan nis|mayis may|haziran haz|temmuz tem|agustos agu|"
        "eylul eyl|ekim eki|kasim kas|aralik ara"
    ),
    "hu": (
        "januar jan|februar febr feb|marcius marc mar|aprilis apr|majus maj|junius jun|"
        "julius jul|augusztus aug|szeptember szept szep sze|oktober okt|november nov|december dec"
    ),
    "el": (
        "ιανουαριου ιαν ιανουαριος|φεβρουαριου φεβ φεβρουαριος|μαρτιου μαρ μαρτιος|"
        "απριλιου απρ απριλιος|μαιου μαι μαιος|ιουνιου ιουν ιουνιος|ιουλιου ιουλ ιουλιος|"
        "αυγουστου αυγ αυγουστος|σεπτεμβριου σεπ σεπτεμβριος|οκτωβριου οκτ οκτωβριος|"
        "νοεμβριου νοε νοεμβριος|δεκεμβριου δεκ δεκεμβριος"
    ),
    "ro": (
        "ianuarie ian|februarie feb|martie mar|aprilie apr|mai|iunie iun|iulie iul|"
        "august aug|septembrie sept sep|octombrie oct|noiembrie nov noi|decembrie dec"
    ),
    "ca": (
        "gener gen|febrer febr|marc|abril abr|maig|juny|juliol jul|agost ag|setembre set|"
        "octubre oct|novembre nov|desembre des"
    ),
    "lt": (
        "sausio saus sausis|vasario vas vasaris|kovo kov kovas|balandzio bal balandis|"
        "geguzes geg geguze|birzelio birz birzelis|liepos liep liepa|"
        "rugpjucio rugp rugpjutis|rugsejo rugs rugsejis|spalio spal spalis|"
        "lapkricio lapkr lapkritis|gruodzio gruod gruodis"
    ),
    "lv": (
        "janvaris janv jan|februaris febr feb|marts|aprilis apr|maijs|junijs jun|julijs jul|"
        "augusts aug|septembris sept sep|oktobris okt|novembris nov|decembris dec"
    ),
    "et": (
        "jaanuar jaan|veebruar veebr|marts|aprill apr|mai|juuni|juuli|august aug|"
        "september sept|oktoober okt|november nov|detsember dets"
    ),
    "id": (
        "januari jan|februari feb|maret mar|april apr|mei|juni jun|juli jul|agustus agu|"
        "september sep|oktober okt|november nov|desember des"
    ),
    "ar": "يناير|فبراير|مارس|ابريل|مايو|يونيو|يوليو|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر",
    "he": "ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר",
}
"""Names from January to December, without accents and dots: in full, short, and by themselves.

The languages' own forms are those of the Unicode Common Locale Data Repository (CLDR 48).
"""


@lru_cache(maxsize=4096)
def plain_word(word: str) -> str:
    """Return a word in lower case without accents.

    Parameters
    ----------
    word : str

    Returns
    -------
    str

    Examples
    --------
    >>> plain_word("Août")
    'aout'
    """
    apart = unicodedata.normalize("NFKD", word.lower().replace("ı", "i"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


@lru_cache(maxsize=1)
def by_language() -> dict[str, dict[str, int]]:
    """Return the number of the month that each word means, by language.

    Returns
    -------
    dict of str to dict of str to int
    """
    return {
        language: {
            name: number
            for number, names in enumerate(listed.split("|"), start=1)
            for name in names.split()
        }
        for language, listed in LANGUAGES.items()
    }


@lru_cache(maxsize=1)
def meanings() -> dict[str, frozenset[int]]:
    """Return the months that a word means in any language.

    Returns
    -------
    dict of str to frozenset of int
    """
    found: dict[str, set[int]] = {}
    for words in by_language().values():
        for name, number in words.items():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def is_month(word: str) -> bool:
    """Return whether a word names a month in some language.

    Parameters
    ----------
    word : str

    Returns
    -------
    bool
    """
    return plain_word(word) in meanings()


def months_of(words: AbstractSet[str]) -> dict[str, int] | None:
    """Return what the names of months in one column mean.

    Parameters
    ----------
    words : set of str

    Returns
    -------
    dict of str to int or None
        None where a word is no month, or means two in the languages that have all words.

    Examples
    --------
    >>> months_of({"March", "dec"}), months_of({"listopada", "lipca"}), months_of({"listopada"})
    ({'March': 3, 'dec': 12}, {'lipca': 7, 'listopada': 11}, None)
    """
    plain = {plain_word(word) for word in words}
    fitting = [known for known in by_language().values() if plain <= known.keys()]
    if fitting:
        found = {name: {known[name] for known in fitting} for name in plain}
    else:
        found = {name: meanings().get(name, frozenset()) for name in plain}
    if any(len(months) != 1 for months in found.values()):
        return None
    return {word: next(iter(found[plain_word(word)])) for word in sorted(words)}
