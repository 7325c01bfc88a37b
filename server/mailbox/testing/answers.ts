import type { ReplyClass } from "@/core/reply-class";

/** Answers of people with what they mean. */
export interface Answer {
  readonly language: "en" | "de" | "fr" | "es";
  readonly text: string;
  readonly class: ReplyClass;
  /** Day of a "not now" written on 2 March 2026. */
  readonly until?: string;
}

type Row = readonly [ReplyClass, string, string?];
const of = (language: Answer["language"], rows: readonly Row[]): Answer[] =>
  rows.map(([kind, text, until]) => ({ language, text, class: kind, ...(until ? { until } : {}) }));

export const answers: readonly Answer[] = [
  ...of("en", [
    ["interested", "Hi Ana,\n\nthis sounds interesting. Can we talk on Thursday at 3pm?\n\nBest regards\nTom"],
    ["interested", "Yes please, send me the pricing."],
    ["interested", "I'd love to see a demo next week."],
    ["interested", "We are very interested in the Pro plan. How many seats does it include?"],
    ["question", "Does it work with SAP?"],
    ["question", "How did you get my address?"],
    ["question", "What does this cost for a team of twelve?"],
    ["neutral", "Thanks, noted."],
    ["neutral", "Ok, received."],
    ["referral", "Please talk to my colleague Jo Miller (jo@acme.example), she handles this."],
    ["referral", "I'm copying our head of purchasing, who looks after these things."],
    ["referral", "I am not the right contact. The right person for this is Sam Reed."],
    ["not_now", "Not right now, we have no budget this year. Get back to me in September.", "2026-09-01"],
    ["not_now", "We're swamped at the moment. Please check back in three months.", "2026-06-02"],
    ["not_now", "Not interested at the moment, maybe next quarter.", "2026-04-01"],
    ["not_now", "Bad timing. Reach out again after the summer.", "2026-09-01"],
    ["not_interested", "We are not in the business."],
    ["not_interested", "No thanks."],
    ["not_interested", "Thanks but we already use something else and are happy with it."],
    ["not_interested", "I'm not interested. Where did you get my name?"],
    ["not_interested", "This isn't relevant for us."],
    ["not_interested", "We went with another vendor."],
    ["unsubscribe", "stop"],
    ["unsubscribe", "Unsubscribe please."],
    ["unsubscribe", "Please remove me from your list."],
    ["unsubscribe", "Stop emailing me!"],
    ["unsubscribe", "I do not wish to receive any more of these. Take me off."],
    ["left_company", "Hello, Tom no longer works here. Please write to Jo instead."],
    ["unsure", "Not interested in the newsletter product, but we would like a demo of the CRM."],
  ]),
  ...of("de", [
    [
      "interested",
      "Hallo Frau Ruiz,\n\ndas klingt interessant. Können wir am Donnerstag telefonieren?\n\nMit freundlichen Grüßen\nJan Weber",
    ],
    ["interested", "Ja, gerne. Schicken Sie mir bitte ein Angebot."],
    ["interested", "Wir haben grundsätzlich Interesse und würden gerne einen Termin vereinbaren."],
    ["question", "Was kostet das für zwölf Personen?"],
    ["question", "Gibt es eine Schnittstelle zu DATEV?"],
    ["neutral", "Danke, habe ich bekommen."],
    ["referral", "Bitte wenden Sie sich an meinen Kollegen Herrn Lang (lang@firma.example)."],
    ["referral", "Ich habe Ihre Nachricht an den Einkauf weitergeleitet."],
    ["not_now", "Derzeit leider nicht. Melden Sie sich bitte im September noch einmal.", "2026-09-01"],
    ["not_now", "Wir haben dieses Jahr kein Budget mehr.", "2026-04-01"],
    ["not_interested", "Kein Interesse."],
    ["not_interested", "Nein danke, wir haben bereits eine Lösung im Einsatz."],
    ["not_interested", "Das passt leider nicht zu uns."],
    ["not_interested", "Wir benötigen das nicht."],
    ["unsubscribe", "Abmelden"],
    ["unsubscribe", "Bitte nehmen Sie mich aus Ihrem Verteiler."],
    ["unsubscribe", "Ich möchte keine weiteren E-Mails von Ihnen."],
    ["left_company", "Guten Tag, Herr Weber ist nicht mehr bei uns beschäftigt."],
  ]),
  ...of("fr", [
    ["interested", "Bonjour,\n\nje suis intéressé. Pouvons-nous organiser un appel jeudi ?\n\nCordialement\nLuc Petit"],
    ["interested", "Oui, volontiers. Envoyez-moi vos tarifs."],
    ["interested", "Cela m'intéresse, j'aimerais en savoir plus."],
    ["question", "Quel est le prix pour douze personnes ?"],
    ["question", "Est-ce compatible avec SAP ?"],
    ["neutral", "Merci, bien noté."],
    ["referral", "Merci de contacter ma collègue Claire Noir, qui s'occupe de ce sujet."],
    ["referral", "Je transmets à notre directeur des achats, en copie."],
    ["not_now", "Pas pour le moment. Recontactez-moi en septembre.", "2026-09-01"],
    ["not_now", "Nous n'avons pas de budget cette année.", "2026-04-01"],
    ["not_interested", "Non merci."],
    ["not_interested", "Je ne suis pas intéressé."],
    ["not_interested", "Nous avons déjà un prestataire pour cela."],
    ["not_interested", "Cela ne nous concerne pas."],
    ["unsubscribe", "STOP"],
    ["unsubscribe", "Merci de me retirer de votre liste."],
    ["unsubscribe", "Ne m'écrivez plus."],
    ["left_company", "Bonjour, M. Petit a quitté la société."],
  ]),
  ...of("es", [
    ["interested", "Hola Ana:\n\nme interesa. ¿Podemos hablar el jueves?\n\nUn saludo\nPablo"],
    ["interested", "Sí, por favor, envíeme una propuesta."],
    ["interested", "Nos gustaría ver una demo."],
    ["question", "¿Cuánto cuesta para doce personas?"],
    ["question", "¿Funciona con SAP?"],
    ["neutral", "Gracias, recibido."],
    ["referral", "Por favor, contacte con mi compañera Marta Gil, que se encarga de esto."],
    ["referral", "Lo reenvío a nuestro responsable de compras."],
    ["not_now", "Ahora mismo no. Escríbame en septiembre.", "2026-09-01"],
    ["not_now", "Este año no tenemos presupuesto.", "2026-04-01"],
    ["not_interested", "No, gracias."],
    ["not_interested", "No estamos interesados."],
    ["not_interested", "Ya trabajamos con otro proveedor."],
    ["not_interested", "No nos dedicamos a eso."],
    ["unsubscribe", "Baja"],
    ["unsubscribe", "Por favor, denme de baja de su lista."],
    ["unsubscribe", "No quiero recibir más correos."],
    ["left_company", "Hola, Pablo ya no trabaja aquí."],
  ]),
];
