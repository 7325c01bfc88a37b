/** The same in other languages. */
export const otherWordings: Readonly<Record<string, string>> = {
  unsubscribe: `
Abmelden
Bitte abmelden.
Stopp
Bitte nehmen Sie mich aus dem Verteiler.
Bitte löschen Sie meine Daten
Keine weiteren Mails bitte
Hören Sie auf, mir zu schreiben
Bitte kontaktieren Sie mich nicht mehr
Ich möchte keine Werbung mehr erhalten
Bitte streichen Sie mich von Ihrer Liste
Ich widerspreche der Nutzung meiner Daten zu Werbezwecken.
Austragen bitte
Lassen Sie mich in Ruhe
Bitte keine E-Mails mehr!
Löschen Sie bitte meine E-Mail-Adresse aus Ihrer Datenbank
Kein Interesse, bitte aus dem Verteiler nehmen.
Bitte entfernen Sie mich aus Ihrem Verteiler
Bitte von weiteren Anfragen absehen.
Ich wünsche keinen weiteren Kontakt.
Ich will nichts mehr von Ihnen hören.
bitte um löschung
Bitte melden Sie sich nicht mehr bei mir.
Unterlassen Sie diese Mails.
Sehr geehrte Frau Ruiz, bitte nehmen Sie uns aus Ihrem Verteiler. Mit freundlichen Grüßen, Tom Reed
Désabonnez-moi
Me désinscrire svp
Désinscription
Merci de me retirer de votre liste
Arrêtez de m'écrire
Ne me contactez plus
Je ne souhaite plus recevoir vos mails
Merci de ne plus m'envoyer de mails
Merci de me rayer de votre liste de diffusion.
Pas intéressé, merci de ne plus me solliciter
Bonjour, merci de me désabonner. Cordialement
Je m'oppose au traitement de mes données.
Stop pub
Merci d'arrêter vos relances.
Laissez-moi tranquille
Baja
Darme de baja
Por favor, denme de baja
No me envíen más correos
Dejen de escribirme
Elimínenme de la lista
Borren mis datos
No quiero recibir más emails
No deseo recibir publicidad
Quítame de tu lista
Dadme de baja
Solicito la baja
Por favor no me escribas más
Déjenme en paz
Non scrivetemi più
Non voglio più ricevere le vostre email
Basta email per favore
Vi prego di non contattarmi più
Vorrei essere rimosso dalla lista
Graag uitschrijven
Haal mij van de lijst
Stuur mij geen mails meer
Gelieve mij niet meer te contacteren
Wilt u mij uit uw bestand verwijderen?
Ik wil geen mails meer ontvangen
Remover
Por favor, remova meu email da lista
Não quero mais receber e-mails
Parem de me enviar e-mails
Cancelar inscrição
Não me contactem mais
Avregistrera mig
Ta bort mig från listan
Sluta skicka mejl
Jag vill inte ha fler mejl
Afmeld mig
Fjern mig fra listen
Stop med at skrive til mig
Meld meg av
Fjern meg fra listen
Slutt å sende meg e-post
Poistakaa minut listalta
Lopettakaa viestien lähettäminen
Proszę o wypisanie z listy
Wypisz mnie
Proszę nie wysyłać więcej maili
Proszę usunąć moje dane
Odhlásit
Prosím odhlaste mě
Neposílejte mi další e-maily
Leiratkozás
Kérem, töröljenek a listáról
Nu mai doresc să primesc emailuri
Bana bir daha mail atmayın
Listeden çıkarın
Отпишите меня
Удалите мой адрес из рассылки
Больше не пишите мне
Відпишіть мене
Διαγράψτε με από τη λίστα
配信停止
配信を停止してください
今後メールを送らないでください
退订
请不要再给我发邮件
取消订阅
수신거부
더 이상 메일 보내지 마세요
إلغاء الاشتراك
Kein Newsletter mehr bitte!
Bitte löschen Sie mich aus Ihrer Datenbank.
Ich habe mich nie angemeldet, bitte unterlassen Sie weitere Mails.
Bitte streichen Sie diese Adresse.
Wir möchten nicht mehr angeschrieben werden.
Hiermit widerrufe ich meine Einwilligung.
Bitte keine weitere Kontaktaufnahme.
Löschen Sie mich!
Merci de supprimer mes coordonnées de votre base.
Merci de cesser tout envoi.
Je ne veux plus de vos mails
Plus de mail svp
Veuillez ne plus me contacter.
Por favor, elimine mi correo de su base de datos.
No me manden más publicidad.
Ya no quiero que me contacten
Dejen de mandarme correos
Non voglio più essere contattato.
Per favore cancellate il mio indirizzo.
Basta!
Graag mijn adres verwijderen uit uw bestand.
Ik wens geen verdere e-mails te ontvangen.
Por favor retirem-me da vossa lista.
Não envie mais emails.
Ta bort min adress tack
Vänligen sluta skicka mail till mig
Vil ikke have flere mails
Proszę mnie usunąć z bazy
Nie życzę sobie otrzymywać takich wiadomości
Уберите меня из рассылки`,
  not_interested: `
Kein Interesse
Kein Interesse, danke.
Nein danke
Nein, danke.
Danke, aber wir haben keinen Bedarf
Wir haben bereits eine Lösung
Das ist für uns nicht interessant
Nicht interessiert.
Wir sind bereits versorgt.
Es besteht kein Bedarf
Passt für uns leider nicht
Wir haben uns für einen anderen Anbieter entschieden
Danke, nein.
Wir möchten Ihr Angebot nicht annehmen.
Non merci
Non, merci.
Pas intéressé
Pas intéressée, merci
Cela ne nous intéresse pas
Nous ne sommes pas intéressés
Nous n'avons pas besoin de ce service
Nous avons déjà un prestataire
Nous avons choisi une autre solution.
Nous ne donnerons pas suite.
No gracias
No, gracias
No me interesa
No nos interesa
No estamos interesados
Ya tenemos un proveedor
Hemos elegido otra solución.
No grazie
No, grazie.
Non mi interessa
Non siamo interessati
Abbiamo già un fornitore
Nee, dank je
Nee bedankt
Geen interesse
Niet geïnteresseerd
Wij hebben geen behoefte
Não, obrigado
Não tenho interesse
Sem interesse
Já temos fornecedor
Nej tack
Inte intresserad
Nej tak
Ikke interesseret
Nei takk
Ikke interessert
Ei kiitos
Emme ole kiinnostuneita
Nie, dziękuję
Nie jestem zainteresowany
Nie jesteśmy zainteresowani
Ne, děkuji
Nemáme zájem
Нет, спасибо
Не интересно
結構です
興味がありません
不需要，谢谢
没兴趣
Hayır teşekkürler
Nem, köszönöm
Nu, mulțumesc
Nu suntem interesați
Wir sind mit unserem jetzigen Anbieter zufrieden.
Leider nicht interessant für uns.
Das brauchen wir nicht.
Nein, kein Bedarf.
Für uns kommt das nicht in Frage.
Wir haben uns dagegen entschieden.
Ça ne m'intéresse pas.
Nous avons déjà ce qu'il nous faut.
Ce n'est pas pour nous.
Nous n'en avons pas l'utilité.
Gracias, pero no nos interesa.
No es para nosotros.
Estamos satisfechos con nuestro proveedor actual.
Purtroppo non siamo interessati.
Wij zijn niet geïnteresseerd.
Infelizmente não temos interesse.
Tack men nej tack
Vi er ikke interesserede
Niestety nie jesteśmy zainteresowani`,
  left_company: `
Herr Reed ist nicht mehr in unserem Unternehmen.
Frau Lind arbeitet nicht mehr bei uns.
Ich bin nicht mehr für Acme tätig.
Herr Müller hat das Unternehmen verlassen.
Herr Schmidt ist in den Ruhestand gegangen.
Der Mitarbeiter ist aus dem Unternehmen ausgeschieden.
Frau Weber ist nicht mehr bei der Acme GmbH beschäftigt.
M. Dupont ne fait plus partie de la société.
Je ne travaille plus chez Acme
Mme Martin a quitté l'entreprise.
M. Dupont est parti à la retraite.
Tom ya no trabaja aquí.
Ya no formo parte de Acme
Ha dejado la empresa
Pedro ya no está en la empresa.
Non lavora più qui
Il Sig. Rossi non fa più parte dell'azienda
Ha lasciato l'azienda
Jan werkt hier niet meer
Jan is niet meer werkzaam bij Acme
O João não trabalha mais aqui
O João já não trabalha na Acme
Ela deixou a empresa
Anna har slutat
Anna arbetar inte längre här
Peter er ikke længere ansat hos os
Per jobber ikke lenger her
Pan Kowalski już nie pracuje w naszej firmie
Herr Reed ist aus unserem Unternehmen ausgeschieden.
Frau Lind ist seit Januar nicht mehr bei uns.
Ich habe die Firma gewechselt.
Herr Meier ist leider verstorben.
Monsieur Petit n'est plus dans l'entreprise.
Elle ne travaille plus ici.
Juan ya no trabaja con nosotros.
Ya no laboro en esa empresa
Mario non lavora più con noi.
Mevrouw Jansen werkt niet meer bij ons.
Essa pessoa não trabalha mais conosco.`,
  not_now: `
Aktuell nicht, melden Sie sich im Herbst
Vielleicht nächstes Jahr
Derzeit leider nicht, gerne im Mai noch einmal.
Momentan kein Thema, bitte in drei Monaten nochmal melden.
Pas pour le moment, recontactez-moi en septembre
Revenez vers moi dans 6 mois
Pas maintenant.
Ahora no, quizá en unos meses
En este momento no, escríbeme en septiembre
Non ora, risentiamoci a settembre
Al momento no, ricontattatemi a gennaio
Nu niet, misschien volgend jaar
Op dit moment niet
Agora não, talvez no próximo ano
No momento não temos orçamento, entre em contato em julho
Inte just nu, hör av dig i höst
Ikke lige nu
Ikke nå, kanskje neste år
Nie teraz, proszę o kontakt w maju
Ich bin gerade zu beschäftigt, fragen Sie im Juni noch mal.
Im Moment kein Budget.
Bitte erst im neuen Jahr wieder.
Plutôt à la rentrée.
Nous n'avons pas le budget cette année.
Quizás más adelante.
Llámame en septiembre`,
  interested: `
Ja, gerne.
Klingt interessant, bitte rufen Sie mich an.
Gerne können wir telefonieren.
Wir hätten Interesse an einer Demo.
Ja, ich habe Interesse
Bitte senden Sie mir ein Angebot.
Oui, avec plaisir.
Je suis intéressé, appelez-moi.
Sí, me interesa.
Me gustaría ver una demo
Llámame mañana
Sì, mi interessa
Vorrei maggiori informazioni
Ja graag
Ik heb interesse
Gostaria de agendar uma reunião
Ja tack
Jag är intresserad
Jeg er interesseret`,
  question: `
Wie viel kostet das?
Haben Sie eine Schnittstelle zu SAP?
Combien ça coûte ?
¿Cuánto cuesta?
Quanto costa?
Wat kost het?
Quanto custa?`,
  referral: `
Bitte wenden Sie sich an Frau Lind
Ich bin nicht der richtige Ansprechpartner
Ich habe Ihre Mail an meinen Kollegen weitergeleitet.
Je ne suis pas la bonne personne, contactez Mme Martin
Je transmets à mon collègue.
No soy la persona adecuada, contacta con Pedro
Lo reenvío a mi compañera`,
  unsure: `
Wir haben kein Interesse an Basic, aber Pro ist interessant.`,
  goes_on: `
Nein, Dienstag geht nicht, Mittwoch passt.
Kein Problem, Donnerstag passt.
Non, mardi je ne peux pas, mercredi c'est bon.
Pas de problème pour jeudi.
No hay problema, el jueves me va bien.
No, el martes no puedo, el miércoles sí.
Nessun problema, giovedì va bene.
Danke, erhalten.
Merci, bien reçu.
Wir sind seit Mai nicht mehr bei der Telekom und suchen etwas Neues.
Wir arbeiten nicht mehr in getrennten Systemen, das passt also gut.
Wir haben unseren alten Anbieter verlassen und suchen Ersatz.
Nous avons quitté notre ancien prestataire, votre offre tombe bien.
Ya no usamos Excel, así que nos viene bien.`,
};
