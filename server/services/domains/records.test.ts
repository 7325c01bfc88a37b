import { createSocket, type Socket } from "node:dgram";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAskTxt } from "@/server/dns/txt";
import { askRecords } from "@/server/services/domains/records";

/** A resolver on this machine that knows a few names (RFC 1035 §4.1): TXT, NXDOMAIN for others, SERVFAIL for one. */
const zone: Record<string, string[]> = {
  "good.example": ["v=spf1 include:mail.example -all"],
  "_dmarc.good.example": ["v=DMARC1; p=reject"],
  "resend._domainkey.good.example": [`v=DKIM1; p=${"A".repeat(300)}`],
  "weak.example": ["v=spf1 +all"],
  "_dmarc.weak.example": ["v=DMARC1; p=none"],
  "google._domainkey.weak.example": ["v=DKIM1; p="],
  "double.example": ["v=spf1 -all", "v=spf1 ~all"],
  "_dmarc.above.example": ["v=DMARC1; p=none; sp=quarantine"],
};

function nameOf(query: Buffer): string {
  const labels: string[] = [];
  for (let at = 12; (query[at] ?? 0) > 0; at += (query[at] ?? 0) + 1) {
    labels.push(query.subarray(at + 1, at + 1 + (query[at] ?? 0)).toString());
  }
  return labels.join(".").toLowerCase();
}

function answer(query: Buffer): Buffer {
  const name = nameOf(query);
  const question = query.subarray(12, 12 + Buffer.byteLength(name) + 2 + 4);
  const texts = zone[name] ?? [];
  const code = name.startsWith("broken") || name.endsWith(".broken.example") ? 2 : texts.length > 0 ? 0 : 3;
  const head = Buffer.from(query.subarray(0, 12));
  head.writeUInt16BE(0x8180 | code, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(code === 0 ? texts.length : 0, 6);
  head.writeUInt32BE(0, 8);
  const records = texts.map((text) => {
    const chunks = text.match(/.{1,255}/gs) ?? [];
    const data = Buffer.concat(chunks.map((chunk) => Buffer.concat([Buffer.from([chunk.length]), Buffer.from(chunk)])));
    const fixed = Buffer.from([0xc0, 0x0c, 0, 16, 0, 1, 0, 0, 0, 60, data.length >> 8, data.length & 255]);
    return Buffer.concat([fixed, data]);
  });
  return Buffer.concat([head, question, ...(code === 0 ? records : [])]);
}

describe("records of a domain, from a resolver", () => {
  let socket: Socket;
  let server = "";
  beforeAll(async () => {
    socket = createSocket("udp4");
    socket.on("message", (query, peer) => socket.send(answer(query), peer.port, peer.address));
    await new Promise<void>((done) => socket.bind(0, "127.0.0.1", done));
    server = `127.0.0.1:${socket.address().port}`;
  });
  afterAll(() => new Promise<void>((done) => socket.close(() => done())));

  it("tells good, weak and missing apart, and does not claim what was not answered", async () => {
    const ask = createAskTxt([server]);
    expect(await askRecords("good.example", ask)).toMatchObject({
      spf: { state: "good" },
      dkim: { state: "good", said: "Key resend" },
      dmarc: { state: "good" },
    });
    expect(await askRecords("weak.example", ask)).toMatchObject({
      spf: { state: "weak" },
      dkim: { state: "weak" },
      dmarc: { state: "weak" },
    });
    expect(await askRecords("double.example", ask)).toMatchObject({
      spf: { state: "weak" },
      dmarc: { state: "missing" },
      dkim: { state: "missing" },
    });
    expect(await askRecords("news.above.example", ask)).toMatchObject({
      dmarc: { state: "good" },
      spf: { state: "missing" },
    });
    expect(await askRecords("broken.example", ask)).toMatchObject({
      spf: { state: "unanswered" },
      dmarc: { state: "unanswered" },
      dkim: { state: "unanswered" },
    });
  });
});
