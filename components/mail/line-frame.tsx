import type { ReactNode, Ref } from "react";
import { lineFrame } from "./text-look";

/** The box around a line: what it is for while it is empty, and at its right how values come into it. */
export function LineFrame({
  ref,
  hasError,
  placeholder,
  values,
  children,
}: {
  ref?: Ref<HTMLDivElement>;
  hasError: boolean;
  placeholder: string;
  values: ReactNode;
  children: ReactNode;
}) {
  return (
    <div ref={ref} data-writing className={lineFrame(hasError)}>
      {placeholder ? (
        <span aria-hidden="true" className="pointer-events-none absolute top-1 left-2.5 text-ink3 leading-6">
          {placeholder}
        </span>
      ) : null}
      {children}
      <span className="absolute top-0.5 right-1.5">{values}</span>
    </div>
  );
}
