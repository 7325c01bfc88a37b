import { expect, test } from "vitest";
import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { defaultSequenceSettings } from "@/core/sequence-settings";
import { presetConfig } from "./preset-config";

const named = (id: string, archived = false) => ({ id, name: id, archived });
const vocabulary = {
  senders: [named("snd_old", true), named("snd_1"), named("snd_2")],
  topics: [named("top_1")],
} as unknown as WorkspaceVocabulary; // only the lists a preset reads

test("a new email opens with what the sequence's settings name, else with the first that is not archived", () => {
  const preset = (change: object) => presetConfig("email", vocabulary, { ...defaultSequenceSettings, ...change });
  expect(preset({})).toMatchObject({ senderId: "snd_1", topicId: "top_1", priority: 50 });
  expect(preset({ defaultSenderId: "snd_2", priority: 80 })).toMatchObject({ senderId: "snd_2", priority: 80 });
  expect(preset({ defaultSenderId: "snd_old" })).toMatchObject({ senderId: "snd_1" });
  expect(presetConfig("delay", vocabulary, defaultSequenceSettings)).not.toHaveProperty("priority");
});
