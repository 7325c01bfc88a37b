import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { notify } from "@/components/ui/toast";
import { errorMessage, fieldErrors } from "./field-errors";
import { useTRPC } from "./react";

export interface SaveEnd {
  /** What did not happen, where no field is to blame: "This topic was not saved". */
  readonly failed: string;
  /** Said when it is done; nothing where one sees it. */
  readonly saved?: string;
  /** What is read anew; left out: everything. */
  readonly stale?: readonly QueryKey[];
  /** After it is read anew: a dialog closes, a form is emptied. */
  readonly onSaved?: () => void;
}

/**
 * How a save ends: errors stand at their fields, one of no field is said, and what it changes is read anew. `end` goes to
 * every mutation of the form.
 */
export function useSaveEnd({ failed, saved, stale, onSaved }: SaveEnd) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const end = {
    onSuccess: async () => {
      setErrors({});
      if (saved !== undefined) notify({ title: saved });
      await Promise.all((stale ?? [trpc.pathKey()]).map((queryKey) => queries.invalidateQueries({ queryKey })));
      onSaved?.();
    },
    onError: (error: unknown) => {
      const found = fieldErrors(error);
      setErrors(found);
      if (Object.keys(found).length === 0) notify({ title: failed, description: errorMessage(error), tone: "error" });
    },
  };
  return { errors, end };
}
