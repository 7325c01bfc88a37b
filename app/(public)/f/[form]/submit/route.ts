import "@/server/database";
import { InvalidError, TooManyError } from "@/server/services/errors";
import { submitForm } from "@/server/services/forms/submit";
import { readVisitor } from "@/server/services/signals/visitor";
import { readForm } from "../../../read-form";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ form: string }> };

/** The form's own page, or the same form on somebody's website. Leads to the page that says what to do next. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { form: id } = await params;
  const form = await readForm(request);
  if (!form) return new Response("Send a form", { status: 415 });
  const text = (name: string) => String(form.get(name) ?? "");
  try {
    const done = await submitForm(
      id,
      {
        email: text("email"),
        firstName: text("first_name"),
        lastName: text("last_name"),
        website: text("website"),
      },
      readVisitor(request),
    );
    return see(id, done ? "sent=1" : "");
  } catch (error) {
    if (error instanceof InvalidError) return see(id, "problem=address");
    if (error instanceof TooManyError) return see(id, "problem=often");
    throw error;
  }
}

const see = (id: string, how: string) =>
  new Response(null, {
    status: 303,
    headers: { "cache-control": "no-store", location: `/f/${encodeURIComponent(id)}${how === "" ? "" : `?${how}`}` },
  });
