import { describe, expect, test } from "vitest";
import { classifyHuman } from "@/core/reply-human";

/** The worst mistake: words of leaving that are about something else. */
const NO_WISH_TO_LEAVE = [
  "Please don't remove me from the list, I read every one.",
  "Does your tool handle unsubscribe requests by itself?",
  "We saw that your unsubscribe page is nicely done.",
  "Can our customers opt out of tracking?",
  "Your mail was marked as spam by our filter, I only found it now.",
  "Can it take us from 50 to 500 users?",
  "This could finally get us off spreadsheets.",
  "Drop me a line from your work address, then we talk.",
  "We want to stop sending paper invoices.",
  "We can't stop writing about it here.",
  "We had no further communication from Peter.",
  "I don't want to get ahead of myself, but this looks good.",
  "We did not sign up for the premium plan, can we change?",
  "Will these errors go away?",
  "Please remove Peter from the invite.",
  "Please remove me from the calendar invite, I will dial in from the car.",
  "Thursday works.\n\nIf you do not wish to receive further emails from Bank plc, please unsubscribe here.",
  "Thursday works.\n\nThis email and any attachments are confidential. If you are not the addressee, delete it. Unsubscribe here.",
  "Ich habe leider keine E-Mails von Ihnen bekommen, senden Sie sie noch einmal?",
  "Nehmen Sie bitte Kontakt mit meinem Kollegen auf.",
  "Nehmen Sie uns gern in Ihren Verteiler auf.",
  "Tragen Sie mich bitte in die Liste für die Demo ein.",
  "Sie haben mich nicht mehr kontaktiert, dabei wäre ich interessiert.",
  "Ich widerspreche der Rechnung vom Mai.",
  "Passt.\n\nWenn Sie von uns keine Werbung mehr wünschen, schreiben Sie an info@firma.example.",
  "Nous voulons supprimer notre outil actuel.",
  "Je ne m'oppose pas à un appel.",
  "Je n'ai plus de mails de votre part, pouvez-vous renvoyer ?",
  "Buscamos algo exclusivo para nuestro equipo, nos interesa.",
  "Envíame el borrador del contrato y me dices.",
  "Queremos dar de baja a nuestro proveedor actual.",
  "No me contactaron, sigo interesado.",
  "No mandamos facturas en papel.",
  "Please don't delete my data, I still need the trial.",
  "I don't want to be contacted by phone, but mail is fine.",
  "Ich möchte keine Nachrichten verpassen.",
  "Schreiben Sie mir nicht vor Montag, ich bin auf der Messe.",
  "Supprimez la pièce jointe et renvoyez-moi le tout.",
  "No me envíe el contrato todavía.",
  "No me llame hoy, mejor el jueves.",
  "Do you stop sending when a contact replies?",
  "Can we opt out of the annual plan?",
  "He never signed up, can you resend the invitation?",
  "I never asked for pricing, could you send it?",
  "Please remove my mail from yesterday, it had the wrong file.",
  "Don't send me the contract yet.",
  "Peut-on supprimer des contacts de la liste ?",
  "¿Se pueden eliminar contactos de la lista?",
];

const WISH_TO_LEAVE = [
  "Remove me from your database.",
  "Take me off this list or I will report you.",
  "Please take my name off.",
  "Hi, please unsubscribe.",
  "How do I unsubscribe?",
  "I want to unsubscribe from these mails.",
  "Your unsubscribe link doesn't work!",
  "I already unsubscribed twice.",
  "I asked you to stop emailing me.",
  "I'd like to opt out of these.",
  "I will mark this as spam.",
  "I don't want to receive any more of these.",
  "I never signed up for this.",
  "If you don't stop emailing me I will call my lawyer.",
  "No more emails please.",
  "Melden Sie mich bitte von Ihrem Newsletter ab.",
  "Nehmen Sie mich aus dem Verteiler.",
  "Löschen Sie alle meine Daten.",
  "Bitte keine weiteren Mails mehr.",
  "Ich möchte keine Werbung mehr von Ihnen bekommen.",
  "Ich widerspreche der Nutzung meiner Daten zu Werbezwecken.",
  "Supprimez-moi de vos fichiers.",
  "Arrêtez de m'écrire.",
  "Je ne souhaite plus recevoir vos messages.",
  "Je m'oppose à tout démarchage.",
  "Elimine mi correo de su base de datos.",
  "Quiero darme de baja.",
  "No me escriban más.",
  "Dejen de enviarme publicidad.",
  "Delete my data under GDPR.",
  "We no longer wish to be contacted.",
  "Bitte nehmen Sie mich von Ihrer Liste.",
  "Ich bitte um Löschung meiner Daten.",
  "Schreiben Sie mir nie wieder.",
  "Merci de supprimer mon adresse de vos listes.",
  "No me envíen más publicidad.",
  "No me llame.",
  "I'd like to be removed from your list.",
  "I would appreciate it if you stopped emailing me.",
  "Do not send me any more emails.",
  "Please delete my email address.",
  "Where is the unsubscribe button?",
  "Enough with the emails!",
  "Bitte von der Liste nehmen.",
  "Bitte sehen Sie von weiteren Zusendungen ab.",
  "Hiermit untersage ich Ihnen die Zusendung von Werbung.",
  "Je ne veux plus rien recevoir de votre part.",
  "No vuelvan a escribirme.",
];

const NOT_GONE = [
  "I left you a voicemail, call me back.",
  "I left a comment in the document.",
  "We're no longer with our old vendor, so the timing is perfect.",
  "The link in your mail is no longer working.",
  "We've moved on from spreadsheets.",
  "Wir sind nicht mehr bei unserem alten Anbieter.",
  "Wir können uns auf Ihr Team verlassen.",
  "Le lien n'est plus valide.",
  "El enlace ya no existe.",
];

const GONE = [
  "Ben left the company in June.",
  "I'm no longer with Acme.",
  "He no longer works here.",
  "Frau Lau ist nicht mehr für die Contoso GmbH tätig.",
  "Cette adresse n'est plus utilisée.",
  "Raúl ya no trabaja en la empresa.",
];

const kind = (text: string) => classifyHuman(text).class;

describe("leaving", () => {
  test.each(NO_WISH_TO_LEAVE)("no wish: %s", (text) => {
    expect(kind(text), JSON.stringify(classifyHuman(text).evidence)).not.toBe("unsubscribe");
  });
  test.each(WISH_TO_LEAVE)("a wish: %s", (text) => {
    expect(kind(text), JSON.stringify(classifyHuman(text).evidence)).toBe("unsubscribe");
  });
});

describe("gone", () => {
  test.each(NOT_GONE)("not gone: %s", (text) => {
    expect(kind(text), JSON.stringify(classifyHuman(text).evidence)).not.toBe("left_company");
  });
  test.each(GONE)("gone: %s", (text) => {
    expect(kind(text), JSON.stringify(classifyHuman(text).evidence)).toBe("left_company");
  });
});

test("a sentence does not end at the dot of an address", () => {
  expect(kind("Contactez plutôt Claire Noël : claire.noel@acme.example")).toBe("referral");
});
