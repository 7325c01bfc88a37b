import { addMs, toEpochMs } from "@/core/instant";
import { ownerSql } from "@/db/client";
import { createContact, createWorkspace } from "@/db/testing/factories";
import type { OutgoingMail } from "@/server/mail/port";
import { createSandboxTransport } from "@/server/mail/sandbox";
import { keepSandboxMail } from "@/server/services/sandbox/keep-mail";
import { decidePeople } from "@/server/services/touches/decide";
import { handOverTouches } from "@/server/services/touches/hand-over";
import { loadOutgoing } from "@/server/services/touches/load-outgoing";
import { GATHER_MS, type NewTouch, requestTouches } from "@/server/services/touches/request";
import { at, monday, touchOf } from "@/server/services/touches/testing/new-touch";

/** When the mails of these tests leave: Monday 4 May 2026, 10:00:02 UTC. */
export const sentAt = monday + GATHER_MS;

const body =
  "Hi, see [our prices](https://shop.example/prices?plan={{ entry.plan }}), [the tour](https://shop.example/tour) or [the terms](https://shop.example/terms).";

/** One mail that really left through the sandbox transport or, with `real`, through a provider that took it. */
export async function sentMail(
  given: { real?: boolean; touch?: Partial<NewTouch>; workspace?: Awaited<ReturnType<typeof createWorkspace>> } = {},
) {
  const world = given.workspace ?? (await createWorkspace());
  const who = await createContact(world.workspaceId);
  const touch = touchOf(world, who, {
    key: `mail-${who.contactId}`,
    request: { from: "content", subject: "Prices", preview: "", body, threadKey: null, data: { plan: "pro team" } },
    ...given.touch,
  });
  await requestTouches(ownerSql(), [touch]);
  const [touchId = ""] = await at(sentAt, async () => {
    const { claimed } = await decidePeople(world.workspaceId, [who.personId]);
    await handOverTouches(world.workspaceId, claimed, () =>
      Promise.resolve(given.real ? taking : createSandboxTransport(keepSandboxMail)),
    );
    return claimed;
  });
  if (touchId === "") throw new Error("the mail did not leave");
  const [outgoing] = await loadOutgoing(world.workspaceId, [touchId]);
  if (!outgoing) throw new Error("the mail cannot be shown again");
  return { ...world, ...who, touchId, mail: outgoing.mail };
}

const taking = {
  honoursKeys: false,
  send: (mail: OutgoingMail) =>
    Promise.resolve({
      outcome: "accepted" as const,
      providerId: "p",
      messageId: mail.messageId,
      aliases: [],
      answer: "250",
    }),
  close: () => Promise.resolve(),
};

/** Tokens of the mail's pixel and links, in reading order; the link no person sees is the last. */
export function tokensOf({ html }: OutgoingMail) {
  const all = (path: string) => [...html.matchAll(new RegExp(`/${path}/([^"]+)"`, "g"))].map((hit) => hit[1] ?? "");
  const links = all("c");
  return {
    pixel: all("o")[0] ?? "",
    links: links.slice(0, -1),
    trap: links.at(-1) ?? "",
    leave: all("unsubscribe")[0] ?? "",
    prefer: all("preferences")[0] ?? "",
  };
}

/** Does something so many seconds after the mail left. */
export const later = <T>(seconds: number, work: () => Promise<T>): Promise<T> =>
  at(addMs(toEpochMs(sentAt), seconds * 1_000), work);

export const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
export const thunderbird = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.0";
export const visitor = (
  given: { userAgent?: string | null; ip?: string; method?: string; prefetch?: boolean } = {},
) => ({
  method: "GET",
  userAgent: firefox,
  ip: "203.0.113.7",
  prefetch: false,
  ...given,
});
export const oldChrome =
  "Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/60.0.3112.113 Safari/537.36";
