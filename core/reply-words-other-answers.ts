/** What people answer in the languages of core/reply-words-other, one line for each language or those that say it alike. */

export const anyOf = (...patterns: readonly RegExp[]): RegExp =>
  new RegExp(patterns.map(({ source }) => `(?:${source})`).join("|"), "u");

/** The whole new text, without its signs. */
const stopOnly = anyOf(
  /^(?:per favore |vi prego )?(?:cancella(?:mi|temi|zione)|disiscri\p{L}+|rimuov(?:imi|etemi|ere)|togli(?:mi|etemi)|basta(?: (?:con le )?(?:e-?mail|mail))?)(?: (?:per favore|grazie|dalla (?:lista|newsletter)))*$/u,
  /^(?:graag |gelieve )?(?:uitschrijven|afmelden|verwijderen|stoppen)(?: (?:graag|aub|alstublieft|a u b|svp|bedankt|mij|me|van (?:de|deze) lijst))*$/u,
  /^(?:por favor )?(?:descadastr\p{L}+|remover|remova(?:-me)?|retirar|sair(?: da lista)?|cancelar (?:a )?(?:inscri[çc][ãa]o|subscri[çc][ãa]o|assinatura))(?: (?:por favor|obrigad[oa]|da lista))*$/u,
  /^(?:prosz[ęe] (?:o )?)?(?:wypisa[ćc](?: mnie)?|wypisz(?:cie)?(?: mnie)?|wypisanie|rezygnuj[ęe]|usuni[ęe]cie)(?: prosz[ęe]| z (?:listy|newslettera))*$/u,
  /^(?:avregistrera|avsluta|avprenumerera|afmeld|frameld|avmeld|meld meg av|sluta|slutt)(?: (?:mig|meg|tack|tak|takk|prenumerationen|abonnementet))*$/u,
  /^(?:peruuta(?: tilaus)?|poista(?:kaa)?(?: minut)?(?: listalta)?|lopeta(?:kaa)?|lopettakaa)(?: kiitos)?$/u,
  /^(?:pros[íi]m )?(?:odhl[áa]sit(?: (?:se|m[ěe]))?|odhl[áa]ste m[ěea]|zru[šs]it odb[ěe]r)$/u,
  /^leiratkoz\p{L}*$|^dezabon\p{L}*$|^(?:abonelikten|listeden) [çc][ıi]k\p{L}*$/u,
  /^(?:отпис(?:ка|аться)|отпишите(?: меня)?|стоп|відписатися|відпишіть(?: мене)?)$|^(?:διαγραφή|απεγγραφή)$/u,
  /^配信(?:停止|解除|中止)$|^(?:登録|購読)解除$|^退[订訂]$|^取消[订訂][阅閱]$|^수신 ?거부$|^구독 ?(?:취소|해지)$/u,
  /^(?:إ|ا)لغاء ال(?:إ|ا)?شتراك$|^הסר(?:ה|ו)?(?: אותי)?$/u,
);

/** A sentence that asks for no more. */
const stopSentence = anyOf(
  /(?:cancell|rimuov|elimin)(?:a|ate|e|ete)mi\b|toglie(?:te)?mi\b|disiscriv\p{L}*\b|mi (?:cancelli|tolga|rimuova|elimini)(?:te)? (?:da|dal)|\b(?:essere|venga|vengo) (?:rimoss|cancellat|tolt)[oa] da|(?:cancell|rimuov|elimin)\p{L}+ (?:il mio (?:indirizzo|nome|contatto)|la mia (?:e-?mail|mail)|i miei dati)|non (?:voglio|desidero|vogliamo|desideriamo|intendo) (?:pi[ùu] )?(?:ricevere|essere contattat)|non (?:scriv|contatt|mand|invi)(?:ete|ate|er|ar)(?:mi|ci)\b|non mi scriva\b|smett\p{L}+ di (?:scriver|inviar|mandar|contattar)|\bbasta (?:con )?(?:\p{L}+ )?(?:e-?mail|mail|messaggi|pubblicit[àa])/u,
  /(?:schrijf|haal|meld) (?:mij|me|ons) .{0,40}\b(?:uit|af|van)\b(?! voor)|verwijder (?:mij|me|ons|mijn (?:adres|e-?mail\p{L}*|gegevens))|schrap (?:mij|me|ons)\b|(?:mijn|ons|onze) (?:adres|e-?mail\p{L}*|gegevens) (?:\p{L}+ ){0,2}verwijder|(?:mij|me|ons) uit (?:uw|jullie|je|het|de) (?:bestand|lijst|database|mailing\p{L}*) .{0,12}(?:verwijder|hal|schrap)|(?:geen|niet) (?:verdere |meer )?(?:mails?|e-?mails?|berichten|reclame) (?:meer )?(?:(?:te )?ontvangen|(?:te )?sturen)|(?:mij|me|ons) niet (?:meer|langer) (?:te )?(?:contacteren|benaderen|mailen|schrijven|bellen)|stuur (?:mij|me|ons) geen|stop met (?:mailen|sturen|schrijven)|^(?:graag )?(?:uitschrijven|afmelden)(?: a\.?u\.?b\.?| graag| alstublieft)?[.! ]*$/u,
  /(?:remov|retir|exclu|elimin|apagu?|tir)(?:a|e|am|em|er|ar|ir)?(?:-me| (?:o )?(?:meu|nosso) (?:e-?mail|contacto|contato|endere[çc]o|nome)| (?:os )?meus dados)|n[ãa]o (?:quero|desejo|pretendo|queremos) (?:mais )?receber|n[ãa]o me (?:envie|contacte|contate|escreva|mande)m?\b|n[ãa]o (?:envie|mande|escreva|contacte)m? mais\b|par(?:e|em) de (?:me )?(?:enviar|mandar|escrever|contatar|contactar)|descadastr|cancel(?:ar|e|em) (?:a )?minha (?:inscri|subscri|assinatura)/u,
  /(?:usu[ńn](?:cie)?|wypisz(?:cie)?|wykre[śs]l(?:cie)?|prosz[ęe] usun[ąa][ćc]) (?:mnie|nas|m[óo]j (?:adres|e?-?mail)|moje dane)|prosz[ęe] (?:mnie|nas) (?:usun[ąa][ćc]|wypisa[ćc])|prosz[ęe] o (?:usuni[ęe]cie|wypisanie)|nie (?:chc[ęe]|[żz]ycz[ęe] sobie) (?:otrzymywa[ćc]|dostawa[ćc])|prosz[ęe] (?:mi |do mnie )?(?:wi[ęe]cej |ju[żz] )?nie (?:pisa[ćc]|wysy[łl]a[ćc]|kontaktowa[ćc])/u,
  /ta bort (?:mig|oss|min (?:adress|e-?post)|mina uppgifter)|avregistrera mig|sluta (?:mejla|maila|skriva|skicka)|(?:vill inte|vil ikke) (?:ha|have|f[åa]|modtage|motta) (?:fler|flere|n[åa]gra|mer)|(?:inga|ingen) (?:fler|flere) (?:mejl|mails?|e-?post|utskick)|kontakta (?:mig|oss) inte|kontakt (?:mig|meg|os+) ikke|fjern (?:mig|meg|os+|min)(?!\p{L})|afmeld mig|meld meg av|stop med at (?:skrive|sende)|slutt (?:å|a) sende/u,
  /poista(?:kaa)? (?:minut|meid[äa]t|tietoni|osoitteeni|s[äa]hk[öo]posti\p{L}*)|[äa]lk[äa]{1,2} (?:en[äa]{2} )?l[äa]hett?[äa]|lopetta\p{L}* .{0,30}l[äa]hett|en halua (?:\p{L}+ )?(?:viestej|s[äa]hk[öo]post|mainok)/u,
  /(?:odhl[áa]ste|vyma[žz]te|odstra[ňn]te|vy[řr]a[ďd]te) (?:m[ěea]|n[áa]s|moj|m[ůu]j)|(?:nepos[íi]lejte|neposielajte|nepi[šs]te) (?:mi|n[áa]m)? ?(?:dal[šs][íi]|[ďd]al[šs]ie|u[žz]|v[íi]ce|[žz][áa]dn|[.! ]*$)|(?:nep[řr]eji|ne[žz]el[áa]m) si (?:\p{L}+ )?(?:dost[áa]vat|odb[íi]rat|dost[áa]va[ťt])/u,
  /(?:t[öo]r[öo]lj|vegy)(?:[öo]n|[öo]k|enek|en|[ée]k|ek) .{0,30}(?:list[áa]|c[íi]mem|adataim)|ne (?:k[üu]ldj|[íi]rj|keress)\p{L}+ .{0,20}t[öo]bb|nem (?:k[ée]rek|szeretn[ée]k) t[öo]bb .{0,20}(?:lev[ée]l|e-?mail|h[íi]rlev)/u,
  /nu (?:mai )?(?:doresc|vreau|dorim|vrem) s[ăa] (?:mai )?(?:primesc|primim|fiu contactat)|dezabona[țţt]i|nu m[ăa] mai contacta|nu-?mi mai (?:trimite|scrie)|[șşs]terge[țţt]i(?:-m[ăa]| datele| adresa)|scoate[țţt]i-m[ăa]/u,
  /(?:bir daha|art[ıi]k) (?:\p{L}+ ){0,3}(?:atmay[ıi]n|g[öo]ndermeyin|yazmay[ıi]n|aramay[ıi]n)|liste(?:den|nizden) (?:beni )?[çc][ıi]kar|(?:mail|e-?posta|mesaj) almak istemiyor/u,
  /(?:отпишите|удалите|исключите|уберите|вычеркните) (?:меня|нас|мой|мо[её]|мои)(?!\p{L})|(?:больше|впредь) (?:мне |нам )?не (?:пишите|присылайте|отправляйте|беспокойте|звоните)|не (?:пишите|присылайте|отправляйте|беспокойте)(?: (?:мне|нам|меня|нас))?(?: больше| впредь|[.! ]*$)|не (?:хочу|желаю|хотим) (?:больше )?получать|прекратите (?:рассылку|присылать|писать)|відпишіть|видаліть (?:мене|мою)|більше не (?:пишіть|надсилайте)/u,
  /διαγρ[άα]ψτε (?:με|μας|το)|μην? (?:μου )?(?:ξανα)?(?:στέλνετε|στείλετε|γράφετε|γράψετε)|δεν (?:θέλω|επιθυμώ) (?:άλλα|να λαμβάνω)/u,
  /(?:配信|送信|メール|ご?連絡).{0,14}(?:停止して|止めて|やめて|不要です|しないで|送らないで|お断り)|(?:リスト|登録|アドレス|個人情報).{0,12}(?:削除|解除|外)して/u,
  /(?:不要|别|別|勿)再(?:给我|給我|向我)?(?:发|發|寄|联系|聯繫|打扰|打擾)|(?:请勿|請勿|不要)(?:给我|給我|向我)(?:发|發)|退[订訂]|取消[订訂][阅閱]|停止(?:发送|發送)(?:邮件|郵件)/u,
  /(?:더 ?이상|이제|앞으로).{0,16}(?:보내지|연락하지|발송하지) ?(?:마|말)|수신 ?거부|구독 ?(?:취소|해지)|(?:목록|명단|리스트)에서.{0,8}(?:삭제|제외|빼)/u,
  /(?:إ|ا|أ)لغاء (?:ال)?(?:إ|ا)?شتراك|لا ترسل\p{L}* (?:لي|لنا)|توقف\p{L}* عن (?:إ|ا)رسال|(?:הסר|הסירו|להסיר) אותי|תפסיקו? לשלוח|אל תשלחו? לי/u,
);

const notInterested = anyOf(
  /\bno,? (?:grazie|mille grazie)|grazie,? (?:ma )?no\b|non (?:mi|ci) interessa(?!\p{L})|non (?:sono|siamo) (?:\p{L}+ )?interessat|(?:nessun|alcun|senza) interesse|non (?:ne )?(?:ho|abbiamo) (?:alcun )?(?:interesse|bisogno)|abbiamo gi[àa] (?:un|una|il|la|scelto)(?!\p{L})/u,
  /\bnee,? (?:dank|bedankt)|(?:geen|zonder) (?:interesse|behoefte|belangstelling)|niet ge[ïi]nteresseerd|niet (?:interessant|relevant|nodig) voor (?:ons|mij)|\b(?:wij|we) (?:hebben|werken|gebruiken) (?:al|reeds) /u,
  /n[ãa]o,? (?:muito )?obrigad[oa]|(?:sem|nenhum) interesse|n[ãa]o (?:tenho|temos|h[áa]) (?:\p{L}+ )?interesse|n[ãa]o (?:estou|estamos) (?:\p{L}+ )?interessad|n[ãa]o (?:me|nos) interessa(?!\p{L})|j[áa] (?:temos|tenho) (?:uma? )?(?:fornecedor|solu[çc]|sistema|parceiro)|n[ãa]o (?:preciso|precisamos) (?:de |disso)/u,
  /\bnie,? dzi[ęe]kuj|nie (?:jestem|jeste[śs]my) (?:\p{L}+ )?zainteresowan|brak zainteresowania|nie interesuje (?:mnie|nas)|nie potrzebujemy/u,
  /\bnej,? tac?k(?!\p{L})|\bnei,? takk|(?:inte|ikke) (?:l[äæe]ng(?:re|ere|er) )?(?:intresserad|interesser(?:et|t|ede))|(?:inget|ingen) (?:intresse|interesse|behov)|har (?:redan|allerede) (?:en|ett|et) /u,
  /\bei kiitos|\be(?:n|mme) ole (?:\p{L}+ )?kiinnostun|\bei kiinnosta|ei (?:ole )?tarvetta/u,
  /\bne,? d[ěe]kuj|\bnie,? [ďd]akujem|nem[áa]m(?:e)? z[áa]u?jem|nezaj[íi]m[áa]/u,
  /\bnem,? k[öo]sz[öo]n|nem [ée]rdekel|nincs sz[üu]ks[ée]g|\bnu,? mul[țţt]umesc|nu sunt(?:em)? interesa[țţt]|nu (?:m[ăa]|ne) intereseaz/u,
  /hay[ıi]r,? te[şs]ekk|i\u0307?lgilenmiyor|ihtiyac[ıi]m[ıi]z yok/u,
  /(?:нет|ні|не),? (?:спасибо|дякую)|не (?:интересно|интересует|цікаво|цікавить)|не (?:заинтересован|зацікавлен)|нам не нужно/u,
  /όχι,? ευχαριστ|δεν (?:με|μας) ενδιαφέρει|δεν ενδιαφερ/u,
  /結構です|興味(?:が|は)?(?:ありません|ない)|必要(?:ありません|ない)|間に合っています|(?:ご)?遠慮(?:します|いたします|させて)|見送(?:ります|らせて)/u,
  /不需要|不用了|[没沒]有?[兴興]趣|不感[兴興]趣|不考[虑慮]|관심(?:이|은)? ?없|필요 ?없|괜찮습니다/u,
  /لا,? شكرا|(?:غير|لست|لسنا) مهتم|לא,? תודה|לא מעוני/u,
);

const notNow = anyOf(
  /\bnon (?:ora|adesso|al momento|in questo momento|per il momento)\b|\b(?:al momento|per ora|per il momento|in questo momento|adesso)\b.{0,25}\bnon?\b|(?:risent|ricontatt|riscriv|richiam)\p{L}+.{0,40}(?:\b(?:tra|fra|dopo|pi[ùu] avanti|prossim[oa])|\ba (?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|settembre|ottobre|novembre|dicembre))|\bpi[ùu] avanti\b|l'anno prossimo|prossimo (?:anno|trimestre)/u,
  /\b(?:nu|momenteel|op dit moment|voorlopig)\b.{0,25}\b(?:niet|geen)\b|\b(?:niet|geen)\b.{0,25}\b(?:nu|op dit moment|momenteel)\b|volgend (?:jaar|kwartaal)|misschien later|over (?:een paar|enkele|twee|drie|zes|\d+) maanden/u,
  /\b(?:agora|de momento|no momento|neste momento|por enquanto)\b.{0,30}\bn[ãa]o\b|\bn[ãa]o\b.{0,20}\b(?:agora|no momento|neste momento|por enquanto)\b|pr[óo]ximo (?:ano|trimestre|semestre)|talvez mais tarde|n[ãa]o (?:temos|h[áa]) (?:or[çc]amento|verba)/u,
  /\bnie (?:teraz|w tej chwili|obecnie)(?!\p{L})|\b(?:obecnie|w tej chwili|na razie)\b.{0,25}\bnie\b|w przysz[łl]ym (?:roku|kwartale)|mo[żz]e p[óo][źz]niej|kontakt (?:w|za|po) /u,
  /(?<!\p{L})(?:inte|ikke) (?:just nu|lige nu|akkurat nå|nu|nå|for tiden)(?!\p{L})|(?<!\p{L})(?:just nu|lige nu|akkurat nå|for [øo][jy]eblikket)(?!\p{L}).{0,25}(?<!\p{L})(?:inte|ikke)(?!\p{L})|(?<!\p{L})n[äæe]sta?e? (?:år|kvartal)(?!\p{L})|kanske senare|måske senere|kanskje senere|hör av dig .{0,20}(?:i höst|i vår|efter|om \p{L}+ månad)/u,
  /\bei (?:juuri )?nyt|t[äa]ll[äa] hetkell[äa] (?:ei|emme|en)(?!\p{L})|ensi vuonna|te[ďd] ne(?!\p{L})|moment[áa]ln[ěe] n/u,
  /не сейчас|пока не (?:нужн|интерес|готов|планир)|в следующем (?:году|квартале)|не зараз|şu anda (?:\p{L}+ ){0,2}(?:değil|yok)|目前(?:不|没|沒)|[暂暫][时時]不|(?:今|現在)のところ/u,
);

const interested = anyOf(
  /(?:\bsono|\bsiamo|\bsarei|\bsaremmo|\bmolto) interessat|(?:mi|ci) interess(?:a|erebbe)(?!\p{L})|\b(?:vorrei|vorremmo|possiamo|potremmo)\b.{0,40}(?:informazioni|demo|chiamat|sentir|parlar|incontr|appuntamento|preventivo|offerta|prova|saperne)|(?:mandat|mand|inviat|invi)[ei]?mi .{0,50}(?:informazioni|preventivo|offerta|prezz|link)|^s[ìi](?!\p{L})(?! (?:prega|è))|\b(?:chiamatemi|mi chiami|volentieri)\b/u,
  /\b(?:ik heb|we hebben|wij hebben) (?:zeker |wel )?interesse|\b(?:ben|zijn) (?:zeker |wel |erg )?ge[ïi]nteresseerd|^ja,? graag|\bgraag .{0,40}(?:demo|afspraak|gesprek|informatie|offerte|bellen)|\bbel (?:mij|me)\b|klinkt (?:goed|interessant)/u,
  /\b(?:tenho|temos|teria|ter[íi]amos) (?:muito )?interesse|\b(?:estou|estamos|estaria) (?:muito )?interessad|\b(?:gostaria|gostar[íi]amos|quero|queremos|podemos|vamos) .{0,40}(?:reuni[ãa]o|demo|saber mais|conversar|falar|agendar|marcar|or[çc]amento|proposta|testar)|^sim(?!\p{L})|\benvie(?:-me|m)? .{0,40}(?:informa|proposta|or[çc]amento|pre[çc]o)/u,
  /\b(?:jestem|jeste[śs]my) (?:bardzo )?zainteresowan|\bch[ęe]tnie\b|prosz[ęe] o (?:wi[ęe]cej informacji|ofert|wycen|telefon)/u,
  /(?<!\p{L})(?:är|er) (?:mycket |meget |veldig )?(?:intresserad|interesser(?:et|t))(?!\p{L})|^ja,? (?:tac?k|takk|gärna|gerne|gjerne)|(?:gärna|gerne|gjerne) .{0,30}(?:demo|m[öø]te|samtal|ring)|(?<!\p{L})ring (?:mig|meg)(?!\p{L})|låter (?:bra|intressant)|høres (?:bra|interessant)|lyder (?:godt|interessant)/u,
  /\bol(?:en|emme|isin|isimme) (?:\p{L}+ )?kiinnostun|^kyll[äa] kiitos|kuulostaa (?:hyv|kiinnost)|m[áa]m(?:e)? z[áa]u?jem|^ano,? r[áa]d/u,
  /[ée]rdekel(?:ne)? (?:az?|minket|engem)|sunt(?:em)? interesa[țţt]|i\u0307?lgileniyor/u,
  /(?<!не )(?:интересует|заинтересован|зацікавлен)|давайте (?:созвон|встрет|обсуд)|пришлите .{0,30}(?:предложение|прайс|цены|информац)|(?:με|μας) ενδιαφέρει/u,
  /興味があります|ぜひ|感[兴興]趣|有[兴興]趣|관심(?:이)? ?있|مهتم|מעוניי?ן/u,
);

export const otherAnswers = { stopOnly, stopSentence, notInterested, notNow, interested };
