import { right, router, workspaceProcedure } from "@/server/api/trpc";
import { archiveContacts, restoreContacts } from "@/server/services/contacts/archive";
import { setOwner, tagContacts, untagContacts } from "@/server/services/contacts/change-many";
import { createContact } from "@/server/services/contacts/create";
import { eraseContact, eraseContactInput } from "@/server/services/contacts/erase";
import { getContact } from "@/server/services/contacts/get";
import { clearLeaveAlone, leaveAlone } from "@/server/services/contacts/leave-alone";
import { chooseContacts, countContacts, listContacts } from "@/server/services/contacts/list";
import { endApart, keepApart, listApart } from "@/server/services/contacts/merge/apart";
import { findDuplicates } from "@/server/services/contacts/merge/duplicates";
import { mergeContacts } from "@/server/services/contacts/merge/merge";
import { previewMerge } from "@/server/services/contacts/merge/preview";
import {
  duplicatesInput,
  keepApartInput,
  mergeContactsInput,
  mergePairInput,
} from "@/server/services/contacts/merge/schemas";
import {
  clearLeaveAloneInput,
  contactFilterInput,
  contactIdInput,
  contactIdsInput,
  createContactInput,
  leaveAloneInput,
  listContactsInput,
  setOwnerInput,
  tagContactsInput,
  updateContactInput,
} from "@/server/services/contacts/schemas";
import { updateContact } from "@/server/services/contacts/update";
import { listTags } from "@/server/services/contacts/vocabulary";

const write = right("contacts.write");
const hold = right("leave-alone");

export const contactsRouter = router({
  list: workspaceProcedure
    .input(listContactsInput)
    .query(({ ctx, input }) => listContacts({ ctx: ctx.service, input })),
  count: workspaceProcedure
    .input(contactFilterInput)
    .query(({ ctx, input }) => countContacts({ ctx: ctx.service, input })),
  choose: workspaceProcedure
    .input(contactFilterInput)
    .query(({ ctx, input }) => chooseContacts({ ctx: ctx.service, input })),
  get: workspaceProcedure.input(contactIdInput).query(({ ctx, input }) => getContact({ ctx: ctx.service, input })),
  tags: workspaceProcedure.query(({ ctx }) => listTags({ ctx: ctx.service })),
  create: write.input(createContactInput).mutation(({ ctx, input }) => createContact({ ctx: ctx.service, input })),
  update: write.input(updateContactInput).mutation(({ ctx, input }) => updateContact({ ctx: ctx.service, input })),
  archive: write.input(contactIdsInput).mutation(({ ctx, input }) => archiveContacts({ ctx: ctx.service, input })),
  restore: write.input(contactIdsInput).mutation(({ ctx, input }) => restoreContacts({ ctx: ctx.service, input })),
  duplicates: workspaceProcedure
    .input(duplicatesInput)
    .query(({ ctx, input }) => findDuplicates({ ctx: ctx.service, input })),
  previewMerge: workspaceProcedure
    .input(mergePairInput)
    .query(({ ctx, input }) => previewMerge({ ctx: ctx.service, input })),
  merge: write.input(mergeContactsInput).mutation(({ ctx, input }) => mergeContacts({ ctx: ctx.service, input })),
  keepApart: write.input(keepApartInput).mutation(({ ctx, input }) => keepApart({ ctx: ctx.service, input })),
  endApart: write.input(keepApartInput).mutation(({ ctx, input }) => endApart({ ctx: ctx.service, input })),
  apart: workspaceProcedure.input(duplicatesInput).query(({ ctx, input }) => listApart({ ctx: ctx.service, input })),
  erase: right("contacts.erase")
    .input(eraseContactInput)
    .mutation(({ ctx, input }) => eraseContact({ ctx: ctx.service, input })),
  addTag: write.input(tagContactsInput).mutation(({ ctx, input }) => tagContacts({ ctx: ctx.service, input })),
  removeTag: write.input(tagContactsInput).mutation(({ ctx, input }) => untagContacts({ ctx: ctx.service, input })),
  setOwner: write.input(setOwnerInput).mutation(({ ctx, input }) => setOwner({ ctx: ctx.service, input })),
  leaveAlone: hold.input(leaveAloneInput).mutation(({ ctx, input }) => leaveAlone({ ctx: ctx.service, input })),
  clearLeaveAlone: hold
    .input(clearLeaveAloneInput)
    .mutation(({ ctx, input }) => clearLeaveAlone({ ctx: ctx.service, input })),
});
