"use client";

import type { WorkspaceVocabulary } from "@/components/canvas/vocabulary";
import { Combobox } from "@/components/ui/combobox";
import { Select } from "@/components/ui/select";
import type { ConditionTest } from "@/core/audience";
import { operatorOf, operatorsFor } from "@/core/audience-operators";
import { type Subject, type SubjectOn, subjectKindOf, subjectKinds } from "@/core/audience-subjects";
import { anySignal } from "@/core/signal-filter";
import { asStrings } from "./control";
import { toOptions } from "./offered";
import { emptyOperand, OperandInput } from "./operand-input";
import { WordInput } from "./pick-controls";
import { SignalParts } from "./signal-parts";

/** Choices of an option field. */
const optionsOf = (key: string, { attributes }: WorkspaceVocabulary) =>
  attributes.find((one) => one.key === key)?.options.map((option) => ({ value: option, label: option })) ?? null;

const subjects: { readonly [K in SubjectOn]: Extract<Subject, { on: K }> } = {
  attribute: { on: "attribute", key: "", type: "text" },
  entry: { on: "entry", path: "", type: "text" },
  tags: { on: "tags" },
  segments: { on: "segments" },
  topic: { on: "topic", topicId: "" },
  interest: { on: "interest", topicId: "" },
  consent: { on: "consent", topicId: "" },
  product: { on: "product", productId: "" },
  suppression: { on: "suppression" },
  purchases: { on: "purchases", productId: "" },
  spending: { on: "spending", productId: "" },
  signals: { on: "signals", filter: anySignal("click") },
};

const subjectOptions = Object.values(subjects).map(({ on }) => ({ value: on, label: subjectKinds[on].label }));
const typeOptions = [
  { value: "text" as const, label: "text" },
  { value: "number" as const, label: "number" },
  { value: "date" as const, label: "date" },
  { value: "boolean" as const, label: "yes or no" },
];

/** A test about this subject with its first operator and nothing to compare with yet. */
export function newTest(subject: Subject = subjects.attribute): ConditionTest {
  const [first] = operatorsFor(subjectKindOf(subject).type);
  return { type: "test", subject, op: first?.id ?? "is", value: emptyOperand(first?.operator.operand ?? "none") };
}

export interface ConditionRowProps {
  readonly test: ConditionTest;
  readonly onChange: (test: ConditionTest) => void;
  readonly vocabulary: WorkspaceVocabulary;
  readonly label: string;
  readonly listId: string;
}

/** One comparison: what, how, with what. The rows of core's tables, nothing of our own. */
export function ConditionRow({ test, onChange, vocabulary, label, listId }: ConditionRowProps) {
  const subject = subjectKindOf(test.subject);
  const operators = operatorsFor(subject.type);
  const operator = operatorOf(test.op);
  const setSubject = (next: Subject) => {
    const kept = operatorsFor(subjectKindOf(next).type).some(({ id }) => id === test.op);
    onChange(kept ? { ...test, subject: next } : newTest(next));
  };
  return (
    <div className="flex flex-col gap-2">
      <Select
        aria-label={`${label}: about`}
        options={subjectOptions}
        value={test.subject.on}
        onValueChange={(on) => onChange(newTest(subjects[on]))}
      />
      <SubjectParts
        subject={test.subject}
        onChange={setSubject}
        vocabulary={vocabulary}
        label={label}
        listId={listId}
      />
      <Select
        aria-label={`${label}: how to compare`}
        options={operators.map(({ id, operator: one }) => ({ value: id, label: one.label }))}
        value={test.op}
        onValueChange={(op) => {
          const operand = operatorOf(op)?.operand ?? "none";
          onChange({ ...test, op, value: operand === operator?.operand ? test.value : emptyOperand(operand) });
        }}
      />
      <OperandInput
        operand={operator?.operand ?? "none"}
        value={test.value}
        onChange={(value) => onChange({ ...test, value })}
        label={`${label}: with`}
        choices={choicesOf(test, vocabulary)}
      />
    </div>
  );
}

function SubjectParts({
  subject,
  onChange,
  vocabulary,
  label,
  listId,
}: {
  subject: Subject;
  onChange: (subject: Subject) => void;
  vocabulary: WorkspaceVocabulary;
  label: string;
  listId: string;
}) {
  if (subject.on === "attribute" || subject.on === "entry") {
    const name = subject.on === "attribute" ? subject.key : subject.path;
    const ofPerson = (key: string) => vocabulary.attributes.find((one) => one.key === key);
    const known = ofPerson(name)?.kind;
    const set = (text: string) => {
      const kind = ofPerson(text)?.kind ?? (subject.type === "option" ? "text" : subject.type);
      onChange(subject.on === "attribute" ? { ...subject, key: text, type: kind } : { ...subject, path: text });
    };
    return (
      <div className="flex gap-2">
        <WordInput
          id={`${listId}-keys`}
          label={`${label}: field`}
          placeholder="Field"
          words={[...columns, ...vocabulary.attributes.map(({ key }) => key)]}
          value={name}
          onChange={set}
        />
        {known === undefined ? (
          <Select
            aria-label={`${label}: type`}
            options={typeOptions}
            value={subject.type}
            onValueChange={(type) => onChange({ ...subject, type })}
          />
        ) : null}
      </div>
    );
  }
  if ("topicId" in subject) {
    return (
      <Combobox
        aria-label={`${label}: topic`}
        options={toOptions(vocabulary.topics, subject.topicId)}
        value={subject.topicId || null}
        onValueChange={(topicId) => onChange({ ...subject, topicId: topicId ?? "" })}
        placeholder="Choose a topic"
      />
    );
  }
  if ("productId" in subject) {
    return (
      <Combobox
        aria-label={`${label}: product`}
        options={toOptions(vocabulary.products, subject.productId)}
        value={subject.productId || null}
        onValueChange={(productId) => onChange({ ...subject, productId: productId ?? "" })}
        placeholder="Any product"
        clearable
      />
    );
  }
  if (subject.on === "signals") {
    return (
      <SignalParts
        label={label}
        filter={subject.filter}
        vocabulary={vocabulary}
        onChange={(filter) => onChange({ ...subject, filter })}
      />
    );
  }
  return null;
}

/** Columns of the contact that conditions read under these names. */
const columns = ["first_name", "last_name", "email", "phone", "country", "company", "company_domain", "external_id"];

/** The values to choose among, where they are known. */
function choicesOf(
  { subject, value }: ConditionTest,
  vocabulary: WorkspaceVocabulary,
): { value: string; label: string }[] | null {
  if (subject.on === "attribute") return subject.type === "option" ? optionsOf(subject.key, vocabulary) : null;
  if (subject.on === "tags") return vocabulary.tags.map((tag) => ({ value: tag, label: tag }));
  if (subject.on === "segments")
    return toOptions(vocabulary.segments, typeof value === "string" ? value : asStrings(value));
  const fixed = subjectKinds[subject.on].choices;
  return fixed === undefined ? null : [...fixed];
}
