/** A mail of Heed itself, as data; its words are in server/mail/templates. Links are absolute. */
export type SystemMail =
  | { readonly kind: "verify"; readonly to: string; readonly name: string; readonly url: string }
  | { readonly kind: "reset"; readonly to: string; readonly name: string; readonly url: string }
  /** Somebody signed up with an address that already has an account. */
  | { readonly kind: "exists"; readonly to: string; readonly name: string; readonly url: string }
  | {
      readonly kind: "invitation";
      readonly to: string;
      readonly workspaceName: string;
      readonly inviterName: string;
      readonly role: string;
      readonly url: string;
    };

/** Port: hands a mail to whatever sends Heed's own mail. Resolves when it was taken over; throws when it was not. */
export type SendSystemMail = (mail: SystemMail) => Promise<void>;
