import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toEpochMs } from "@/core/instant";
import { findSharedAddresses, judgeSignals, type RawSignal } from "@/core/signal";
import { classifyAgent } from "@/core/signal-agent";

const ACCEPTED = toEpochMs("2026-03-02T09:00:00Z");
const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1";
const GMAIL = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";
let counter = 0;

function signal(seconds: number, more: Partial<RawSignal> = {}): RawSignal {
  counter += 1;
  return {
    id: `s${counter}`,
    kind: "click",
    at: toEpochMs(ACCEPTED + seconds * 1000),
    source: "own",
    method: "GET",
    userAgent: CHROME,
    ip: "81.44.2.9",
    network: null,
    prefetch: false,
    linkId: "l1",
    honeypot: false,
    ...more,
  };
}

const open = (seconds: number, more: Partial<RawSignal> = {}) =>
  signal(seconds, { kind: "open", linkId: null, ...more });
const judge = (signals: RawSignal[], linkCount: number | null = 5) =>
  judgeSignals(signals, { acceptedAt: ACCEPTED, linkCount }).map(
    ({ verdict, reasons }) => `${verdict}: ${reasons.join(" ")}`,
  );

describe("one signal", () => {
  test.each<[string, RawSignal, string]>([
    ["Gmail's proxy", open(30, { userAgent: GMAIL, network: "image_proxy" }), "human: image_proxy"],
    ["Gmail's proxy before anybody could", open(1, { userAgent: GMAIL }), "machine: too_soon"],
    [
      "Thunderbird",
      open(3, { userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.6.0" }),
      "human: mail_program",
    ],
    [
      "Outlook",
      open(9, { userAgent: "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)" }),
      "human: mail_program",
    ],
    ["Apple Mail with privacy", open(300, { userAgent: "Mozilla/5.0" }), "machine: privacy_proxy"],
    [
      "Apple Mail on a Mac",
      open(300, {
        userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)",
      }),
      "machine: privacy_proxy",
    ],
    ["Apple's relay", open(300, { network: "privacy_relay" }), "machine: privacy_relay"],
    [
      "a browser behind Apple's relay clicks",
      signal(300, { userAgent: IPHONE, network: "privacy_relay" }),
      "human: browser",
    ],
    ["no user agent", open(300, { userAgent: "" }), "machine: no_agent"],
    ["a browser at once", open(3), "unsure: quick"],
    ["a browser", open(9), "human: browser"],
    ["a click", signal(120), "human: browser"],
    ["a prompt click", signal(25), "human: browser"],
    ["a quick click", signal(6), "unsure: quick"],
    ["a quick click from a data centre", signal(6, { network: "cloud" }), "machine: cloud_network quick"],
    ["a late click from a data centre", signal(6000, { network: "cloud" }), "unsure: cloud_network"],
    ["HEAD", signal(600, { method: "HEAD" }), "machine: method"],
    ["prefetch", signal(600, { prefetch: true }), "machine: prefetch"],
    ["a program", signal(600, { userAgent: "python-requests/2.31" }), "machine: scanner_agent"],
    [
      "a text browser",
      signal(600, { userAgent: "Lynx/2.9.0 libwww-FM/2.14 SSL-MM/1.4.1 OpenSSL/3.0" }),
      "human: browser",
    ],
    ["a sandbox", signal(600, { userAgent: "FortiGuard/1.0 (compatible; FortiSandbox)" }), "machine: scanner_agent"],
    ["Proofpoint", signal(600, { userAgent: "Mozilla/5.0 proofpoint" }), "machine: scanner_agent"],
    ["a scanner's network", signal(600, { network: "scanner" }), "machine: scanner_network"],
    ["the hidden link", signal(600, { honeypot: true }), "machine: honeypot"],
    [
      "an old browser",
      signal(600, { userAgent: "Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.1; Trident/6.0)" }),
      "unsure: stale_browser",
    ],
    ["the provider's word", signal(600, { source: "provider", userAgent: null }), "unsure: provider"],
    ["before it was accepted", signal(-5), "machine: too_soon quick"],
  ])("%s", (_, raw, expected) => {
    expect(judge([raw])[0]?.split(" ").slice(0, 2).join(" ")).toBe(expected.split(" ").slice(0, 2).join(" "));
  });
});

describe("signals together", () => {
  test("a browser that fetches ahead does not make a machine of its person", () => {
    const ip = "81.44.2.10";
    expect(judge([signal(600, { prefetch: true, ip }), signal(660, { ip })])).toEqual([
      "machine: prefetch",
      "human: browser",
    ]);
    expect(judge([signal(600, { method: "HEAD", ip }), signal(660, { ip })])[1]).toBe("machine: same_visitor");
  });

  test("the hidden link makes machines of all clicks within a minute, earlier ones too", () => {
    const clicks = [
      signal(540),
      signal(600, { honeypot: true, ip: "52.1.1.1" }),
      signal(659),
      signal(700, { ip: "81.44.2.10" }),
    ];
    expect(judge(clicks)).toEqual([
      "machine: near_honeypot",
      "machine: honeypot",
      "machine: near_honeypot",
      "human: browser",
    ]);
  });

  test("three links within ten seconds, from three addresses", () => {
    const burst = ["l1", "l2", "l3"].map((linkId, i) => signal(600 + i * 4, { linkId, ip: `20.1.1.${i}` }));
    expect(judge(burst)).toEqual(Array(3).fill("machine: burst"));
    expect(judge(burst.map((click) => ({ ...click, linkId: "l1" })))).toEqual(Array(3).fill("human: browser"));
  });

  test("a reader who follows three links in two minutes", () => {
    const clicks = ["l1", "l2", "l3"].map((linkId, i) => signal(600 + i * 45, { linkId }));
    expect(judge(clicks)).toEqual(Array(3).fill("human: browser"));
  });

  test("every link of a mail within a minute", () => {
    const clicks = ["l1", "l2", "l3"].map((linkId, i) => signal(600 + i * 15, { linkId }));
    expect(judge(clicks, 3)).toEqual(Array(3).fill("machine: every_link"));
  });

  test("a person who comes after the scanner counts", () => {
    const scan = ["l1", "l2", "l3"].map((linkId) => signal(4, { linkId, ip: "20.1.1.1" }));
    const person = signal(4000, { userAgent: IPHONE });
    expect(judge([...scan, person]).at(-1)).toBe("human: browser");
    expect(judge([...scan, signal(4000, { ip: "20.1.1.1" })]).at(-1)).toBe("machine: same_visitor");
  });

  test("what happens within seconds of a scanner from elsewhere is doubtful", () => {
    expect(judge([signal(600, { method: "HEAD", ip: "20.1.1.1" }), signal(603)])).toEqual([
      "machine: method",
      "unsure: near_machine",
    ]);
  });

  test("the provider's report neither doubles nor harms ours", () => {
    expect(judge([signal(600), signal(601, { source: "provider", userAgent: null })])).toEqual([
      "human: browser",
      "unsure: provider",
    ]);
  });

  test("one address in the mails of three people", () => {
    const clicks = [0, 20, 40].map((s, i) => ({ signal: signal(600 + s), person: `p${i}` }));
    expect(findSharedAddresses(clicks).size).toBe(3);
    expect(findSharedAddresses(clicks.map((click) => ({ ...click, person: "p" }))).size).toBe(0);
    const shared = findSharedAddresses(clicks);
    const [first] = clicks;
    if (!first) throw new Error("no click");
    expect(
      judgeSignals([first.signal], { acceptedAt: ACCEPTED, linkCount: 5, sharedAddress: shared })[0]?.verdict,
    ).toBe("machine");
  });
});

const anySignal = fc
  .record({
    seconds: fc.integer({ min: -5, max: 900 }),
    kind: fc.constantFrom<RawSignal["kind"]>("open", "click"),
    source: fc.constantFrom<RawSignal["source"]>("own", "own", "provider"),
    method: fc.constantFrom("GET", "GET", "GET", "HEAD"),
    userAgent: fc.constantFrom(CHROME, IPHONE, GMAIL, "Mozilla/5.0", "", null, "curl/8"),
    ip: fc.constantFrom("1.1.1.1", "2.2.2.2", null),
    network: fc.constantFrom<RawSignal["network"]>(null, null, "cloud", "scanner", "privacy_relay"),
    linkId: fc.constantFrom("l1", "l2", "l3"),
    honeypot: fc.boolean(),
  })
  .map(({ seconds, ...more }) => signal(seconds, more));

describe("always", () => {
  const verdicts = (signals: RawSignal[]) =>
    new Map(judgeSignals(signals, { acceptedAt: ACCEPTED, linkCount: 3 }).map(({ id, verdict }) => [id, verdict]));

  test("the order of arrival does not matter", () => {
    fc.assert(
      fc.property(fc.array(anySignal, { maxLength: 8 }), fc.nat(), (signals, seed) => {
        const shuffled = [...signals].sort((a, b) => ((a.at * 31 + seed) % 97) - ((b.at * 31 + seed) % 97));
        expect(Object.fromEntries(verdicts(shuffled))).toEqual(Object.fromEntries(verdicts(signals)));
      }),
    );
  });

  test("more evidence never turns a machine into a person", () => {
    fc.assert(
      fc.property(fc.array(anySignal, { maxLength: 6 }), anySignal, (signals, late) => {
        const before = verdicts(signals);
        for (const [id, verdict] of verdicts([...signals, late])) {
          if (before.get(id) === "machine") expect(verdict).toBe("machine");
        }
      }),
    );
  });
});

test("agents isbot gets wrong", () => {
  expect(classifyAgent("")).toBe("none");
  expect(classifyAgent("Mozilla/5.0 (proofpoint)")).toBe("scanner");
  expect(classifyAgent(GMAIL)).toBe("image_proxy");
  expect(classifyAgent("Thunderbird/115")).toBe("mail_program");
});
