import type { SentDraft } from "@/components/canvas/sent-draft";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import type { SequenceHead } from "@/components/sequences/sequence-header-bar";
import type { SequenceSettings } from "@/core/sequence-settings";

/** What the server read and drew for one who opens a draft. */
export interface EditorData {
  readonly sequence: SequenceHead & {
    readonly draftRevision: number;
    readonly nextVersion: number;
    readonly settings: SequenceSettings;
  };
  readonly workspace: string;
  /** Read with the page, so that the first step one adds finds its sender. */
  readonly initialNames: WorkspaceVocabulary;
  /** The draft as the server judged and drew it: a canvas that is only looked at needs nothing else. */
  readonly sent: SentDraft;
}
