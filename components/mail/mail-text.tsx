"use client";

import { useContext, useMemo, useRef } from "react";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { lateModule } from "@/components/ui/late-module";
import { toMailDocument } from "@/core/mail-document";
import { ReadOnly } from "./read-only";
import { StillBox } from "./still-box";
import { canStandStill } from "./still-text";
import { mailFrame, mailStyle, textbox } from "./text-look";
import { Tool, ToolbarRow, toolNames } from "./toolbar-tools";
import { useStandIn } from "./use-stand-in";
import { mayBeEmptyIn } from "./value-look";
import { ValuesButton } from "./values-button";

export interface MailTextProps {
  label: string;
  /** The body in the text format of core/merge-body. */
  value: string;
  onChange: (body: string) => void;
  vocabulary: Pick<WorkspaceVocabulary, "attributes">;
}

// An editor is a third of a megabyte: it comes when somebody is about to write.
const editor = lateModule(() => import("./mail-editor").then(({ MailEditor }) => MailEditor));

/** Text of a mail as it will look, to be written in. */
export function MailText(props: MailTextProps) {
  const { label, value, vocabulary } = props;
  const frame = useRef<HTMLDivElement>(null);
  const readOnly = useContext(ReadOnly);
  const nodes = useMemo(() => toMailDocument(value).content, [value]);
  const mayBeEmpty = useMemo(() => mayBeEmptyIn(vocabulary.attributes), [vocabulary.attributes]);
  const { Editor, isStill, takeOver } = useStandIn(editor, frame, {
    mayWrite: !readOnly,
    suffices: canStandStill(nodes),
    draw: (Late, given) => <Late {...props} takeOver={given} />,
  });
  return (
    <>
      {Editor ? <Editor {...props} takeOver={takeOver} /> : null}
      {isStill ? (
        <div ref={frame} data-writing className={mailFrame}>
          <ToolbarRow values={<ValuesButton />}>
            {toolNames.map((name) => (
              <Tool key={name} name={name} />
            ))}
          </ToolbarRow>
          <StillBox
            announced={textbox({ label, readOnly, multiline: true })}
            nodes={nodes}
            mayBeEmpty={mayBeEmpty}
            className={mailStyle}
          />
        </div>
      ) : null}
    </>
  );
}
