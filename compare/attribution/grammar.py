"""The function words that the search for reported speech needs, by language."""

from __future__ import annotations

from dataclasses import dataclass


def word_set(words: str) -> frozenset[str]:
    """The words of a line, separated by spaces."""
    return frozenset(words.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Closed classes of one language, case-folded; ``bare`` tells whether a clause may follow a cue
    unmarked."""

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
    complementisers=word_set("that whether if how why what"),
    pronouns=word_set("he she they i we you it who himself herself"),
    relatives=word_set("who which whom whose where"),
    determiners=word_set(
        "the a an this that these those his her their its our my your some many several all both no "
        "any each every one two three four five another other most few"
    ),
    prepositions=word_set(
        "of in on at to for from with by about against over under after before during through "
        "between among into since until within without across behind despite following near per "
        "toward towards via amid upon"
    ),
    inside_names=word_set("of for from with at in on to"),
    conjunctions=word_set("and or but nor yet so"),
    subordinators=word_set(
        "because although though while when whenever if unless that than whereas where since as "
        "after before until once what how why whether even"
    ),
    auxiliaries=word_set(
        "is are am was were be been being has have had having do does did will would can could may "
        "might must shall should 's 're 've 'd 'm 'll isn't aren't wasn't weren't hasn't haven't "
        "hadn't don't doesn't didn't won't wouldn't can't couldn't"
    ),
    be=word_set("is are am was were be been being 's 're 'm isn't aren't wasn't weren't"),
    modals=word_set("will would can could may might must shall should won't wouldn't can't couldn't"),
    negations=word_set(
        "not never n't didn't don't doesn't hasn't haven't won't wouldn't couldn't can't isn't wasn't hadn't"
    ),
    adverbs=word_set(
        "also then later again once further still already often always just only even now recently "
        "today yesterday earlier first previously meanwhile however moreover furthermore so instead "
        "simply long since soon perhaps not never reportedly both"
    ),
    times=word_set(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may "
        "june july august september october november december today yesterday tonight week month "
        "year morning evening afternoon night day earlier later recently last this late early "
        "mid-day noon ago"
    ),
    by=word_set("by"),
    anaphors=(
        ("this",),
        ("this", "information"),
        ("the", "information"),
        ("that", "information"),
        ("it",),
        ("this", "news"),
    ),
    as_words=word_set("as"),
    addressee=word_set("to"),
    possessives=word_set("his her their its"),
    infinitive=word_set("to"),
    bare=True,
)
_FR = Grammar(
    complementisers=word_set("que qu' si comment pourquoi combien"),
    pronouns=word_set(
        "il elle ils elles on je j' nous qui -il -elle -ils -elles -on -t-il -t-elle -t-on lui "
        "celui-ci celle-ci"
    ),
    relatives=word_set("qui que qu' dont où lequel laquelle lesquels lesquelles duquel auquel"),
    determiners=word_set(
        "le la les l' un une des du ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes "
        "aucun plusieurs quelques certains certaines deux trois quatre chaque tout toute tous "
        "toutes"
    ),
    prepositions=word_set(
        "de d' du des à au aux en dans sur pour par avec sans contre sous entre chez vers depuis "
        "pendant lors après avant devant derrière malgré selon dès jusqu' parmi envers"
    ),
    inside_names=word_set("de d' du des à au aux en pour chargé chargée"),
    conjunctions=word_set("et ou mais ni or donc car"),
    subordinators=word_set(
        "que qu' parce lorsque lorsqu' quand si comme alors tandis puisque puisqu' quoique où dont qui afin"
    ),
    auxiliaries=word_set(
        "a ont ai as avons avez sommes êtes avait avaient est sont était étaient été être avoir "
        "ayant étant aura auront aurait auraient sera seront serait seraient peut peuvent doit "
        "doivent va vont fut furent eut eurent soit n' ne s' se"
    ),
    be=word_set("est sont était étaient été être étant sera seront serait seraient fut furent soit"),
    modals=word_set("peut peuvent doit doivent va vont pourrait pourraient devrait devraient"),
    negations=word_set("pas jamais plus n' ne"),
    adverbs=word_set(
        "aussi ensuite également encore déjà toujours notamment ainsi alors puis hier aujourd'hui "
        "demain toutefois cependant pourtant néanmoins par ailleurs enfin même bien n' ne l' y en "
        "lui leur se s' pas jamais plus le les vivement fermement volontiers souvent"
    ),
    times=word_set(
        "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin "
        "juillet août septembre octobre novembre décembre hier aujourd'hui matin soir midi semaine "
        "mois année jour dernier dernière tard tôt"
    ),
    by=word_set("par"),
    anaphors=(
        ("cela",),
        ("ceci",),
        ("c'",),
        ("cette", "information"),
        ("l'", "information"),
        ("la", "nouvelle"),
        ("ce", "qu'"),
    ),
    as_words=word_set("comme ainsi"),
    addressee=word_set("à au aux"),
    possessives=word_set("son sa ses leur leurs"),
    infinitive=word_set("à de d'"),
)
_RU = Grammar(
    complementisers=word_set("что чтобы будто якобы как ли почему"),
    pronouns=word_set("он она они оно я мы кто который которая которые тот та те последний"),
    relatives=word_set("который которая которое которые которого которой которых кто где"),
    determiners=word_set(
        "этот эта это эти тот та те его ее их наш наши ваш ваша ваши свой свои все оба "
        "обе один одна два три некоторые"
    ),
    prepositions=word_set(
        "в во на по о об обо с со из от до для к ко при за под над перед между через без после "
        "против ради среди у около про вследствие вопреки благодаря согласно ввиду"
    ),
    inside_names=word_set("по при от из для"),
    conjunctions=word_set("и а но или да однако либо"),
    subordinators=word_set(
        "что чтобы когда если хотя потому поскольку пока как где куда который которая которое которые будто"
    ),
    auxiliaries=word_set("был была было были будет будут быть не бы"),
    be=word_set("был была было были будет будут быть"),
    modals=word_set("может могут должен должна должны"),
    negations=word_set("не никогда ни"),
    adverbs=word_set(
        "также тоже потом затем позже ранее снова еще уже вновь теперь сегодня вчера завтра однако "
        "впрочем накануне дополнительно отдельно особо лично не же"
    ),
    times=word_set(
        "понедельник вторник среду четверг пятницу субботу воскресенье января февраля марта апреля "
        "мая июня июля августа сентября октября ноября декабря сегодня вчера накануне утром вечером "
        "днем ночью неделе неделю году месяце года минувшую прошлой этой"
    ),
    by=frozenset(),
    anaphors=(
        ("об", "этом"),
        ("это",),
        ("эту", "информацию"),
        ("данную", "информацию"),
        ("соответствующую", "информацию"),
    ),
    as_words=word_set("как"),
    addressee=frozenset(),
    possessives=word_set("его ее их свой свое своем своей своего своих"),
    infinitive=frozenset(),
)
_UK = Grammar(
    complementisers=word_set("що щоб аби нібито начебто мовляв як чи чому ніби буцімто"),
    pronouns=word_set("він вона вони воно я ми хто який яка які той ті останній"),
    relatives=word_set("який яка яке які якого якої яких хто де"),
    determiners=word_set(
        "цей ця це ці той ті його її їх їхній наш наші ваш ваша ваші свій свої всі усі обидва "
        "обидві один одна два три деякі"
    ),
    prepositions=word_set(
        "в у во на по про о об з із зі від од до для к при за під над перед між через без після "
        "проти серед біля коло щодо внаслідок попри завдяки згідно відповідно"
    ),
    inside_names=word_set("з із зі від при по для у в"),
    conjunctions=word_set("і й та а але або однак чи проте"),
    subordinators=word_set("що щоб коли якщо хоча бо оскільки поки як де куди який яка яке які ніби аби"),
    auxiliaries=word_set("був була було були буде будуть бути не би б"),
    be=word_set("був була було були буде будуть бути"),
    modals=word_set("може можуть повинен повинна повинні має мають"),
    negations=word_set("не ніколи ні"),
    adverbs=word_set(
        "також теж потім згодом пізніше раніше знову ще вже тепер сьогодні вчора завтра однак проте "
        "водночас окремо напередодні додатково особисто не так само"
    ),
    times=word_set(
        "понеділок вівторок середу четвер п'ятницю суботу неділю січня лютого березня квітня травня "
        "червня липня серпня вересня жовтня листопада грудня сьогодні вчора напередодні вранці "
        "ввечері увечері вдень вночі тижня тиждень року місяця минулого цього"
    ),
    by=frozenset(),
    anaphors=(("про", "це"), ("це",), ("цю", "інформацію"), ("відповідну", "інформацію")),
    as_words=word_set("як"),
    addressee=frozenset(),
    possessives=word_set("його її їх свій своє своєму своїй свого своїх"),
    infinitive=frozenset(),
)

_BY_LANGUAGE = {"en": _EN, "fr": _FR, "ru": _RU, "uk": _UK}


def grammar_of(language: str | None) -> Grammar:
    """The grammar of a language; outside the four, the English one, which then finds quotations at most."""
    return _BY_LANGUAGE.get(language or "en", _EN)
