import { type Advance, advanceEnrollments, type ToAdvance } from "@/server/services/enrollments/advance-enrollments";

interface Caller {
  readonly item: ToAdvance;
  resolve(advance: Advance): void;
  reject(error: unknown): void;
}

/** Enrollments of one transaction. */
const SET = 100;
/** Sets under way at once: one works in the database while the other is being driven. */
const FLUSHES = 2;
/** How long the first caller of a set waits for others. */
const GATHER_MS = 3;

const callers: Caller[] = [];
let running = 0;
let timer: NodeJS.Timeout | undefined;

/**
 * Advances one enrollment together with all others that are asked for within milliseconds, in one transaction. When the set
 * fails each is tried alone, so that a bad one fails by itself.
 */
export function advanceGathered(item: ToAdvance): Promise<Advance> {
  return new Promise((resolve, reject) => {
    callers.push({ item, resolve, reject });
    schedule();
  });
}

function schedule(): void {
  if (running >= FLUSHES || callers.length === 0) return;
  if (callers.length >= SET) flush();
  else timer ??= setTimeout(flush, GATHER_MS);
}

function flush(): void {
  clearTimeout(timer);
  timer = undefined;
  if (running >= FLUSHES) return; // whoever ends schedules again
  const set = takeSet();
  if (set.length === 0) return;
  running += 1;
  void advanceSet(set).finally(() => {
    running -= 1;
    schedule();
  });
}

/** Up to a set of different enrollments; a second call for one of them waits for the next set. */
function takeSet(): Caller[] {
  const set = new Map<string, Caller>();
  const left: Caller[] = [];
  for (const caller of callers.splice(0)) {
    if (set.size < SET && !set.has(caller.item.id)) set.set(caller.item.id, caller);
    else left.push(caller);
  }
  callers.push(...left);
  return [...set.values()];
}

async function advanceSet(set: readonly Caller[]): Promise<void> {
  try {
    const advances = await advanceEnrollments(set.map(({ item }) => item));
    set.forEach((caller, index) => {
      const advance = advances[index];
      if (advance) caller.resolve(advance);
      else caller.reject(new Error(`no answer for enrollment ${caller.item.id}`));
    });
  } catch (error) {
    const [only, ...others] = set;
    if (only && others.length === 0) only.reject(error);
    else for (const caller of set) await advanceSet([caller]);
  }
}
