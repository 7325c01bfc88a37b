/**
 * Italian, Dutch, Portuguese, Polish and the Scandinavian languages: what must not be missed in a language replies are not fully
 * read in. Somebody is away or gone, our mail was received, or the writer wants no more of it. Text as core/reply-words says.
 */
export interface OtherWords {
  readonly outOfOffice: RegExp;
  readonly leftCompany: RegExp;
  readonly acknowledged: RegExp;
  readonly stopSentence: RegExp;
}

export const otherWords: OtherWords = {
  outOfOffice: anyOf(
    /(?:\bsono|sar[òo]|saremo|siamo|mi trovo) (?:attualmente |al momento )?(?:assent[ei]|fuori (?:ufficio|sede|dall'ufficio)|in (?:ferie|vacanza|malattia|maternit[àa]|trasferta|congedo)\b)|assente dall'ufficio|rientrer[òo]|al mio rientro|durante la mia assenza/,
    /(?:ik ben|ben ik|wij zijn) (?:[\p{L}\d./-]+ ){0,7}?(?:afwezig|met (?:vakantie|verlof|zwangerschapsverlof)|op (?:vakantie|zakenreis)|niet (?:aanwezig|op kantoor|bereikbaar))|weer (?:op kantoor|aanwezig|bereikbaar)|tijdens mijn afwezigheid/u,
    /(?:estou|estarei|encontro-me|me encontro) (?:atualmente |actualmente |temporariamente )?(?:fora (?:do escrit[óo]rio|da empresa)|ausente|de (?:f[ée]rias|licen[çc]a|baixa)|em (?:f[ée]rias|viagem|licen[çc]a))|durante (?:a )?minha aus[êe]ncia|no meu regresso/,
    /(?:jestem|b[ęe]d[ęe]|przebywam) (?:obecnie )?(?:na (?:urlopie|zwolnieniu|delegacji)|poza biurem|nieobecn[ya])|po (?:moim )?powrocie/,
    /jag [äa]r (?:f[öo]r n[äa]rvarande |just nu )?(?:inte p[åa] kontoret|ledig|p[åa] semester|f[öo]r[äa]ldraledig|bortrest|tj[äa]nsteresa)|jeg er (?:for tiden |i [øo]jeblikket )?(?:ikke p[åa] kontoret|p[åa] (?:ferie|barsel|orlov)|bortrejst|frav[æa]rende)|tillbaka p[åa] kontoret|tilbage p[åa] kontoret|tilbake p[åa] kontoret/,
  ),
  leftCompany: anyOf(
    /non (?:lavora|lavoro|fa|faccio) pi[ùu] (?:parte|in azienda|presso|per|qui|con noi)|(?:casella|indirizzo)\b.{0,40}non [èe] pi[ùu] (?:attiv|presidiat|utilizzat)/,
    /(?:werkt|werk|is|ben) (?:\p{L}+ ){0,2}?niet (?:meer|langer) (?:werkzaam|in dienst|bij|hier|voor)\b/u,
    /j[áa] n[ãa]o (?:trabalh[ao]|faz parte|fa[çc]o parte|colabora)|n[ãa]o (?:trabalha|faz parte) mais/,
    /(?:ju[żz] nie pracuj[ęe]|nie pracuj[ęe] ju[żz])/,
    /(?:arbetar|jobbar|arbejder|jobber) (?:\p{L}+ )?(?:inte|ikke) l[äæ]n?gre|(?:har )?slutat p[åa]/u,
  ),
  acknowledged: anyOf(
    /abbiamo ricevuto (?:la|il) (?:sua|suo|tua|tuo|vostra|vostro)/,
    /(?:hebben|is) (?:uw|je) (?:bericht|e-?mail|mail|aanvraag|vraag).{0,20}ontvangen|(?:uw|je) (?:bericht|aanvraag|e-?mail) is (?:in goede orde )?ontvangen/,
    /recebemos (?:a |o )?(?:sua|seu|tua|teu)|(?:sua|seu) (?:mensagem|e-?mail|pedido) foi recebid/,
    /otrzymali[śs]my (?:pa[ńn]stwa|pani|pana|twoj)|zg[łl]oszenie .{0,20}zosta[łl]o (?:przyj[ęe]te|zarejestrowane)/,
    /vi har (?:tagit emot|mottagit|modtaget|mottatt) (?:ditt|din|dit|deres)/,
  ),
  stopSentence: anyOf(
    /(?:cancell|rimuov|elimin)(?:a|ate|e|ete)mi\b|toglie(?:te)?mi\b|mi (?:cancelli|tolga|rimuova|elimini)(?:te)? (?:da|dal)|(?:cancell|rimuov|elimin)\w+ (?:il mio (?:indirizzo|nome|contatto)|la mia (?:e-?mail|mail)|i miei dati)|non (?:voglio|desidero|vogliamo|desideriamo|intendo) (?:pi[ùu] )?(?:ricevere|essere contattat)|non (?:scrivetemi|scrivermi|contattatemi|contattarmi|mandatemi|inviatemi|mi scriva)\b|smett\w+ di (?:scriver|inviar|mandar|contattar)/,
    /(?:schrijf|haal|meld) (?:mij|me|ons) .{0,40}\b(?:uit|af|van)\b(?! voor)|verwijder (?:mij|me|ons|mijn (?:adres|e-?mail\p{L}*|gegevens))|(?:geen|niet) (?:verdere |meer )?(?:mails?|e-?mails?|berichten|reclame) (?:meer )?(?:(?:te )?ontvangen|(?:te )?sturen)|stuur (?:mij|me|ons) geen|stop met (?:mailen|sturen|schrijven)|^(?:graag )?(?:uitschrijven|afmelden)(?: a\.?u\.?b\.?| graag| alstublieft)?[.! ]*$/u,
    /(?:remov|retir|exclu|elimin|apagu?|tir)(?:a|e|am|em|er|ar|ir)?(?:-me| (?:o )?meu (?:e-?mail|contacto|contato|endere[çc]o|nome)| (?:os )?meus dados)|n[ãa]o (?:quero|desejo|pretendo) (?:mais )?receber|n[ãa]o me (?:envie|contacte|contate|escreva|mande)m?\b|par(?:e|em) de (?:me )?(?:enviar|mandar|escrever|contatar|contactar)|descadastr/,
    /(?:usu[ńn](?:cie)?|wypisz(?:cie)?|wykre[śs]l(?:cie)?) (?:mnie|nas|m[óo]j (?:adres|e?-?mail)|moje dane)|prosz[ęe] o (?:usuni[ęe]cie|wypisanie)|nie (?:chc[ęe]|[żz]ycz[ęe] sobie) (?:otrzymywa[ćc]|dostawa[ćc])|prosz[ęe] (?:mi )?(?:wi[ęe]cej |ju[żz] )?nie (?:pisa[ćc]|wysy[łl]a[ćc]|kontaktowa[ćc])/,
    /ta bort mig|avregistrera mig|sluta (?:mejla|skriva|skicka)|fjern mig|fjern meg|afmeld mig|meld meg av|stop med at (?:skrive|sende)|slutt (?:å|a) sende/,
  ),
};

function anyOf(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => `(?:${source})`).join("|"), "u");
}
