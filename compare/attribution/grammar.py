"""The function words that the search for reported speech needs, by language."""

from __future__ import annotations

from dataclasses import dataclass


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Closed classes of one language, case-folded; ``bare`` tells whether a clause may follow a cue unmarked."""

    complementisers: frozenset[str]
    pronouns: frozenset[str]
    relatives: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    inside_names: frozenset[str]
    conjunctions: frozenset[str]
    subordinators: frozenset[str]
    auxiliaries: frozenset[str]
    be: frozenset[str]
    modals: frozenset[str]
    negations: frozenset[str]
    adverbs: frozenset[str]
    times: frozenset[str]
    by: frozenset[str]
    anaphors: tuple[tuple[str, ...], ...]
    as_words: frozenset[str]
    addressee: frozenset[str]
    possessives: frozenset[str]
    infinitive: frozenset[str]
    bare: bool = False


_EN = Grammar(
    complementisers=_set("that whether if how why what"),
    pronouns=_set("he she they i we you it who himself herself"),
    relatives=_set("who which whom whose where"),
    determiners=_set(
        "the a an this that these those his her their its our my your some many several all both no any each every "
        "one two three four five another other most few"
    ),
    prepositions=_set(
        "of in on at to for from with by about against over under after before during through between among into "
        "since until within without across behind despite following near per toward towards via amid upon"
    ),
    inside_names=_set("of for from with at in on to"),
    conjunctions=_set("and or but nor yet so"),
    subordinators=_set(
        "because although though while when whenever if unless that than whereas where since as after before until "
        "once what how why whether even"
    ),
    auxiliaries=_set(
        "is are am was were be been being has have had having do does did will would can could may might must shall "
        "should 's 're 've 'd 'm 'll isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't"
        " can't couldn't"
    ),
    be=_set("is are am was were be been being 's 're 'm isn't aren't wasn't weren't"),
    modals=_set("will would can could may might must shall should won't wouldn't can't couldn't"),
    negations=_set("not never n't didn't don't doesn't hasn't haven't won't wouldn't couldn't can't isn't wasn't hadn't"),
    adverbs=_set(
        "also then later again once further still already often always just only even now recently today yesterday "
        "earlier first previously meanwhile however moreover furthermore so instead simply long since soon perhaps "
        "not never reportedly both"
    ),
    times=_set(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
        "september october november december today yesterday tonight week month year morning evening afternoon night "
        "day earlier later recently last this late early mid-day noon ago"
    ),
    by=_set("by"),
    anaphors=(
        ("this",), ("this", "information"), ("the", "information"), ("that", "information"), ("it",), ("this", "news"),
    ),
    as_words=_set("as"),
    addressee=_set("to"),
    possessives=_set("his her their its"),
    infinitive=_set("to"),
    bare=True,
)
_FR = Grammar(
    complementisers=_set("que qu' si comment pourquoi combien"),
    pronouns=_set("il elle ils elles on je j' nous qui -il -elle -ils -elles -on -t-il -t-elle -t-on lui celui-ci celle-ci"),
    relatives=_set("qui que qu' dont où lequel laquelle lesquels lesquelles duquel auquel"),
    determiners=_set(
        "le la les l' un une des du ce cet cette ces son sa ses leur leurs notre nos mon ma mes aucun plusieurs "
        "quelques certains certaines deux trois quatre chaque tout toute tous toutes"
    ),
    prepositions=_set(
        "de d' du des à au aux en dans sur pour par avec sans contre sous entre chez vers depuis pendant lors après "
        "avant devant derrière malgré selon dès jusqu' parmi envers"
    ),
    inside_names=_set("de d' du des à au aux en pour chargé chargée"),
    conjunctions=_set("et ou mais ni or donc car"),
    subordinators=_set("que qu' parce lorsque lorsqu' quand si comme alors tandis puisque puisqu' quoique où dont qui afin"),
    auxiliaries=_set(
        "a ont ai as avons avez sommes êtes avait avaient est sont était étaient été être avoir ayant étant aura auront aurait auraient sera seront "
        "serait seraient peut peuvent doit doivent va vont fut furent eut eurent soit n' ne s' se"
    ),
    be=_set("est sont était étaient été être étant sera seront serait seraient fut furent soit"),
    modals=_set("peut peuvent doit doivent va vont pourrait pourraient devrait devraient"),
    negations=_set("pas jamais plus n' ne"),
    adverbs=_set(
        "aussi ensuite également encore déjà toujours notamment ainsi alors puis hier aujourd'hui demain toutefois "
        "cependant pourtant néanmoins par ailleurs enfin même bien n' ne l' y en lui leur se s' pas jamais plus le les "
        "vivement fermement"
    ),
    times=_set(
        "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre "
        "octobre novembre décembre hier aujourd'hui matin soir midi semaine mois année jour dernier dernière tard tôt"
    ),
    by=_set("par"),
    anaphors=(
        ("cela",), ("ceci",), ("c'",), ("cette", "information"), ("l'", "information"), ("la", "nouvelle"), ("ce", "qu'"),
    ),
    as_words=_set("comme ainsi"),
    addressee=_set("à au aux"),
    possessives=_set("son sa ses leur leurs"),
    infinitive=_set("à de d'"),
)
_RU = Grammar(
    complementisers=_set("что чтобы будто якобы как ли почему"),
    pronouns=_set("он она они оно я мы кто который которая которые тот та те последний"),
    relatives=_set("который которая которое которые которого которой которых кто где"),
    determiners=_set("этот эта это эти тот та те его ее их наш наши свой свои все оба обе один одна два три некоторые"),
    prepositions=_set(
        "в во на по о об обо с со из от до для к ко при за под над перед между через без после против ради среди у около "
        "про вследствие вопреки благодаря согласно ввиду"
    ),
    inside_names=_set("по при от из для"),
    conjunctions=_set("и а но или да однако либо"),
    subordinators=_set("что чтобы когда если хотя потому поскольку пока как где куда который которая которое которые будто"),
    auxiliaries=_set("был была было были будет будут быть не бы"),
    be=_set("был была было были будет будут быть"),
    modals=_set("может могут должен должна должны"),
    negations=_set("не никогда ни"),
    adverbs=_set(
        "также тоже потом затем позже ранее снова еще уже вновь теперь сегодня вчера завтра однако впрочем "
        "накануне дополнительно отдельно особо лично не же"
    ),
    times=_set(
        "понедельник вторник среду четверг пятницу субботу воскресенье января февраля марта апреля мая июня июля августа "
        "сентября октября ноября декабря сегодня вчера накануне утром вечером днем ночью неделе неделю году месяце года "
        "минувшую прошлой этой"
    ),
    by=frozenset(),
    anaphors=(("об", "этом"), ("это",), ("эту", "информацию"), ("данную", "информацию"), ("соответствующую", "информацию")),
    as_words=_set("как"),
    addressee=frozenset(),
    possessives=_set("его ее их свой свое своем своей своего своих"),
    infinitive=frozenset(),
)
_UK = Grammar(
    complementisers=_set("що щоб аби нібито начебто мовляв як чи чому ніби буцімто"),
    pronouns=_set("він вона вони воно я ми хто який яка які той та ті останній"),
    relatives=_set("який яка яке які якого якої яких хто де"),
    determiners=_set("цей ця це ці той та ті його її їх їхній наш наші свій свої всі усі обидва обидві один одна два три деякі"),
    prepositions=_set(
        "в у во на по про о об з із зі від од до для к при за під над перед між через без після проти серед біля коло "
        "щодо внаслідок попри завдяки згідно відповідно"
    ),
    inside_names=_set("з із зі від при по для у в"),
    conjunctions=_set("і й та а але або однак чи проте"),
    subordinators=_set("що щоб коли якщо хоча бо оскільки поки як де куди який яка яке які ніби аби"),
    auxiliaries=_set("був була було були буде будуть бути не би б"),
    be=_set("був була було були буде будуть бути"),
    modals=_set("може можуть повинен повинна повинні має мають"),
    negations=_set("не ніколи ні"),
    adverbs=_set(
        "також теж потім згодом пізніше раніше знову ще вже тепер сьогодні вчора завтра однак проте водночас окремо "
        "напередодні додатково особисто не так само"
    ),
    times=_set(
        "понеділок вівторок середу четвер п'ятницю суботу неділю січня лютого березня квітня травня червня липня серпня "
        "вересня жовтня листопада грудня сьогодні вчора напередодні вранці ввечері увечері вдень вночі тижня тиждень року "
        "місяця минулого цього"
    ),
    by=frozenset(),
    anaphors=(("про", "це"), ("це",), ("цю", "інформацію"), ("відповідну", "інформацію")),
    as_words=_set("як"),
    addressee=frozenset(),
    possessives=_set("його її їх свій своє своєму своїй свого своїх"),
    infinitive=frozenset(),
)

_BY_LANGUAGE = {"en": _EN, "fr": _FR, "ru": _RU, "uk": _UK}


def grammar_of(language: str | None) -> Grammar:
    """The grammar of a language; outside the four, the English one, which then finds quotations at most."""
    return _BY_LANGUAGE.get(language or "en", _EN)
