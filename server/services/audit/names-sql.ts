const NAMED = [
  "broadcast",
  "company",
  "form",
  "mail_template",
  "product",
  "segment",
  "sender",
  "sequence",
  "team",
  "topic",
] as const;

const mine = "where workspace_id = $1::text and id = any($2::text[])";

/**
 * `$1` workspace, `$2` refs → id, name; of two rows with an id the later one holds. What is gone is known by the entry that
 * removed it or made it (a key), a rule by its last version; addresses are read where erasure empties them.
 */
export const AUDIT_NAMES = `
select subject_ref as id, coalesce(data->>'name', data->>'number') as name from audit
  where workspace_id = $1::text and subject_ref = any($2::text[]) and coalesce(data->>'name', data->>'number') is not null
    and action in ('key.created', 'team.removed', 'member.removed', 'webhook.removed', 'broadcast.deleted', 'phone.removed')
union all (
  select distinct on (rule_id) rule_id, rule->>'name' from cap_rule_version
  where workspace_id = $1::text and rule_id = any($2::text[]) order by rule_id, version desc)
${NAMED.map((table) => `union all select id, name from ${table} ${mine}`).join("\n")}
union all select id, domain from listed_domain ${mine}
union all select id, number from listed_phone ${mine}
union all select id, address from mailbox ${mine}
union all select id, file_name from import_job ${mine}
union all select id, initcap(kind) from integration ${mine}
union all select id, coalesce(nullif(name, ''), substring(url from '^[a-z]+://(?:[^/?#@]*@)?([^/?#]+)')) from webhook_endpoint ${mine}
union all select 'field:' || key, label from attribute_definition
  where workspace_id = $1::text and 'field:' || key = any($2::text[])
union all select e.id, s.name from enrollment e join sequence s on s.workspace_id = e.workspace_id and s.id = e.sequence_id
  where e.workspace_id = $1::text and e.id = any($2::text[])
union all select id, coalesce(nullif(concat_ws(' ', first_name, last_name), ''), email, external_id) from contact ${mine}
  and coalesce(email, first_name, last_name, external_id) is not null
union all select id, coalesce(from_name, from_address) from inbound_mail ${mine} and from_address <> ''
union all select id, email_key from suppression ${mine} and email_key is not null
union all select email_hash, email_key from suppression
  where workspace_id = $1::text and email_hash = any($2::text[]) and lifted_at is null and email_key is not null
union all select id, email from invitation where workspace_ref = $1::text and id = any($2::text[])
union all select id, name from member where id = any($2::text[])`;
