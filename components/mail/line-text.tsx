"use client";

import { useContext, useMemo, useRef } from "react";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { lateModule } from "@/components/ui/late-module";
import type { MailNode } from "@/core/mail-document";
import { toLineContent } from "./line-document";
import { LineFrame } from "./line-frame";
import { ReadOnly } from "./read-only";
import { StillBox } from "./still-box";
import { lineStyle, textbox } from "./text-look";
import { useStandIn } from "./use-stand-in";
import { mayBeEmptyIn } from "./value-look";
import { ValuesButton } from "./values-button";

export interface LineTextProps {
  label: string;
  /** Text with Liquid, as it is kept. */
  value: string;
  placeholder: string;
  onChange: (line: string) => void;
  /** Enter: there is no second line. */
  onEnter: (from: HTMLElement) => void;
  vocabulary: Pick<WorkspaceVocabulary, "attributes">;
  /** Id of what says what is wrong, where something is. */
  errorId: string | null;
  hintId: string | null;
}

// It comes with the mail's editor, when somebody is about to write.
const editor = lateModule(() => import("./merge-line").then(({ MergeLine }) => MergeLine));

/** One line of a mail that may name values of the person, to be written in. */
export function LineText(props: LineTextProps) {
  const { value, placeholder, vocabulary, errorId } = props;
  const frame = useRef<HTMLDivElement>(null);
  const readOnly = useContext(ReadOnly);
  const nodes = useMemo((): MailNode[] => [{ type: "paragraph", content: toLineContent(value) }], [value]);
  const mayBeEmpty = useMemo(() => mayBeEmptyIn(vocabulary.attributes), [vocabulary.attributes]);
  const { Editor, isStill, takeOver } = useStandIn(editor, frame, {
    mayWrite: !readOnly,
    suffices: true,
    draw: (Late, given) => <Late {...props} takeOver={given} />,
  });
  return (
    <>
      {Editor ? <Editor {...props} takeOver={takeOver} /> : null}
      {isStill ? (
        <LineFrame
          ref={frame}
          hasError={errorId !== null}
          placeholder={value === "" ? placeholder : ""}
          values={<ValuesButton />}
        >
          <StillBox
            announced={textbox({ ...props, readOnly, multiline: false })}
            nodes={nodes}
            mayBeEmpty={mayBeEmpty}
            className={lineStyle}
          />
        </LineFrame>
      ) : null}
    </>
  );
}
