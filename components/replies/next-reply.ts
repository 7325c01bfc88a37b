/**
 * Which reply is looked at when one has left the list: the one below it, else the one above. Null: stay where one is, because
 * one has gone on already, or there is no other.
 */
export function nextReply(ids: readonly string[], gone: string, selected: string | null): string | null {
  if (gone !== selected) return null;
  const at = ids.indexOf(gone);
  return ids[at + 1] ?? ids[at - 1] ?? null;
}
