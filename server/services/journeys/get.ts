import { and, eq } from "drizzle-orm";
import { toEpochMs } from "@/core/instant";
import { type Tx, withWorkspace } from "@/db/client";
import { company } from "@/db/schema/company";
import { enrollment } from "@/db/schema/enrollment";
import { findContact } from "@/server/services/contacts/internal";
import { nameOf } from "@/server/services/contacts/name-of";
import { need, type ServiceContext, type VerbArgs } from "@/server/services/context";
import { NotFoundError, parseInput } from "@/server/services/errors";
import { answerOf } from "@/server/services/journeys/answer";
import { choiceRows } from "@/server/services/journeys/choice-rows";
import { forecastTouches } from "@/server/services/journeys/forecast";
import { type EnrollmentSource, type JourneySource, loadJourney } from "@/server/services/journeys/load";
import { moveRows } from "@/server/services/journeys/move-rows";
import { type Ahead, planAhead, plannedRows } from "@/server/services/journeys/planned";
import { type JourneyRow, sortRows } from "@/server/services/journeys/row";
import { journeyInput, pathInput } from "@/server/services/journeys/schemas";
import { signalRows } from "@/server/services/journeys/signal-rows";
import { makeSpeaker, type Speaker } from "@/server/services/journeys/speaker";
import { touchRows } from "@/server/services/journeys/touch-rows";
import { visitRows } from "@/server/services/journeys/visit-rows";
import { wishRows } from "@/server/services/journeys/wish-rows";
import { noteLook } from "@/server/services/note-look";
import { BY_SEQUENCE } from "@/server/services/sequences/carry";
import { readSettings } from "@/server/services/workspaces/settings";
import { readSpokenNames } from "@/server/services/workspaces/spoken-names";

/** Past, present and planned of one person in one timeline, each row with its reason. The look is noted. @throws NotFoundError */
export async function getJourney(args: VerbArgs<typeof journeyInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { contactId } = parseInput(journeyInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const scene = await setScene(tx, ctx, contactId);
    const { source, speaker, ahead, who } = scene;
    const rows = rowsOf(scene, ctx);
    await noteLook(tx, ctx, who.personId);
    return {
      now: ctx.now(),
      contact: who,
      answer: answerOf(rows, neverOf(source, speaker), speaker.when),
      enrollments: source.enrollments.map((one) => viewOf(one, speaker, ahead)),
      rows,
    };
  });
}

/** One passage on the version it ran: what was taken, where it stands, what lies ahead. @throws NotFoundError */
export async function getPath(args: VerbArgs<typeof pathInput>) {
  const { ctx } = args;
  need(ctx, "read");
  const { enrollmentId } = parseInput(pathInput, args.input);
  return withWorkspace(ctx, async (tx) => {
    const [row] = await tx
      .select({ contactId: enrollment.contactId })
      .from(enrollment)
      .where(and(eq(enrollment.workspaceId, ctx.workspaceId), eq(enrollment.id, enrollmentId)));
    if (!row) throw new NotFoundError("enrollment");
    const scene = await setScene(tx, ctx, row.contactId);
    const { source, speaker, ahead, who } = scene;
    const mine = source.enrollments.find(({ id }) => id === enrollmentId);
    if (!mine) throw new NotFoundError("enrollment");
    const { position } = mine.state;
    const path = ahead.get(enrollmentId)?.path;
    await noteLook(tx, ctx, who.personId);
    return {
      contact: who,
      enrollment: viewOf(mine, speaker, ahead),
      sequence: { id: mine.sequenceId, name: mine.sequenceName },
      version: { id: mine.versionId, number: mine.version, graph: mine.graph },
      visits: source.visits
        .filter((visit) => visit.enrollmentId === enrollmentId)
        .map(({ ordinal, nodeId, number, enteredAt, leftAt, outlet, record }) => ({
          ordinal,
          nodeId,
          visit: number,
          enteredAt,
          leftAt,
          outlet,
          came: speaker.because(record.cameBy, mine),
          why: record.because === null ? null : speaker.because(record.because, mine),
        })),
      here:
        position === null
          ? null
          : { nodeId: position.nodeId, visit: position.visit, since: new Date(position.enteredAt) },
      planned: (path?.steps ?? []).map(({ nodeId, at }) => ({ nodeId, at: new Date(at) })),
      /** Behind the step ahead that is not decided: where it may lead. */
      outcomes: path?.outcomes ?? [],
      rows: rowsOf(scene, ctx).filter((one) => one.enrollmentId === enrollmentId),
    };
  });
}

type Scene = Awaited<ReturnType<typeof setScene>>;

async function setScene(tx: Tx, ctx: ServiceContext, contactId: string) {
  const { workspaceId } = ctx;
  const row = await findContact(tx, workspaceId, contactId);
  // sent together, answered one after the other: nobody waits for the way there and back
  const [settings, [employer], names, source, forecasts] = await Promise.all([
    readSettings(tx, workspaceId),
    row.companyId === null
      ? []
      : tx
          .select({ timeZone: company.timeZone })
          .from(company)
          .where(and(eq(company.workspaceId, workspaceId), eq(company.id, row.companyId))),
    readSpokenNames(tx, workspaceId),
    loadJourney(tx, workspaceId, { ...row, contactId: row.id }),
    forecastTouches(tx, workspaceId, row.personId, toEpochMs(ctx.now())),
  ]);
  const zone = row.timeZone ?? employer?.timeZone ?? settings.timeZone;
  const speaker = makeSpeaker(source, names, zone, toEpochMs(ctx.now()));
  const at = { workspaceId, personId: row.personId, clockOffsetMs: settings.clockOffsetMs };
  return {
    source,
    speaker,
    forecasts,
    ahead: await planAhead(tx, at, source, forecasts),
    who: {
      id: row.id,
      personId: row.personId,
      name: nameOf(row),
      email: row.email,
      zone,
      /** explicit · country · phone · click · company · workspace */
      zoneSource:
        row.timeZone !== null ? (row.timeZoneSource ?? "explicit") : employer?.timeZone ? "company" : "workspace",
    },
  };
}

function rowsOf({ source, speaker, ahead, forecasts }: Scene, ctx: ServiceContext): JourneyRow[] {
  return sortRows([
    ...visitRows(source, speaker),
    ...touchRows(source, speaker, forecasts),
    ...signalRows(source, speaker, ctx.rights.has("replies.read")),
    ...choiceRows(source, speaker),
    ...wishRows(source, speaker),
    ...moveRows(source),
    ...plannedRows(source, ahead, speaker),
  ]);
}

function viewOf(one: EnrollmentSource, speaker: Speaker, ahead: ReadonlyMap<string, Ahead>) {
  const nodeId = one.state.position?.nodeId ?? null;
  const { pause, end } = one.state;
  return {
    id: one.id,
    sequenceId: one.sequenceId,
    sequenceName: one.sequenceName,
    versionId: one.versionId,
    version: one.version,
    status: one.status,
    enteredAt: one.enteredAt,
    endedAt: one.endedAt,
    nodeId,
    visit: one.state.position?.visit ?? null,
    step: nodeId === null ? null : (one.graph.nodes[nodeId]?.step ?? null),
    stepName: nodeId === null ? null : speaker.step(one.graph, nodeId),
    paused: pause !== null || one.sequenceState === "paused",
    /** It goes on when its sequence does; nobody can let this one person go on before. */
    pausedBySequence: one.sequenceState === "paused" && (pause === null || pause.by === BY_SEQUENCE),
    pausedUntil: pause?.until == null ? null : new Date(pause.until),
    pauseReason: pause?.reason ?? null,
    ended: end === null ? null : speaker.because(end.because, one),
    /** The step ahead that nobody can know yet; null when the way is known to its end. */
    undecidedNodeId: ahead.get(one.id)?.path.undecided ?? null,
  };
}

function neverOf(source: JourneySource, speaker: Speaker): string | null {
  const standing = source.suppressions.find(({ scope, hits }) => scope === "all" && hits);
  if (!standing) return null;
  return `Never written to again since ${speaker.when(standing.createdAt)}: ${standing.reason.replaceAll("_", " ")}.`;
}
