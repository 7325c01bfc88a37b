// Addresses of the web app itself: a workspace of that name would be unreachable.
const RESERVED = new Set(
  "api login sign-in sign-out sign-up signup join verify verify-email reset-password forgot-password new sandbox c card confirm f file o p t u v1 preferences unsubscribe support settings account welcome".split(
    " ",
  ),
);

/** A workspace's part of the address, from its name: "Café Blu" → "cafe-blu". `suffix` tells it from others of that name. */
export function toSlug(name: string, suffix: string | null): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  const base = plain === "" || RESERVED.has(plain) ? `${plain === "" ? "workspace" : plain}-1` : plain;
  return suffix === null ? base : `${base}-${suffix}`;
}
