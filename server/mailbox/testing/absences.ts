/** Out-of-office texts as people write them. Mails carry Date: Mon, 2 Mar 2026 09:00:00 +0100; `back` is the first day back. */
export interface Absence {
  readonly language: "en" | "de" | "fr" | "es";
  readonly text: string;
  /** `YYYY-MM-DD`, or null where the text names no day (14 days then). */
  readonly back: string | null;
}

const of = (language: Absence["language"], rows: readonly (readonly [string, string | null])[]): Absence[] =>
  rows.map(([text, back]) => ({ language, text, back }));

export const absences: readonly Absence[] = [
  ...of("en", [
    [
      "I am out of the office until Monday, March 9. For urgent matters please contact Jo Miller at jo@acme.example.",
      "2026-03-10",
    ],
    [
      "Thank you for your email. I'm currently on annual leave and will be back in the office on 16 March 2026.",
      "2026-03-16",
    ],
    ["Hi,\n\nI am on vacation from March 1st to March 13th with no access to email.\n\nBest,\nAna", "2026-03-14"],
    ["I am travelling this week with limited access to email. I will respond when I return on Friday.", "2026-03-06"],
    ["I'll be away from my desk for the next two weeks. Please call the main line.", "2026-03-16"],
    ["I am currently on maternity leave and will return in June. Please write to team@acme.example.", null],
    ["Out of office. Back Wednesday.", "2026-03-04"],
    ["I will be out of office starting 02/28/2026 and returning 03/11/2026.", "2026-03-11"],
    ["Our office is closed for the holidays. We will be back on 2026-03-05.", "2026-03-05"],
    ["I'm OOO through 3/6.", "2026-03-07"],
    ["I am attending a conference and will be back tomorrow.", "2026-03-03"],
    ["I am out sick today. Replies will be slow.", null],
    ["Thanks for your message! I'm away until the 20th of March and will reply after that.", "2026-03-21"],
    ["I am on parental leave until 1 December 2026. In my absence please contact Sam.", null],
    ["Hello, I am not in the office at the moment. I return on Thursday, 12th March.", "2026-03-12"],
    ["I'm on a business trip between 2 March and 7 March, replies may be delayed.", "2026-03-08"],
  ]),
  ...of("de", [
    [
      "Guten Tag,\n\nich bin bis einschließlich 13.03.2026 nicht im Büro. Ihre E-Mail wird nicht weitergeleitet.\n\nMit freundlichen Grüßen\nJan Weber",
      "2026-03-14",
    ],
    ["Vielen Dank für Ihre Nachricht. Ich bin im Urlaub und ab dem 16. März wieder für Sie da.", "2026-03-16"],
    [
      "Ich befinde mich vom 02.03. bis zum 06.03. auf Dienstreise und habe nur eingeschränkt Zugriff auf meine E-Mails.",
      "2026-03-07",
    ],
    [
      "Sehr geehrte Damen und Herren, ich bin derzeit nicht erreichbar. Am Donnerstag bin ich wieder im Büro.",
      "2026-03-05",
    ],
    ["Ich bin in Elternzeit und bis auf Weiteres nicht erreichbar. Bitte wenden Sie sich an Frau Kurz.", null],
    ["Ich bin außer Haus und ab Montag, den 9. März 2026 wieder erreichbar.", "2026-03-09"],
    ["Hallo, ich bin erst in zwei Wochen wieder im Büro. In dringenden Fällen: 030 555 123.", "2026-03-16"],
    ["Wir haben Betriebsferien. Ab 10.3. sind wir wieder für Sie da.", "2026-03-10"],
    ["Bin krankheitsbedingt abwesend, bitte wenden Sie sich an das Team.", null],
    ["Ich bin heute nicht im Hause und morgen wieder da.", "2026-03-03"],
    [
      "Ich bin ab 20.03.2026 wieder für Sie erreichbar. Während meiner Abwesenheit vertritt mich Herr Lang.",
      "2026-03-20",
    ],
    ["Aufgrund meines Urlaubs kann ich Ihre E-Mail erst am 24.03. beantworten. Ich bin nicht im Büro.", "2026-03-24"],
    ["Ich bin im wohlverdienten Urlaub bis Freitag, 13. März.", "2026-03-14"],
    ["Ich bin zur Zeit auf Geschäftsreise; nach meiner Rückkehr melde ich mich.", null],
    ["Danke für deine Mail! Ich bin nächste Woche wieder da.", "2026-03-09"],
  ]),
  ...of("fr", [
    [
      "Bonjour,\n\nJe suis absent du bureau jusqu'au 13 mars inclus. En cas d'urgence, contactez Luc Petit.\n\nCordialement",
      "2026-03-14",
    ],
    ["Merci pour votre message. Je suis actuellement en congés et serai de retour le 16 mars 2026.", "2026-03-16"],
    ["Je suis en déplacement du 2 au 6 mars avec un accès limité à ma messagerie.", "2026-03-07"],
    ["Je suis absente aujourd'hui et de retour demain.", "2026-03-03"],
    ["Actuellement en congé maternité, je ne consulte pas mes mails. Merci de contacter l'équipe.", null],
    ["Je serai absente jusqu'à vendredi. Je vous répondrai à mon retour.", "2026-03-07"],
    ["Nos bureaux sont fermés. Nous serons de retour lundi 9 mars.", "2026-03-09"],
    ["Je suis en vacances pendant deux semaines.", "2026-03-16"],
    ["Absence du bureau : de retour le 20/03/2026.", "2026-03-20"],
    ["Je suis en formation cette semaine, joignable à partir du 9 mars.", "2026-03-09"],
    ["Je suis en arrêt maladie, merci de vous adresser à mon collègue Paul.", null],
    ["Bonjour, je suis en congés jusqu'au 1er avril.", "2026-04-02"],
    ["Je n'ai pas accès à ma messagerie durant mon absence. Retour prévu le 11 mars.", "2026-03-11"],
    ["Je suis hors du bureau et serai de nouveau joignable dès mercredi.", "2026-03-04"],
    ["En congé parental, je reviens la semaine prochaine.", "2026-03-09"],
  ]),
  ...of("es", [
    [
      "Buenos días:\n\nEstoy fuera de la oficina hasta el 13 de marzo. Para temas urgentes contacte con Eva Ruiz.\n\nUn saludo",
      "2026-03-14",
    ],
    ["Gracias por su mensaje. Estoy de vacaciones y volveré el 16 de marzo de 2026.", "2026-03-16"],
    ["Me encuentro de viaje del 2 al 6 de marzo con acceso limitado al correo.", "2026-03-07"],
    ["Estaré ausente hasta el viernes.", "2026-03-07"],
    ["Estoy de baja por maternidad. Por favor, escriba a equipo@acme.example.", null],
    ["Hoy no estoy disponible. Estaré de vuelta mañana.", "2026-03-03"],
    ["Nuestras oficinas permanecerán cerradas. Regresamos el lunes 9 de marzo.", "2026-03-09"],
    ["Estoy de vacaciones durante dos semanas.", "2026-03-16"],
    ["Fuera de la oficina. Vuelvo el 20/03/2026.", "2026-03-20"],
    ["Me reincorporaré el próximo 11 de marzo. Durante mi ausencia le atenderá Marta.", "2026-03-11"],
    ["Estoy de permiso y sin acceso a mi correo.", null],
    ["Hola, me encuentro fuera de la oficina. Estaré disponible a partir del jueves.", "2026-03-05"],
    ["Estoy en un congreso, responderé a mi vuelta el 12/03.", "2026-03-12"],
    ["Actualmente me encuentro ausente por vacaciones desde el 1 de marzo hasta el 22 de marzo.", "2026-03-23"],
    ["Estaré fuera la semana próxima incluida; vuelvo dentro de quince días.", "2026-03-17"],
  ]),
];
