"use client";

import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import { Failure } from "./failure";
import type { LateModule } from "./late-module";

interface LateProps<Props> {
  readonly module: LateModule<ComponentType<Props>>;
  /** Where the part would stand, with what it was given. */
  readonly around: (failure: ReactNode, props: Props) => ReactNode;
  readonly props: Props;
}

/**
 * A part that is fetched when it is first drawn or somebody comes near, and until then is nothing. If it cannot be fetched,
 * the page stands: its place says so and offers another try.
 */
export const latePart =
  <Props extends object>(
    module: LateProps<Props>["module"],
    around: LateProps<Props>["around"],
  ): ComponentType<Props> =>
  (props) => <Late module={module} around={around} props={props} />;

function Late<Props extends object>({ module, around, props }: LateProps<Props>) {
  const { Part, failure } = useLatePart(module);
  if (Part) return <Part {...props} />;
  return failure ? around(failure, props) : null;
}

function useLatePart<Props>(module: LateModule<ComponentType<Props>>) {
  const [asked, setAsked] = useState(1);
  /** How often it has failed to come. */
  const [failed, setFailed] = useState(0);
  const [Part, setPart] = useState(module.now);
  const isThere = Part !== null;
  useEffect(() => {
    if (isThere) return;
    let isGone = false;
    module.load().then(
      (loaded) => isGone || setPart(() => loaded),
      (error: unknown) => {
        if (isGone) return;
        console.error(error); // it may be more than a lost connection
        setFailed(asked);
      },
    );
    return () => {
      isGone = true;
    };
  }, [module, asked, isThere]);
  const failure =
    failed === 0 ? null : (
      <Failure size="inline" retrying={asked > failed} onRetry={() => setAsked(failed + 1)}>
        It could not be fetched. Nothing was lost: try again once you are connected.
      </Failure>
    );
  return { Part, failure };
}
