/** How a mailbox is reached and signed in to. Lives in memory only; never logged, never sent to a browser. */
export interface MailAccount {
  readonly id: string;
  readonly workspaceId: string;
  readonly address: string;
  readonly username: string;
  readonly imap: MailServer;
  readonly smtp: MailServer;
  readonly auth:
    | { readonly kind: "password"; readonly password: string }
    | { readonly kind: "token"; readonly accessToken: string };
}

export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS, without which nothing is said. */
  readonly secure: boolean;
}

export type FolderRole = "inbox" | "sent" | "all" | "junk";
