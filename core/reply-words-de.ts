import type { ReplyWords } from "@/core/reply-words";

export const germanWords: ReplyWords = {
  language: "de",
  outOfOffice:
    /nicht (?:im (?:b[üu]ro|hause?|office|dienst|haus)|in (?:meinem|unserem) b[üu]ro|am (?:arbeits)?platz|erreichbar|verf[üu]gbar|anwesend|pers[öo]nlich erreichbar|im unternehmen anwesend)|abwesend|abwesenheit|au(?:ß|ss)er (?:haus|dienst)|\b(?:im|in|auf|mein(?:em|es)?) (?:wohlverdienten |erholungs|jahres|sommer|weihnachts)?urlaub|urlaubsbedingt|elternzeit|mutterschutz|erziehungsurlaub|(?:dienst|gesch[äa]fts)reise|auf reisen|krankheitsbedingt|krankgeschrieben|wieder (?:im (?:b[üu]ro|hause?|dienst)|erreichbar|f[üu]r sie (?:da|erreichbar)|zur[üu]ck|da\b|pers[öo]nlich|anwesend)|kein(?:en|e)? (?:regelm[äa](?:ß|ss)igen? )?(?:zugriff|zugang) auf (?:meine |mein )?(?:e-?mails?|mails?|nachrichten|postfach)|nicht weitergeleitet|betriebsferien|b[üu]ro (?:ist|bleibt).{0,30}geschlossen|nach meiner r[üu]ckkehr|w[äa]hrend meiner abwesenheit/,
  iAmAway:
    /\b(?:ich bin|bin|ich befinde mich|ich werde)\b.{0,60}(?:nicht (?:im|in meinem) b[üu]ro|abwesend|au(?:ß|ss)er haus|im (?:[a-zäöüß]+ )?urlaub|in elternzeit|auf (?:dienst|gesch[äa]fts)reise|nicht erreichbar|nicht im hause?|nicht am arbeitsplatz)|^(?:abwesenheit|abwesend\b|nicht im b[üu]ro)/,
  leftCompany:
    /(?<!\bwir )arbeite[nt]? (?:seit .{2,30} |leider )?nicht mehr (?:hier|bei|f[üu]r|in)|nicht mehr hier(?: t[äa]tig| besch[äa]ftigt)?\b|(?<!\bwir (?:sind|arbeiten)\b[^.!?,\n]{0,40})nicht mehr (?:im unternehmen|in (?:unserem|diesem|dem) (?:unternehmen|haus)|bei (?:uns|der|dem|[a-zäöüß]+)\b|f[üu]r [^.!?]{2,40} (?:t[äa]tig|arbeit)|besch[äa]ftigt|t[äa]tig|teil (?:des|unseres)|im hause)|(?<!\bauf (?:ihr|ihre|das|die|unser|euer) )(?:unternehmen|firma|haus|team).{0,30}verlassen\b|aus (?:dem|unserem) (?:unternehmen|betrieb).{0,20}ausgeschieden|ausgeschieden|\b(?:firma|arbeitgeber|arbeitsstelle|job) gewechselt|ich habe (?!mich|uns|das haus|das b)(?:.{2,40}) verlassen|mein(?:e)? letzter arbeitstag|im ruhestand|in (?:den )?ruhestand|in rente|verstorben|postfach wird nicht mehr|e-?mail-?adresse (?:ist|wird) nicht mehr/,
  acknowledged:
    /(?:haben|hat) (?:wir )?(?:ihre|deine|die) (?:e-?mail|nachricht|anfrage|mail|anliegen).{0,30}(?:erhalten|empfangen|bekommen)|(?:ihre|deine) (?:e-?mail|nachricht|anfrage|mail) (?:ist|wurde|haben|hat).{0,40}(?:eingegangen|erhalten|empfangen|aufgenommen|registriert|erfasst|weitergeleitet)|ihr anliegen|vielen dank f[üu]r (?:ihre|deine) (?:e-?mail|nachricht|anfrage|mail|kontaktaufnahme)|(?:ticket|vorgangs|fall|bearbeitungs|referenz|anfrage)[ -]?(?:nummer|nr\.?|id)|(?:melden|k[üu]mmern) uns (?:schnellstm[öo]glich|umgehend|so (?:schnell|bald)|in k[üu]rze|zeitnah|innerhalb)|automatisch (?:erstellt|generiert)e? (?:e-?mail|nachricht|best[äa]tigung|antwort)|eingangsbest[äa]tigung/,
  stopOnly:
    /^(?:bitte )?(?:abmelden|abbestellen|austragen|stop(?:p|pen)?|l[öo]schen|entfernen|keine (?:weiteren )?(?:e-?mails?|mails|werbung|nachrichten|newsletter)(?: mehr)?|k[üu]ndigen|unsubscribe|abbestellung|abmeldung|widerspruch)(?: (?:bitte|mich|sie mich|danke|aus (?:dem|ihrem) verteiler))*$|^(?:bitte )?(?:mich|uns) (?:bitte )?(?:abmelden|austragen|entfernen|l[öo]schen)$/,
  stopSentence:
    /(?:melden|tragen|nehmen) sie (?:bitte )?(?:mich|uns|meine (?:adresse|e-?mail|daten)|unsere (?:adresse|e-?mail|daten)|diese (?:adresse|e-?mail)).{0,60}(?:\bab\b|\baus\b|\braus\b|\bheraus\b|\bvon (?:ihrer|der|dieser|eurer) liste)|l[öo]schung (?:all )?(?:meine|unsere)r (?:personenbezogenen )?(?:e-?mail-?)?(?:kontakt)?(?:daten|adresse)|(?:streichen|l[öo]schen|entfernen) sie (?:bitte )?(?:(?:mich|uns)\b|(?:alle )?(?:meine|unsere|diese).{0,60}(?:verteiler|liste|adresse|daten|kontakt))|(?:mich|uns|meine (?:e-?mail-?)?adresse|meine daten).{0,40}(?:aus (?:dem|ihrem|ihrer|der) (?:verteiler|liste|datenbank|newsletter)|(?:abmelden|austragen|entfernen|l[öo]schen))|(?<!\b(?:habe|haben|hatte|hatten|hat|bekomme|bekommen|erhalte|kommen|kamen|sind|sehe|finde)\b.{0,40})kein(?:e[nr]?)? (?:weitere[nr]? )?(?:e-?mails?|mails|nachrichten|werbung|newsletter|post|angebote|zusendung(?:en)?|kontaktaufnahmen?|kontaktversuche|anrufe|anfragen)(?: (?:mehr|von ihnen))+|\bbitte keine weitere[nr]? (?:e-?mails?|mails|nachrichten|werbung|newsletter|zusendung(?:en)?|kontaktaufnahmen?|kontaktversuche|anrufe|anfragen)|widerruf\w* (?:ich )?(?:hiermit )?(?:meine|jede|jegliche|unsere) (?:\S+ )?(?:einwilligung|zustimmung)|(?:h[öo]ren|stellen) sie (?:bitte )?(?:auf|die? .{0,20}ein)\b|schreiben sie (?:mir|uns) (?:bitte )?(?:nie (?:wieder|mehr)|nicht)(?! (?:vor|heute|morgen|am|bis|nur|per|sondern)\b)|kontaktieren sie (?:mich|uns) (?:bitte )?(?:nie (?:wieder|mehr)|nicht)(?! (?:vor|heute|morgen|am|bis|nur|per|telefonisch|sondern)\b)|(?<!\b(?:haben|hat|habt|wurde|wurden)\b.{0,30})nicht (?:mehr|weiter) (?:kontaktier|angeschrieben|anschreiben|kontaktiert)|von der (?:mailing)?liste (?:nehmen|streichen|l[öo]schen|entfernen)|aus dem (?:e-?mail-?)?verteiler (?:nehmen|streichen|l[öo]schen|entfernen)|sehen sie (?:bitte )?(?:k[üu]nftig |in zukunft )?von (?:weiteren|jeglichen|solchen) .{0,40}\bab\b|untersage (?:ich )?.{0,60}(?:zusendung|werbung|kontakt|nutzung|verwendung|verarbeitung|speicherung)|unterlassen sie|widerspreche (?:ich )?(?:hiermit|(?:der|einer|jeder|jeglicher).{0,40}(?:verarbeitung|nutzung|verwendung|werbung|zusendung|kontaktaufnahme|speicherung|weitergabe|werbezweck))|(?:m[öo]chte|will|w[üu]nsche) (?:ich )?(?:keine[nr]?|nicht mehr) (?!.{0,60}(?:verpassen|[üu]bersehen|vers[äa]umen|verlieren))\b.{0,40}(?:mails?|nachrichten|werbung|newsletter|erhalten|kontakt)|newsletter (?:bitte )?abbestellen|nichts mehr (?:von ihnen|von euch|davon) (?:h[öo]ren|lesen|erhalten|bekommen)|melden sie sich (?:bitte )?(?:nicht mehr|nie (?:wieder|mehr))|\blass(?:en sie|t)? (?:mich|uns) (?:bitte |endlich )?in (?:ruhe|frieden)|(?:bitte|fordere|beantrage|verlange) (?:ich |sie |hiermit )*(?:um )?(?:die )?l[öo]schung\b(?! de[sr] (?:alten|testkontos|benutzers))|von (?:weiteren|jeglichen|solchen|k[üu]nftigen) .{0,40}(?:abzusehen|absehen|abstand)/,
  notInterested:
    /kein(?:erlei|en|e)? (?:interesse|bedarf|thema|verwendung)|nicht (?:weiter |wirklich |l[äa]nger |mehr )?(?:interessiert|interessant|relevant|zutreffend|von interesse|das richtige|passend|ben[öo]tigt|notwendig|unser (?:gesch[äa]ft|bereich|thema|gebiet))|interessiert (?:mich|uns) nicht|(?<!(?:tag|woche|mittwoch|uhr|termin|morgen|heute|zeit) )passt (?:(?:leider|es|(?:zu|f[üu]r) (?:uns|mich|mir)) )*nicht|(?:brauchen|ben[öo]tigen|brauche|ben[öo]tige|nutzen|verwenden) (?:wir |ich )?(?:das |es |so etwas |sowas |dies |derzeit )?(?:leider )?nicht|^(?:nein|nee|ne)[.! ]*$|nein,? (?:danke|vielen dank)|danke,? (?:aber )?nein|(?:haben|nutzen|verwenden|arbeiten) (?:wir )?(?:hier(?:f[üu]r)? |da(?:f[üu]r)? )?(?:bereits|schon)|(?:haben|habe) (?:uns|mich) (?:f[üu]r (?:einen|ein|eine) ander|dagegen|anders|bereits)|(?:machen|l[öo]sen|betreiben|entwickeln|mache|l[öo]se) (?:wir |ich )?(?:das |dies |es |so etwas )?(?:lieber |alles )?(?:selbst|selber|intern|in-?house)|nicht (?:mehr )?(?:in (?:dem|der|diesem|dieser) (?:gesch[äa]ft|branche|bereich|gewerbe)|in frage)|(?:sind|bin) (?:bereits |schon )?(?:gut )?(?:versorgt|bedient|zufrieden)|sehen? (?:wir |ich )?(?:f[üu]r (?:uns|mich) )?kein(?:en)? (?:mehrwert|bedarf|nutzen)|angebot (?:leider )?nicht (?:an|wahr)(?:nehmen|zunehmen)|\blehnen? (?:wir |ich )?(?:das |ihr |dies )?.{0,30}\bab\b|falscher ansprechpartner|absagen|mit (?:unser|de|mein)\w* (?:\S+ )?(?:anbieter|l[öo]sung|dienstleister|partner|lieferant\w*|system|tool) (?:sehr |voll |rundum )?(?:zufrieden|gl[üu]cklich)|m[öo]chten? (?:wir|ich) (?:nicht|davon absehen)/,
  notNow:
    /(?:derzeit|momentan|aktuell|zur ?zeit|im moment|gerade|jetzt|vorerst|dieses jahr|dieses quartal)\b.{0,40}(?:nicht|kein|schlecht|ung[üu]nstig|zu (?:viel|besch[äa]ftigt))|(?:nicht|kein\w*|schlecht).{0,30}(?:derzeit|momentan|aktuell|zur ?zeit|im moment|gerade|jetzt)\b|(?:sp[äa]ter|erst|wieder|nochmals?|noch einmal|erneut)\b.{0,40}(?:n[äa]chst|in (?:ein|zwei|drei|vier|sechs|\d+|ca)|im (?:januar|februar|m[äa]rz|april|mai|juni|juli|august|september|oktober|november|dezember|fr[üu]hjahr|sommer|herbst|winter|neuen|kommenden|n[äa]chsten|[1-4]\.? quartal)|nach |ab |q[1-4]|anfang|mitte|ende)|(?:melden|schreiben|kontaktieren|rufen|fragen|kommen) sie (?:sich|mich|uns|mir)?.{0,40}(?:n[äa]chst|sp[äa]ter|in (?:ein|zwei|drei|vier|sechs|\d+)|(?:im|anfang|mitte|ende) (?:januar|februar|m[äa]rz|april|mai|juni|juli|august|september|oktober|november|dezember|fr[üu]hjahr|sommer|herbst|winter|neuen|kommenden|n[äa]chsten)|nach )|(?:vielleicht|eventuell|eher) (?:sp[äa]ter|n[äa]chst|im|in|ein andermal)|kein(?:e)? (?:budget|zeit|kapazit[äa]t(?:en)?|ressourcen)|budget (?:ist )?(?:ausgesch[öo]pft|eingefroren|verplant)|andere priorit[äa]ten|ung[üu]nstig|zu fr[üu]h|ein andermal|n[äa]chstes (?:jahr|quartal)|zur[üu]ckgestellt|auf eis|^(?:vielleicht |bitte |gerne )?sp[äa]ter[.! ]*$/,
  referral:
    /(?:wenden sie sich|kontaktieren sie|sprechen sie|schreiben sie|melden sie sich|fragen sie|rufen sie).{0,50}(?:\ban\b|\bbei\b|mit|kolleg|herrn?|frau|abteilung|einkauf|chef|[^\s@]+@[^\s@]+)|(?:leite|leiten|habe|haben).{0,40}(?:weiter(?:geleitet)?\b|weitergegeben).{0,40}|(?:daf[üu]r|hierf[üu]r|f[üu]r (?:das|dieses|solche|diese)[^.]{0,30}) (?:ist|sind|w[äa]re) .{2,40}zust[äa]ndig|nicht (?:der|die|ihr|ihre) (?:richtige|passende|zust[äa]ndige)r? (?:ansprechpartner(?:in)?|person|stelle)|^(?:bitte )?(?:direkt )?an [^\s@]+@|\bbitte an [^\s@]+@|zust[äa]ndig(?:e[rn]?)? (?:ist|w[äa]re|daf[üu]r|hierf[üu]r|f[üu]r)|neue (?:e-?mail-?)?adresse|(?:richtige|passende|bessere)r? (?:ansprechpartner(?:in)?|kontakt|person) (?:ist|w[äa]re|f[üu]r)|(?:mein|meine|unser|unsere)n? (?:kollege|kollegin|kollegen|chef|chefin|vorgesetzter?|leiter(?:in)?).{0,60}(?:zust[äa]ndig|k[üu]mmert|[üu]bernimmt|in cc|cc|verantwort)|in (?:kopie|cc)/,
  interested:
    /(?:habe|haben|h[äa]tte|h[äa]tten|grunds[äa]tzlich|gro(?:ß|ss)es|gerne|durchaus|w[äa]re|w[äa]ren|bin|sind|sehr) (?:wir |ich )?(?:sehr |gro(?:ß|ss)es |durchaus |auf jeden fall )*(?:interesse|interessiert)|(?:klingt|h[öo]rt sich|sieht|finde).{0,20}(?:gut|interessant|spannend|super|prima|toll|vielversprechend)|(?:gerne?|k[öo]nnen wir|lassen sie uns|w[üu]rde|w[üu]rden|m[öo]chte|m[öo]chten|k[öo]nnten wir).{0,60}(?:telefonier|sprechen|termin|treffen|demo|testen|kennenlernen|austausch|mehr (?:erfahren|wissen|informationen)|bestellen|kaufen|vereinbaren|ausprobieren|anschauen|ansehen)|(?:schicken|senden) sie (?:mir|uns|bitte|gerne|doch).{0,60}|(?:rufen sie|ruf) (?:mich|uns) (?:gerne |bitte )?(?:an|zur[üu]ck)|ja,? (?:gerne|bitte|sehr gerne|das)|^ja\b|(?:uhr|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|morgen|heute|woche) passt(?!(?: mir| uns| es| leider)* nicht)|passt (?:mir|uns)(?! nicht)(?: gut)?|mehr (?:dar[üu]ber|infos?|informationen)|gern(?:e)? (?:am|um|n[äa]chste|morgen)|angebot (?:zukommen|schicken|senden)|interessante(?:s|r)? (?:angebot|produkt|thema)|\b(?:ist|w[äa]re) (?:sehr |durchaus |eher )?(?:interessant|spannend)(?! f[üu]r sie)/,
  question:
    /\?|^(?:was|wie|wann|wo|wer|warum|wieso|welche[rsn]?|k[öo]nnen|k[öo]nnten|gibt|ist|sind|haben|kann|wieviel) |\b(?:frage mich|eine frage|fragen (?:zu|dazu)|k[öo]nnten sie (?:mir|uns|erl[äa]utern|erkl[äa]ren)|w[üu]rde mich interessieren)/,
  dates: {
    months: [
      "jan(?:uar)?|j[äa]nner",
      "feb(?:ruar)?",
      "m[äa]r(?:z)?",
      "apr(?:il)?",
      "mai",
      "juni?",
      "juli?",
      "aug(?:ust)?",
      "sept?(?:ember)?",
      "okt(?:ober)?",
      "nov(?:ember)?",
      "dez(?:ember)?",
    ],
    weekdays: [
      "mo(?:ntag)?",
      "di(?:enstag)?",
      "mi(?:ttwoch)?",
      "do(?:nnerstag)?",
      "fr(?:eitag)?",
      "sa(?:mstag)?|sonnabend",
      "so(?:nntag)?",
    ],
    numbers: [
      "ein(?:e[mnr]?)?",
      "zwei",
      "drei|ein paar|einigen?",
      "vier",
      "f[üu]nf",
      "sechs",
      "sieben",
      "acht",
      "neun",
      "zehn",
      "elf",
      "zw[öo]lf",
    ],
    day: "tage?n?",
    week: "wochen?",
    month: "monate?n?",
    year: "jahre?n?s?",
    quarter: "quartal",
    tomorrow: "morgen(?! fr[üu]h (?:ist|war))",
    next: "(?:n[äa]chste[rnms]?|kommende[rnms]?|folgende[rnms]?)",
    within: "in|binnen|innerhalb von|f[üu]r|die n[äa]chsten",
    of: "\\.?",
    back: /(?:wieder|zur[üu]ck|erreichbar|ab|am)[ ,:]*(?:(?:ab|am|zum|seit|vom|im b[üu]ro|im hause?|erreichbar|da|f[üu]r sie da)[ ,:]*)*(?:dem )?(?:(?:mo|di|mi|do|fr)[a-z]*[,.]? ?(?:den )?)?$/,
    until:
      /(?:bis|-|–|—)[ ,:]*(?:einschlie(?:ß|ss)lich |inkl\.? |inklusive |voraussichtlich |zum |einschl\.? )*(?:den |dem |zum )?(?:(?:mo|di|mi|do|fr|sa|so)[a-z]*[,.]? ?(?:den |dem )?)?$/,
    since: /(?:vom|von|seit|zwischen)[ ,:]*(?:dem )?(?:(?:mo|di|mi|do|fr|sa|so)[a-z]*[,.]? ?(?:den |dem )?)?$/,
    monthFirst: false,
    summer: "sommer(?:pause|ferien)?",
  },
};
