import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/**
 * The order in which rows of `consent` (as `c`) about one topic hold, the first alone: `consentThatHolds` of core/consent.ts
 * in SQL, by their own order and no clock. A basis for every topic (null) holds for each topic that has none of its own that is newer.
 */
export const HOLDS_FIRST = "c.ordinal desc";

/** The basis on which a topic may be written about to a person; `none` where nothing is recorded. */
export const basisFor = (workspaceId: SQLWrapper | string, personId: SQLWrapper, topicId: string): SQL<string> =>
  sql`coalesce((
    select c.basis from consent c where c.workspace_id = ${workspaceId} and c.person_id = ${personId}
      and (c.topic_id is null or c.topic_id = ${topicId})
    order by ${sql.raw(HOLDS_FIRST)} limit 1), 'none')`;
