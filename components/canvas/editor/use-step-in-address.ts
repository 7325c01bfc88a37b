import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";

const KEY = "step";
/** Browsers let a page write its address a hundred times in half a minute. */
const AFTER_MS = 50;

/**
 * The number of the open step, which stands in the address as `?step=S3`. It is known here at once and written there a moment
 * later. A few lines for one word: the library that holds the filters of lists would travel with every canvas.
 */
export function useStepInAddress(): readonly [string | null, (step: string | null) => void] {
  const asked = useSearchParams().get(KEY);
  const [step, setStep] = useState(asked);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const own = useRef<(string | null)[]>([]); // written, and not yet heard of again
  useEffect(() => {
    const heard = own.current.indexOf(asked);
    if (heard < 0) setStep(asked);
    else own.current.splice(0, heard + 1);
  }, [asked]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const open = useCallback((next: string | null) => {
    setStep(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const address = new URL(window.location.href);
      if (address.searchParams.get(KEY) === next) return;
      if (next === null) address.searchParams.delete(KEY);
      else address.searchParams.set(KEY, next);
      own.current.push(next);
      window.history.replaceState(null, "", address);
    }, AFTER_MS);
  }, []);
  return [step, open];
}
