"use client";

import { stepName } from "@/components/sequences/step-words";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { type Graph, nodesOf, stepLabel } from "@/core/graph";
import type { Destination } from "@/core/migrate";
import { type Choices, choiceKey, keepsItsPlace, lostOutlets } from "@/core/migrate-choice";
import { nodeTypeOf } from "@/core/nodes";
import { type PlanGroup, type PublishPlan, sayPeople } from "./move-words";

export type How = "all" | "stay" | "steps";

export interface PeopleChoiceProps {
  readonly plan: PublishPlan;
  readonly after: Graph;
  readonly number: number;
  readonly how: How;
  readonly onHow: (how: How) => void;
  readonly choices: Choices;
  readonly onChoose: (key: string, destination: Destination | null) => void;
}

/** What becomes of the people inside: all go along, all stay, or step by step. */
export function PeopleChoice({ plan, after, number, how, onHow, choices, onChoose }: PeopleChoiceProps) {
  const mustChoose = plan.groups.some((group) => !canKeep(plan, group, after));
  const versions = [...new Set(plan.groups.map(({ version }) => version))].sort((a, b) => a - b);
  const theirs = versions.length === 1 ? `version ${versions[0]}` : `versions ${versions.join(", ")}`;
  return (
    <div className="flex flex-col gap-3">
      <RadioGroup<How>
        legend="People already inside"
        look="card"
        value={how}
        onValueChange={onHow}
        options={[
          {
            value: "all",
            label: `Move everyone to version ${number}`,
            hint: mustChoose
              ? "A step with people on it is gone: choose per step where they go"
              : "Each keeps their place.",
            disabled: mustChoose,
          },
          { value: "stay", label: `Let them finish on ${theirs}`, hint: `New people get version ${number}.` },
          { value: "steps", label: "Choose per step", hint: sayGroups(plan) },
        ]}
      />
      {how === "steps" ? (
        <table className="w-full text-sm">
          <caption className="sr-only">Where the people of each step go</caption>
          <thead>
            <tr className="border-line border-b text-left text-caption text-ink3">
              <th className="py-1 font-medium">Step</th>
              <th className="py-1 pr-3 text-right font-medium">People</th>
              <th className="w-[55%] py-1 font-medium">Go to</th>
            </tr>
          </thead>
          <tbody>
            {plan.groups.map((group) => (
              <GroupRow
                key={`${group.versionId}/${group.nodeId}`}
                plan={plan}
                group={group}
                after={after}
                showVersion={versions.length > 1}
                chosen={group.nodeId === null ? undefined : choices[choiceKey(group.versionId, group.nodeId)]}
                onChoose={onChoose}
              />
            ))}
          </tbody>
        </table>
      ) : null}
    </div>
  );
}

const graphOf = (plan: PublishPlan, versionId: string) => plan.versions.find(({ id }) => id === versionId)?.graph;

export function canKeep(plan: PublishPlan, group: PlanGroup, after: Graph): boolean {
  const before = graphOf(plan, group.versionId);
  return group.nodeId === null || before === undefined || keepsItsPlace(before, after, group.nodeId);
}

function sayGroups(plan: PublishPlan): string {
  const said = plan.groups.slice(0, 4).map((group) => {
    const node = group.nodeId === null ? undefined : graphOf(plan, group.versionId)?.nodes[group.nodeId];
    return `${group.people} at ${node ? stepLabel(node) : "the entry"}`;
  });
  return said.join(", ") + (plan.groups.length > 4 ? " …" : "");
}

const NONE = "";

function GroupRow({
  plan,
  group,
  after,
  showVersion,
  chosen,
  onChoose,
}: {
  plan: PublishPlan;
  group: PlanGroup;
  after: Graph;
  showVersion: boolean;
  chosen: Destination | undefined;
  onChoose: PeopleChoiceProps["onChoose"];
}) {
  const { nodeId, versionId, version } = group;
  const before = graphOf(plan, versionId);
  const node = nodeId === null ? undefined : before?.nodes[nodeId];
  const name = node ? stepName(node) : "Just entered";
  const keeps = canKeep(plan, group, after);
  const lost = nodeId === null || !before ? null : lostOutlets(before, after, nodeId);
  const gone = nodeId !== null && lost === null;
  const options = [
    ...(keeps || !gone ? [{ value: "same", label: "Keep their place" }] : []),
    ...nodesOf(after)
      .filter((one) => one.id !== nodeId && nodeTypeOf(one.kind)?.entry !== true)
      .map((one) => ({ value: `node ${one.id}`, label: stepName(one) })),
    { value: "stay", label: `Finish on version ${version}` },
    { value: "exit", label: "Leave the sequence" },
  ];
  const value = chosen ? toValue(chosen) : keeps ? "same" : NONE;
  return (
    <tr className="border-line border-b align-top">
      <td className="py-2 pr-2">
        {name}
        {showVersion ? <span className="block text-caption text-ink3">version {version}</span> : null}
        {gone ? <span className="block text-caption text-rust">removed</span> : null}
        {lost !== null && lost.length > 0 ? (
          <span className="block text-caption text-rust">without {lost.map((one) => `“${one}”`).join(", ")}</span>
        ) : null}
      </td>
      <td className="py-2 pr-3 text-right tabular" aria-label={sayPeople(group.people)}>
        {group.people}
      </td>
      <td className="py-1.5">
        {nodeId === null ? (
          <span className="text-ink2">Go along</span>
        ) : (
          <Select
            size="sm"
            aria-label={`Where the people of ${name} go`}
            placeholder="Say where they go"
            options={options}
            value={value === NONE ? null : value}
            onValueChange={(next) => onChoose(choiceKey(versionId, nodeId), fromValue(next))}
          />
        )}
      </td>
    </tr>
  );
}

const toValue = (destination: Destination): string =>
  destination.to === "node" ? `node ${destination.nodeId}` : destination.to;

function fromValue(value: string): Destination {
  if (value.startsWith("node ")) return { to: "node", nodeId: value.slice("node ".length) };
  return value === "stay" || value === "exit" ? { to: value } : { to: "same" };
}
