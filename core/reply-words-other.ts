import { anyOf, otherAnswers } from "@/core/reply-words-other-answers";

/**
 * What must not be missed in a language replies are not fully read in: Italian, Dutch, Portuguese, the languages of the North
 * and East of Europe, Turkish, Greek, Arabic, Hebrew, Chinese, Japanese, Korean. Somebody is away or gone, our mail was
 * received, the writer wants no more of it, says no, later or yes. Text as core/reply-words says; each in full words, since all
 * of them are tried on every text.
 */
export interface OtherWords {
  readonly outOfOffice: RegExp;
  readonly leftCompany: RegExp;
  readonly acknowledged: RegExp;
  readonly stopOnly: RegExp;
  readonly stopSentence: RegExp;
  readonly notInterested: RegExp;
  readonly notNow: RegExp;
  readonly interested: RegExp;
}

export const otherWords: OtherWords = {
  ...otherAnswers,
  outOfOffice: anyOf(
    /(?:\bsono|sar[òo]|saremo|siamo|mi trovo) (?:attualmente |al momento )?(?:assent[ei]|fuori (?:ufficio|sede|dall'ufficio)|in (?:ferie|vacanza|malattia|maternit[àa]|trasferta|congedo)\b)|assente dall'ufficio|rientrer[òo]|al mio rientro|durante la mia assenza/u,
    /(?:ik ben|ben ik|wij zijn) (?:[\p{L}\d./-]+ ){0,7}?(?:afwezig|met (?:vakantie|verlof|zwangerschapsverlof)|op (?:vakantie|zakenreis)|niet (?:aanwezig|op kantoor|bereikbaar))|weer (?:op kantoor|aanwezig|bereikbaar)|tijdens mijn afwezigheid/u,
    /(?:estou|estarei|encontro-me|me encontro) (?:atualmente |actualmente |temporariamente )?(?:fora (?:do escrit[óo]rio|da empresa)|ausente|de (?:f[ée]rias|licen[çc]a|baixa)|em (?:f[ée]rias|viagem|licen[çc]a))|durante (?:a )?minha aus[êe]ncia|no meu regresso/u,
    /(?:jestem|b[ęe]d[ęe]|przebywam) (?:obecnie )?(?:na (?:urlopie|zwolnieniu|delegacji)|poza biurem|nieobecn[ya])|po (?:moim )?powrocie/u,
    /jag [äa]r (?:f[öo]r n[äa]rvarande |just nu )?(?:inte p[åa] kontoret|ledig|p[åa] semester|f[öo]r[äa]ldraledig|bortrest|tj[äa]nsteresa)|jeg er (?:for tiden |i [øo]jeblikket )?(?:ikke p[åa] kontoret|p[åa] (?:ferie|barsel|orlov)|bortrejst|frav[æa]rende)|tillbaka p[åa] kontoret|tilbage p[åa] kontoret|tilbake p[åa] kontoret/u,
    /olen (?:\p{L}+ )?(?:lomalla|poissa|vapaalla|matkoilla|vanhempainvapaalla|sairauslomalla)|en ole (?:t[öo]iss[äa]|toimistolla)/u,
    /(?:jsem|som) (?:\p{L}+ )?(?:na dovolen(?:[ée]|ke)|mimo kancel|nep[řr][íi]tom)/u,
    /szabads[áa]gon vagyok|irod[áa]n k[íi]v[üu]l|h[áa]zon k[íi]v[üu]l|nem tart[óo]zkodom/u,
    /sunt (?:[îi]n concediu|plecat[ăa]? din|absent[ăa]?)|nu sunt la birou/u,
    /izinde(?:yim|yiz|yken)|iznimdey|ofis d[ıi][şs][ıi]nda|ofiste de[ğg]il/u,
    /(?:нахожусь|буду|сейчас|я) в (?:\p{L}+ )?(?:отпуске|командировке|декрете)|отсутствую|у відпустці|буду відсутн/u,
    /(?:είμαι|βρίσκομαι) (?:εκτός|σε άδεια)/u,
    /休暇(?:中|を(?:いただ|頂|取))|不在(?:にし|にして|のため|となり|です)|出張(?:中|のため|して)/u,
    /(?:正在|在|已|我)休假|不在(?:办公室|辦公室)|(?:正在|在)出差/u,
    /휴가 ?중|부재 ?중|출장 ?중/u,
    /خارج المكتب|في [إا]جازة|בחופש[הת]?(?!\p{L})|מחוץ למשרד/u,
  ),
  leftCompany: anyOf(
    /non (?:lavora|lavoro|fa|faccio|[èe]|sono) pi[ùu] (?:parte|in azienda|presso|per|qui|con noi|dipendente)|\b(?:ha|ho) lasciato (?:l'azienda|la (?:societ[àa]|ditta)|il gruppo)|[èe] andat[oa] in pensione|(?:casella|indirizzo)\b.{0,40}non [èe] pi[ùu] (?:attiv|presidiat|utilizzat)/u,
    /(?:werkt|werk|is|ben) (?:\p{L}+ ){0,2}?niet (?:meer|langer) (?:werkzaam|in dienst|bij|hier|voor)\b|\bwerkt hier niet (?:meer|langer)|heeft (?:ons|het|dit) bedrijf verlaten|\b(?:is|ben) uit dienst|met pensioen/u,
    /j[áa] n[ãa]o (?:trabalh[ao]|faz parte|fa[çc]o parte|colabora)|n[ãa]o (?:trabalha|faz parte) mais|\b(?:deixou|deixei) (?:a (?:empresa|companhia)|de trabalhar)|saiu da empresa|(?:se )?aposentou/u,
    /(?:ju[żz] nie pracuj[ęe]|nie pracuj[ęe] ju[żz])|zako[ńn]czy[łl]\p{L}* prac[ęe] w|odszed[łl] z|odesz[łl]a z/u,
    /(?:arbetar|jobbar|arbejder|jobber|[äe]r) (?:\p{L}+ )?(?:inte|ikke) (?:l[äæe]ng(?:re|ere|er) )(?:kvar|ansat|ansatt|anst[äa]lld|her|h[äa]r|p[åa]|hos|i|for|f[öo]r|med)(?!\p{L})|(?:har )?slutat p[åa]|har (?:slutat|sluttet)(?: (?:hos|i)\b.{0,40})?[.! ]*$/u,
    /ei (?:ole )?en[äa]{2} (?:ole )?(?:t[öo]iss[äa]|ty[öo]skentele|palveluksessa)|j[äa]{2}nyt el[äa]kkeelle/u,
    /(?:ji[žz]|u[žz]) (?:u n[áa]s |v[e]? \p{L}+ )?nepracuj/u,
    /m[áa]r nem dolgoz(?:ik|om)|nu mai lucre(?:az[ăa]|z)(?!\p{L})|art[ıi]k (?:\p{L}+ ){0,4}[çc]al[ıi][şs]m[ıi]yor|i[şs]ten ayr[ıi]ld/u,
    /(?:больше не|уже не) работа(?:ет|ю)(?!\p{L})|уволил(?:ся|ась)|більше не працю/u,
    /δεν εργάζ(?:εται|ομαι) πλέον|(?:退職|退社)(?:しました|いたしました|致しました)|在籍しておりません|已(?:经|經)?(?:离职|離職)|퇴사(?:했|하)|כבר לא עובד/u,
  ),
  acknowledged: anyOf(
    /abbiamo ricevuto (?:la|il) (?:sua|suo|tua|tuo|vostra|vostro)|(?:richiesta|segnalazione)\b.{0,20}(?:presa in carico|registrata)/u,
    /(?:hebben|is) (?:uw|je) (?:bericht|e-?mail|mail|aanvraag|vraag).{0,20}ontvangen|(?:uw|je) (?:bericht|aanvraag|e-?mail) is (?:in goede orde )?ontvangen/u,
    /recebemos (?:a |o )?(?:sua|seu|tua|teu)|(?:sua|seu) (?:mensagem|e-?mail|pedido) foi recebid/u,
    /otrzymali[śs]my (?:pa[ńn]stwa|pani|pana|twoj)|zg[łl]oszenie .{0,20}zosta[łl]o (?:przyj[ęe]te|zarejestrowane)/u,
    /vi har (?:tagit emot|mottagit|modtaget|mottatt) (?:ditt|din|dit|deres)/u,
  ),
};
