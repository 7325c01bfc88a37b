/** `a•••@example.com`: whose it is knows it, nobody else learns it. */
export function maskAddress(address: string | null): string {
  const at = address?.lastIndexOf("@") ?? -1;
  if (address === null || at < 1) return "your address";
  return `${[...address][0]}•••${address.slice(at)}`;
}
