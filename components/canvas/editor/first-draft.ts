import { type DrawnDraft, unpackDraft } from "@/components/canvas/sent-draft";
import { type Flow, toFlow } from "@/components/canvas/to-flow";
import type { EditorData } from "./editor-data";

/** A draft as it was when the page was opened. */
export interface FirstDraft extends DrawnDraft {
  readonly data: EditorData;
  readonly flow: Flow;
}

export function openDraft(data: EditorData, editable: boolean): FirstDraft {
  const draft = unpackDraft(data.sent);
  const [entry = null] = draft.cards.drawn.ids;
  const flow = toFlow({ editable, hasFoot: false, path: null, selected: null, tabStop: entry }, draft.cards);
  return { ...draft, data, flow };
}
