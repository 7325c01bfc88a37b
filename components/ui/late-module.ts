/** A module that is fetched when somebody comes near what needs it; once it is here, it is there at once. */
export interface LateModule<Module> {
  /** Null until it has come. */
  readonly now: () => Module | null;
  readonly load: () => Promise<Module>;
}

export function lateModule<Module>(fetchIt: () => Promise<Module>): LateModule<Module> {
  let here: Module | null = null;
  const load = async () => {
    here ??= await fetchIt();
    return here;
  };
  return { now: () => here, load };
}
