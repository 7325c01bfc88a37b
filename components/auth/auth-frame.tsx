import type { ReactNode } from "react";
import { Wordmark } from "@/components/shell/wordmark";
import { PathPicture } from "./path-picture";

export interface AuthFrameProps {
  title: string;
  description?: ReactNode;
  children: ReactNode;
  /** The other way: "New here? Create an account". */
  footer?: ReactNode;
}

/** The frame of every page one sees before one is in. */
export function AuthFrame({ title, description, children, footer }: AuthFrameProps) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(26rem,1fr)_1.15fr]">
      <main className="flex flex-col border-line bg-surface px-6 py-6 sm:px-10 lg:border-r">
        <Wordmark />
        <div className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-12">
          <h1 className="font-medium font-serif text-figure">{title}</h1>
          {description ? <p className="mt-2 text-ink2">{description}</p> : null}
          <div className="mt-7">{children}</div>
          {footer ? <p className="mt-6 text-ink2">{footer}</p> : null}
        </div>
      </main>
      <div className="hidden lg:block">
        <PathPicture />
      </div>
    </div>
  );
}
