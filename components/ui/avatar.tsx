import { cn } from "./cn";

const tints = [
  "bg-pine-tint text-pine",
  "bg-iris-tint text-iris",
  "bg-slate-tint text-slate",
  "bg-amber-tint text-amber",
] as const;

/** First letters of the first and last word: "Ana Ruiz" → "AR", "jonas@hallerbau.example" → "J". */
export function toInitials(name: string): string {
  const words = (name.split("@")[0] ?? "").split(/[\s._-]+/).filter(Boolean);
  const first = words[0]?.at(0) ?? "?";
  const last = words.length > 1 && !name.includes("@") ? (words.at(-1)?.at(0) ?? "") : "";
  return (first + last).toLocaleUpperCase("en");
}

function pickTint(name: string): string {
  let sum = 0;
  for (const char of name) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 997;
  return tints[sum % tints.length] ?? tints[0];
}

const sizes = { sm: "size-6 text-micro", md: "size-8 text-caption", lg: "size-11 text-base" } as const;

/** Initials in a quiet disc. The name stands beside it, so it says nothing to assistive tech. */
export function Avatar({
  name,
  size = "md",
  className,
}: {
  name: string;
  size?: keyof typeof sizes;
  className?: string | undefined;
}) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "grid shrink-0 select-none place-items-center rounded-pill font-semibold",
        sizes[size],
        pickTint(name),
        className,
      )}
    >
      {toInitials(name)}
    </span>
  );
}
