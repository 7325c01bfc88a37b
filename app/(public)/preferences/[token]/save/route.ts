import "@/server/database";
import { readForm } from "@/server/api/read-body";
import { savePreferences, stopAll } from "@/server/services/leaving/preferences";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ token: string }> };

/** The preference page's form. Leads back to the page, which says what holds now. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const token = (await params).token;
  const form = await readForm(request);
  if (form === null) return new Response("Send a form", { status: 415 });
  const texts = (name: string) => form.getAll(name).filter((value) => typeof value === "string");
  const [pace = "", pausedUntil = ""] = [texts("pace")[0], texts("pausedUntil")[0]];
  if (form.get("do") === "stop") {
    await stopAll(token);
    return back(token, "saved=1");
  }
  const saved = await savePreferences(token, {
    shown: texts("shown"),
    on: texts("on"),
    pace: isPace(pace) ? pace : null,
    pausedUntil: pausedUntil === "" ? null : pausedUntil.slice(0, 40),
  });
  return back(token, saved?.badDate ? "saved=1&problem=date" : "saved=1");
}

const paces = ["daily", "weekly", "twice_a_month", "monthly"] as const;
const isPace = (value: string): value is (typeof paces)[number] => paces.some((pace) => pace === value);

const back = (token: string, how: string) =>
  new Response(null, {
    status: 303,
    headers: { "cache-control": "no-store", location: `/preferences/${encodeURIComponent(token)}?${how}` },
  });
