import { describe, expect, it } from "vitest";
import { withLinkIds } from "@/core/link-ids";
import { drawGraph } from "@/core/testing/graph";

const mail = (body: string) =>
  drawGraph({ start: { kind: "trigger", next: { next: "mail" } }, mail: { kind: "email", config: { body } } });
const linksOf = (graph: ReturnType<typeof mail>) => graph.nodes.mail?.config.links as { id: string; url: string }[];

describe("withLinkIds", () => {
  it("keeps a link's id when its address changes and its label stays", () => {
    const first = withLinkIds(mail("See [the guide](https://a.example/one)."), null);
    const second = withLinkIds(mail("Now see [the guide](https://a.example/two)."), first);
    expect(linksOf(second)[0]?.url).toBe("https://a.example/two");
    expect(linksOf(second)[0]?.id).toBe(linksOf(first)[0]?.id);
  });

  it("leaves steps without links as they are", () => {
    const graph = mail("No link here.");
    expect(withLinkIds(graph, null).nodes.mail).toBe(graph.nodes.mail);
  });
});
