import type { DoAction, DoEffect } from "@/core/effect";
import type { EnrollmentState } from "@/core/enrollment";
import type { ContactFacts, World } from "@/core/facts";
import { renderMergeLine } from "@/core/merge";
import { toMergeData } from "@/core/merge-fields";
import type { MergeData } from "@/core/merge-liquid";
import { notifySchema } from "@/core/nodes/notify";
import { taskSchema } from "@/core/nodes/task";
import { webhookSchema } from "@/core/nodes/webhook";
import { newId } from "@/db/ids";
import { type AnyTx, queryRows } from "@/db/query-rows";
import { RELAY_CHANNEL } from "@/server/outbox/channels";
import { applyChanges } from "@/server/services/enrollments/apply-changes";
import { contactsChanged } from "@/server/services/enrollments/contacts-changed";
import type { CarriedOut, CarryOut } from "@/server/services/enrollments/drive-enrollment";
import { enterSequences } from "@/server/services/enrollments/enter";
import type { EnrollmentRow } from "@/server/services/enrollments/load-enrollments";
import type { LoadedVersion } from "@/server/services/enrollments/load-versions";
import { configOf } from "@/server/services/enrollments/node-config";

interface Doing {
  readonly tx: AnyTx;
  readonly row: EnrollmentRow;
  readonly version: LoadedVersion;
  readonly world: World;
  readonly effect: DoEffect;
  readonly state: EnrollmentState;
  readonly contact: ContactFacts;
}

type Doers = {
  readonly [K in DoAction["do"]]: (of: Doing, action: Extract<DoAction, { do: K }>) => Promise<CarriedOut | null>;
};

/** How each action is carried out, once under its key: a row here is all a new one needs. */
const doers: Doers = {
  async update({ tx, row, world, contact, effect }, { changes }) {
    const changed = await applyChanges(tx, row, changes, {
      contact,
      now: world.now,
      zone: world.zone,
      key: effect.key,
    });
    await contactsChanged(tx, row.workspaceId, [row.contactId], { enrollmentId: row.id });
    return { ...ok(world), contact: changed };
  },
  async task(of, { dueAt }) {
    const config = configOf(of.version.graph, of.effect.nodeId, taskSchema);
    await queryRows(of.tx, INSERT_TASK, [
      newId("task"),
      of.row.workspaceId,
      of.effect.key,
      assigneeOf(of, config.assignee),
      of.row.personId,
      of.row.contactId,
      of.row.id,
      merged(config.title, of),
      merged(config.note, of),
      dueAt,
    ]);
    return ok(of.world);
  },
  async notify(of) {
    const config = configOf(of.version.graph, of.effect.nodeId, notifySchema);
    await queryRows(of.tx, INSERT_NOTIFICATION, [
      newId("notification"),
      of.row.workspaceId,
      of.effect.key,
      assigneeOf(of, config.to),
      merged(config.text, of),
      of.row.contactId,
    ]);
    return ok(of.world);
  },
  // posted by the worker after the commit; its answer wakes the enrollment
  async webhook(of) {
    if (of.world.done[of.effect.key]) return null;
    const config = configOf(of.version.graph, of.effect.nodeId, webhookSchema);
    const fields = (list: readonly { name: string; value: string }[]) =>
      Object.fromEntries(list.map(({ name, value }) => [name, merged(value, of)]));
    const payload = {
      contact: { id: of.contact.id, ...of.contact.attributes, tags: of.contact.tags },
      enrollmentId: of.row.id,
      sequenceId: of.row.sequenceId,
      nodeId: of.effect.nodeId,
      entry: of.state.entry.data,
      properties: fields(config.properties),
      headers: fields(config.headers),
    };
    const { workspaceId, id } = of.row;
    await queryRows(of.tx, `select pg_notify('${RELAY_CHANNEL}', '')`);
    await queryRows(of.tx, INSERT_DELIVERY, [
      newId("delivery"),
      workspaceId,
      of.effect.key,
      id,
      config.url,
      JSON.stringify(payload),
    ]);
    return null;
  },
  async move(of, { sequenceId }) {
    const { correlationKey, data } = of.state.entry;
    const { workspaceId, contactId } = of.row;
    const [answer] = await enterSequences(of.tx, [
      { workspaceId, sequenceId, contactId, by: "sequence", correlationKey, data },
    ]);
    const moved = answer?.ok === true;
    return {
      done: {
        at: of.world.now,
        ok: moved,
        reason: answer?.ok === false ? answer.reason : null,
        result: answer?.ok ? { enrollmentId: answer.enrollmentId } : {},
      },
    };
  },
};

/** Carries out the `do` effects of one enrollment in the transaction that advances it. */
export function carryOutWith(tx: AnyTx, row: EnrollmentRow, version: LoadedVersion, world: World): CarryOut {
  return (effect, state, contact) => carryOut({ tx, row, version, world, effect, state, contact });
}

function carryOut(of: Doing): Promise<CarriedOut | null> {
  const { action } = of.effect;
  // the table ties each action to its row; a lookup by union loses that, hence one cast
  const doer = doers[action.do] as (of: Doing, action: DoAction) => Promise<CarriedOut | null>;
  return doer(of, action);
}

const ok = (world: World): CarriedOut => ({ done: { at: world.now, ok: true, reason: null, result: {} } });

const assigneeOf = ({ row, version }: Doing, who: string): string | null =>
  who === "owner" ? (row.ownerId ?? version.settings.ownerMemberId) : who;

const merged = (template: string, of: Doing): string => renderMergeLine(template, mergeDataOf(of)).text;

function mergeDataOf({ contact, state }: Doing): MergeData {
  const text = (key: string): string | null => {
    const value = contact.attributes[key];
    return typeof value === "string" ? value : null;
  };
  const person = {
    firstName: text("first_name"),
    lastName: text("last_name"),
    email: text("email"),
    phone: text("phone"),
    country: text("country"),
    companyName: text("company"),
    attributes: contact.attributes,
    owner: null,
  };
  return toMergeData(person, null, state.entry.data);
}

const INSERT_TASK = `
insert into task (id, workspace_id, key, owner_id, person_id, contact_id, enrollment_id, title, note, due_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, to_timestamp($10::float8 / 1000))
on conflict (workspace_id, key) where key is not null do nothing`;

const INSERT_NOTIFICATION = `
insert into notification (id, workspace_id, key, member_id, title, href)
values ($1, $2, $3, $4, $5, '/contacts/' || $6::text)
on conflict (workspace_id, key) where key is not null do nothing`;

const INSERT_DELIVERY = `
insert into webhook_delivery (id, workspace_id, key, enrollment_id, url, event, payload)
values ($1, $2, $3, $4, $5, 'sequence.step', $6::text::jsonb)
on conflict (workspace_id, key) do nothing`;
