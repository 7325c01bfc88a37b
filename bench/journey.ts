import { parseArgs } from "node:util";
import { startMeter } from "./harness/meter";
import { startPostgres } from "./harness/postgres";
import { cpuMsOf } from "./harness/proc";
import { dearestStatements, WATCHED, watchStatements } from "./harness/statements";
import { startCrew } from "./heed/crew";
import { prepareHeed } from "./heed/environment";
import { Driver } from "./journey/driver";
import { openMails } from "./journey/mails";

/**
 * `bench journey [--contacts N] [--workers N] [--transport smtp|sandbox] [--profile DIR] [--statements]`: trigger → email → delay 1 h →
 * branch (human open) → email A or B, from the events that enter to the last mail. Every second contact opens.
 */
export async function run({ args }: { args: readonly string[] }): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      contacts: { type: "string", default: "10000" },
      workers: { type: "string", default: "1" },
      transport: { type: "string", default: "smtp" },
      profile: { type: "string" },
      statements: { type: "boolean", default: false },
    },
  });
  const contacts = Number(values.contacts);
  const postgres = await startPostgres(values.statements ? WATCHED : []);
  try {
    const heed = await prepareHeed(postgres, "heed_bench");
    const mails = await openMails(values.transport, heed.ownerUrl);
    const driver = await Driver.open({ ...heed, contacts, transport: values.transport, sinkUrl: mails.url });
    const crew = await startCrew(Number(values.workers), heed.variables, values.profile);
    const meter = startMeter([postgres.pid]);
    if (values.statements) await watchStatements(postgres.url);
    const parts = { worker: cpuMsOf(crew.pids), postgres: cpuMsOf([postgres.pid]), driver: process.cpuUsage() };
    const say = (words: string) => process.stderr.write(`${words}\n`);

    const first = await driver.timed(async () => {
      await driver.enterAll();
      await mails.until(contacts, say);
    });
    say(`first mails: ${Math.round(contacts / first)} a second`);
    await driver.openEverySecond();
    const second = await driver.timed(async () => {
      await driver.moveOneHour();
      await mails.until(2 * contacts, say);
    });
    say(`second mails: ${Math.round(contacts / second)} a second`);
    await driver.untilFinished();
    const used = meter.stop();
    const driverCpu = process.cpuUsage(parts.driver);
    const perContact = (ms: number) => Math.round((ms / contacts) * 100) / 100;
    if (values.statements) say(await dearestStatements(postgres.url));
    const cpuParts = {
      worker: perContact(cpuMsOf(crew.pids) - parts.worker),
      postgres: perContact(cpuMsOf([postgres.pid]) - parts.postgres),
      driver: perContact((driverCpu.user + driverCpu.system) / 1_000),
    };
    const checked = await mails.check(driver.addresses);
    const visits = await driver.countVisits();
    const calls = await driver.countCalls();
    await crew.stop();
    await driver.close();
    await mails.close();
    const busy = first + second;
    const per = (count: number) => Math.round((count / busy) * 10) / 10;
    return {
      contacts,
      messages: checked.messages,
      messages_per_s: per(checked.messages),
      enrollments_per_s: per(contacts),
      visits_per_s: per(visits),
      calls_per_s: per(calls),
      cpu_ms_per_contact: perContact(used.cpuMs),
      cpu_parts: cpuParts,
      peak_rss_mb: used.peakRssMb,
      wrong_branch: checked.wrongBranch,
      doubled: checked.doubled,
      busy_s: Math.round(busy * 10) / 10,
      first_s: Math.round(first * 10) / 10,
      second_s: Math.round(second * 10) / 10,
      transport: values.transport,
      workers: Number(values.workers),
      postgres: postgres.version,
    };
  } finally {
    await postgres.stop();
  }
}
