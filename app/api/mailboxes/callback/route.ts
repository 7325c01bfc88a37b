import { toMailboxPage } from "@/server/api/mailbox-callback";

/** Google and Microsoft send members back here; their own page takes the code, with the member's session and rights. */
export function GET(request: Request): Response {
  return toMailboxPage(request);
}
