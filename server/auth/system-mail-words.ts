import type { SystemMail } from "@/server/auth/system-mail";
import type { SystemMailText } from "@/server/mail/templates/system-mail";

/** What a mail program would make a link of. Anybody can sign up with anybody's address, and a name that leads somewhere. */
const LEADS = /:\/\/|www\.|@|\.\p{L}{2,}(?:[/?#\s]|$)/iu;

const hello = (name: string): string => (name === "" || LEADS.test(name) ? "Hello there," : `Hello ${name},`);

/** What Heed's own mails say. Plain words; how they look is the template's business. */
export function systemMailWords(mail: SystemMail): SystemMailText {
  switch (mail.kind) {
    case "verify":
      return {
        subject: "Confirm your address for Heed",
        before: [hello(mail.name), "one click and your account is ready."],
        button: "Confirm my address",
        after: [
          "The link works for 24 hours. If you did not sign up, do nothing: without the click there is no account.",
        ],
      };
    case "reset":
      return {
        subject: "A new password for Heed",
        before: [hello(mail.name), "somebody, most likely you, asked for a new password."],
        button: "Choose a new password",
        after: ["The link works for one hour and once. If it was not you, do nothing: your password stays as it is."],
      };
    case "exists":
      return {
        subject: "You already have an account with Heed",
        before: [
          hello(mail.name),
          "somebody, most likely you, signed up with this address. It already has an account.",
        ],
        button: "Sign in",
        after: ["If you forgot the password, ask for a new one on the sign-in page."],
      };
    case "invitation":
      return {
        subject: `${mail.inviterName} invites you to ${mail.workspaceName} on Heed`,
        before: [
          hello(""),
          `${mail.inviterName} would like you to join ${mail.workspaceName} as ${mail.role}. Heed keeps track of everything a company says to a person, and when to be quiet.`,
        ],
        button: `Join ${mail.workspaceName}`,
        after: ["The invitation works for seven days, for this address."],
      };
  }
}
