/** Contacts a call takes at most. */
const SET = 1_000;

/** Does it for all of them, a set at a time and one after the other. What fails leaves the sets before it done. */
export async function inSets(ids: readonly string[], act: (ids: string[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < ids.length; from += SET) await act(ids.slice(from, from + SET));
}
