import type { Metadata } from "next";
import { Wordmark } from "@/components/shell/wordmark";
import { buttonStyle } from "@/components/ui/button-style";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-6 px-6 py-12">
      <Wordmark />
      <div>
        <h1 className="font-medium font-serif text-figure">There is no such page</h1>
        <p className="mt-2 text-ink2">The address may be mistyped, or what was here is gone or not yours to see.</p>
      </div>
      <div>
        <a href="/" className={buttonStyle({ variant: "primary", size: "lg" })}>
          To the start
        </a>
      </div>
    </main>
  );
}
