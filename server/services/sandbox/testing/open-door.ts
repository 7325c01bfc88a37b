import { leave } from "@/server/services/leaving/leave";
import { useDoor as setDoor } from "@/server/services/sandbox/door";
import { followLink, recordOpen } from "@/server/services/signals/record-visit";

/** What the web server does with these paths, without one. Gives back the way to undo it. */
export function openDoor(): () => void {
  return setDoor(async ({ path, method, userAgent, form }) => {
    const [, place = "", token = ""] = path.split("/");
    const visitor = { method, userAgent, ip: "127.0.0.1", prefetch: false };
    if (place === "o") {
      await recordOpen(token, visitor);
      return { status: 200, location: null };
    }
    if (place === "c") {
      const followed = await followLink(token, visitor);
      return followed.ok ? { status: 302, location: followed.url } : { status: 404, location: null };
    }
    if (place === "unsubscribe" && form?.["List-Unsubscribe"] === "One-Click") {
      return { status: (await leave(token, "one-click")) ? 200 : 404, location: null };
    }
    return { status: 404, location: null };
  });
}
