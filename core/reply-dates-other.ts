import type { DateWords } from "@/core/reply-words";

/** Words of dates in a language replies are not fully read in: enough for the day somebody is back. */
export interface OtherDates {
  /** Frequent words that tell it from its neighbours. */
  readonly telltale: RegExp;
  readonly dates: DateWords;
}

/** What no absence is said in, but a reader asks for. */
const same = { monthFirst: false, of: "\\.?", quarter: "(?!)", summer: "(?!)" } as const;
const words = (list: string): string[] => list.split(" ");
const telltale = (list: string): RegExp => new RegExp(`(?<!\\p{L})(?:${list.replaceAll(" ", "|")})(?!\\p{L})`, "gu");

const italian: OtherDates = {
  telltale: telltale("il che per non sono sarò della grazie fino dal di rientrerò rientro ufficio ferie in mi alle"),
  dates: {
    ...same,
    months: words(
      "gen(?:naio)? feb(?:braio)? mar(?:zo)? apr(?:ile)? mag(?:gio)? giu(?:gno)? lug(?:lio)? ago(?:sto)? set(?:tembre)? ott(?:obre)? nov(?:embre)? dic(?:embre)?",
    ),
    weekdays: words("luned[ìi] marted[ìi] mercoled[ìi] gioved[ìi] venerd[ìi] sabato domenica"),
    numbers: words("una?|un due tre|alcune quattro cinque sei sette otto nove dieci undici dodici"),
    day: "giorn[oi]",
    week: "settiman[ae]",
    month: "mes[ei]",
    year: "ann[oi]",
    tomorrow: "domani",
    next: "prossim[aoe]",
    within: "tra|fra|per|entro",
    back: /(?:rientr(?:o|er[òo]|iamo|eremo)|torn(?:o|er[òo])|di ritorno|di nuovo|nuovamente|disponibile|raggiungibile|a partire|risponder[òo])[ ,:]*(?:(?:in ufficio|al lavoro|operativ[oa]|disponibile|a partire)[ ,:]*)*(?:dal(?:l')? ?|il |l'|al |da )?(?:giorno )?(?:[a-z]+d[ìi][,.]? )?$/u,
    until:
      /(?:(?:fino|sino)[ ,:]*(?:a|al|all'|alla)?|\bal|-|–|—)[ ,:]*(?:(?:giorno|fine(?: di)?)[ ,]*)*(?:[a-z]+d[ìi][,.]? )?$/u,
    since: /(?:\bdal?|\bdall')[ ,:]*(?:giorno )?(?:[a-z]+d[ìi][,.]? )?$/u,
  },
};

const dutch: OtherDates = {
  telltale: telltale("de het een en niet van ik uw op met ben tot voor weer mijn graag aan afwezig maart"),
  dates: {
    ...same,
    months: words(
      "jan(?:uari)? feb(?:ruari)? maart|mrt apr(?:il)? mei juni? juli? aug(?:ustus)? sept?(?:ember)? okt(?:ober)? nov(?:ember)? dec(?:ember)?",
    ),
    weekdays: words("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"),
    numbers: words("een|één twee drie|enkele vier vijf zes zeven acht negen tien elf twaalf"),
    day: "dag(?:en)?",
    week: "we(?:ek|ken)",
    month: "maand(?:en)?",
    year: "ja(?:ar|ren)",
    tomorrow: "morgen",
    next: "volgende?|komende",
    within: "over|binnen|voor",
    back: /(?:terug|aanwezig|bereikbaar|beschikbaar|weer (?:op kantoor|aan het werk))[ ,:]*(?:(?:op kantoor|vanaf|op|per)[ ,:]*)*(?:[a-z]+dag[,.]? )?$/u,
    until: /(?:tot|t\/m|-|–|—)[ ,:]*(?:en met )?(?:de )?(?:[a-z]+dag[,.]? )?$/u,
    since: /(?:van|vanaf|sinds|per)[ ,:]*(?:[a-z]+dag[,.]? )?$/u,
  },
};

const portuguese: OtherDates = {
  telltale: telltale(
    "o os não para com uma do da em por até obrigado obrigada estou estarei meu minha dia férias retorno",
  ),
  dates: {
    ...same,
    of: "(?:º|o)?(?: de)?",
    months: words(
      "jan(?:eiro)? fev(?:ereiro)? mar(?:ço)? abr(?:il)? mai(?:o)? jun(?:ho)? jul(?:ho)? ago(?:sto)? set(?:embro)? out(?:ubro)? nov(?:embro)? dez(?:embro)?",
    ),
    weekdays: words(
      "segunda(?:-feira)? ter[çc]a(?:-feira)? quarta(?:-feira)? quinta(?:-feira)? sexta(?:-feira)? s[áa]bado domingo",
    ),
    numbers: words("uma?|um duas|dois tr[êe]s quatro cinco seis sete oito nove dez onze doze"),
    day: "dias?",
    week: "semanas?",
    month: "m[êe]s(?:es)?",
    year: "anos?",
    tomorrow: "amanhã",
    next: "pr[óo]xim[ao]|que vem",
    within: "em|dentro de|daqui a|por|durante",
    back: /(?:volto|voltarei|retorno|retornarei|regresso|regressarei|de volta|dispon[íi]vel|a partir)[ ,:]*(?:(?:ao (?:trabalho|escrit[óo]rio)|a partir|de volta)[ ,:]*)*(?:no |do |de |em |a |ao )?(?:dia )?(?:\p{L}+-feira[,.]? ?)?$/u,
    until: /(?:at[ée]|\bao?|-|–|—)[ ,:]*(?:(?:o|ao|a|dia)[ ,]+)*(?:\p{L}+-feira[,.]? ?)?$/u,
    since: /(?:\bde|\bdo|desde)[ ,:]*(?:o )?(?:dia )?(?:\p{L}+-feira[,.]? ?)?$/u,
  },
};

const swedish: OtherDates = {
  telltale: telltale("och jag är inte att på för med till den tillbaka åter semester"),
  dates: {
    ...same,
    months: words(
      "jan(?:uari)? feb(?:ruari)? mars? apr(?:il)? maj juni? juli? aug(?:usti)? sept?(?:ember)? okt(?:ober)? nov(?:ember)? dec(?:ember)?",
    ),
    weekdays: words("måndag tisdag onsdag torsdag fredag lördag söndag"),
    numbers: words("en|ett två tre|några fyra fem sex sju åtta nio tio elva tolv"),
    day: "dag(?:ar)?",
    week: "veck(?:a|or)",
    month: "månad(?:er)?",
    year: "år",
    tomorrow: "imorgon|i morgon",
    next: "nästa",
    within: "om|inom",
    back: /(?:tillbaka|åter|nås)[ ,:]*(?:(?:på kontoret|på jobbet|i tjänst|igen)[ ,:]*)*(?:på |från |fr\.?o\.?m\.? ?)?(?:\p{L}+dag[,.]? )?(?:den )?$/u,
    until: /(?:till|t\.?o\.?m\.?|-|–|—)[ ,:]*(?:och med )?(?:\p{L}+dag[,.]? )?(?:den )?$/u,
    since: /(?:från|fr\.?o\.?m\.?|sedan)[ ,:]*(?:och med )?(?:\p{L}+dag[,.]? )?(?:den )?$/u,
  },
};

/** Danish and Norwegian say dates alike. */
const danish: OtherDates = {
  telltale: telltale("og jeg er ikke at på for med til den tilbage tilbake af av ferie fra"),
  dates: {
    ...same,
    months: words(
      "jan(?:uar)? feb(?:ruar)? marts?|mars apr(?:il)? maj|mai juni? juli? aug(?:ust)? sept?(?:ember)? okt(?:ober)? nov(?:ember)? des(?:ember)?|dec(?:ember)?",
    ),
    weekdays: words("mandag tirsdag onsdag torsdag fredag lørdag søndag"),
    numbers: words("en|et|ett to tre|nogle|noen fire fem seks syv|sju otte|åtte ni ti elleve|elve tolv"),
    day: "dag(?:e|er)?",
    week: "uge[rn]?|uke[rn]?",
    month: "måned(?:er)?",
    year: "år",
    tomorrow: "i morgen",
    next: "næste|neste",
    within: "om|inden for|innen",
    back: /(?:tilbage|tilbake|at træffe|å treffe)[ ,:]*(?:(?:på (?:kontoret|jobb?e?n?t?)|igen|igjen)[ ,:]*)*(?:på |fra )?(?:\p{L}+dag[,.]? )?(?:den |d\. ?)?$/u,
    until: /(?:til|indtil|t\.?o\.?m\.?|-|–|—)[ ,:]*(?:og med )?(?:\p{L}+dag[,.]? )?(?:den |d\. ?)?$/u,
    since: /(?:fra|siden)[ ,:]*(?:og med )?(?:\p{L}+dag[,.]? )?(?:den |d\. ?)?$/u,
  },
};

const polish: OtherDates = {
  telltale: telltale("w na nie jest jestem się z do od proszę będę wracam dnia urlopie dziękuję"),
  dates: {
    ...same,
    months: words(
      "stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrze[śs]nia pa[źz]dziernika listopada grudnia",
    ),
    weekdays: words("poniedzia[łl]ek wtorek [śs]rod[ęe] czwartek pi[ąa]tek sobot[ęe] niedziel[ęe]"),
    numbers: words(
      "jeden dwa trzy|kilka cztery pi[ęe][ćc] sze[śs][ćc] siedem osiem dziewi[ęe][ćc] dziesi[ęe][ćc] jedena[śs]cie dwana[śs]cie",
    ),
    day: "dni|dzie[ńn]",
    week: "tydzie[ńn]|tygodnie|tygodni",
    month: "miesi[ąa]c|miesi[ąa]ce|miesi[ęe]cy",
    year: "rok|lata|lat",
    tomorrow: "jutro",
    next: "przysz[łl]y|nast[ęe]pny",
    within: "za|przez",
    back: /(?:wracam|wr[óo]c[ęe]|powr[óo]t|z powrotem|ponownie|dost[ęe]pn[ya])[ ,:]*(?:(?:do (?:biura|pracy)|ponownie|od|w|we|dnia)[ ,:]+)*(?:\p{L}+[,.]? )?$/u,
    until: /(?:\bdo|-|–|—)[ ,:]*(?:dnia )?$/u,
    since: /(?:\bod|\bw dniach)[ ,:]*(?:dnia )?$/u,
  },
};

const czech: OtherDates = {
  telltale: telltale("jsem do se na je od vracím budu v dovolené a kanceláři děkuji"),
  dates: {
    ...same,
    months: words(
      "ledna [úu]nora b[řr]ezna dubna kv[ěe]tna [čc]ervna [čc]ervence srpna z[áa][řr][íi] [řr][íi]jna listopadu prosince",
    ),
    weekdays: words("pond[ěe]l[íi] [úu]ter[ýy] st[řr]edu [čc]tvrtek p[áa]tek sobotu ned[ěe]li"),
    numbers: words(
      "jeden dva t[řr]i|n[ěe]kolik [čc]ty[řr]i p[ěe]t [šs]est sedm osm dev[ěe]t deset jeden[áa]ct dvan[áa]ct",
    ),
    day: "dny|dn[íi]|den",
    week: "t[ýy]den|t[ýy]dny|t[ýy]dn[ůu]",
    month: "m[ěe]s[íi]c[eů]?",
    year: "rok[yu]?|let",
    tomorrow: "z[íi]tra",
    next: "p[řr][íi][šs]t[íi]",
    within: "za",
    back: /(?:vrac[íi]m se|vr[áa]t[íi]m se|zp[ěe]t|op[ěe]t|k dispozici)[ ,:]*(?:(?:do (?:kancel[áa][řr]e|pr[áa]ce)|v kancel[áa][řr]i|od|v|dne)[ ,:]+)*(?:\p{L}+[,.]? )?$/u,
    until: /(?:\bdo|-|–|—)[ ,:]*(?:dne )?$/u,
    since: /(?:\bod)[ ,:]*(?:dne )?$/u,
  },
};

export const otherDates: readonly OtherDates[] = [italian, dutch, portuguese, swedish, danish, polish, czech];
