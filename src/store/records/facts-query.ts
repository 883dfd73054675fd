/**
 * The SQL that says a project's facts in the shape of the domain: one round trip for everything about one project or
 * many. Days are ISO days, instants milliseconds, money öre; what is unset is left out (json_strip_nulls).
 */

/** What the system itself is called where a person's name stands. */
const systemName = "Startklar";

const by = (column: string) =>
  `json_build_object('id', coalesce(${column}::text, 'system'), 'name', coalesce((select n.name from people n where n.id = ${column}), '${systemName}'))`;
const byWhen = (happened: string, column: string) => `case when ${happened} is not null then ${by(column)} end`;
const milestone = (name: string) =>
  `case when p.${name}_on is not null then json_build_object('on', p.${name}_on, 'by', ${by(`p.${name}_by_id`)}, 'recordedAt', p.${name}_recorded_at) end`;
const list = (table: string, fields: string, order = "t.seq", only = "true") =>
  `(select coalesce(json_agg(json_build_object(${fields}) order by ${order}), '[]'::json) from ${table} t where t.project_id = p.id and ${only})`;

/** The project of the row `p`. */
export const projectJson = `json_build_object(
  'id', p.id, 'code', p.code, 'customer', p.customer, 'organisationNumber', p.organisation_number, 'reference', p.reference,
  'variant', p.variant, 'price', p.price, 'rate', p.rate, 'options', p.options, 'hours', p.hours,
  'via', case when p.partner is null then json_build_object('kind', 'direct') else json_build_object('kind', 'partner', 'name', p.partner) end,
  'state', p.state, 'stateReason', p.state_reason, 'openedOn', p.opened_on, 'plan', p.plan,
  'kickoff', ${milestone("kickoff")}, 'goLive', ${milestone("go_live")}, 'handover', ${milestone("handover")},
  'language', p.language, 'internal', p.internal_id, 'shared', p.shared_id)`;

/** When the person of a row is away, and who is asked meanwhile. */
export const absence = (person: string): string =>
  `json_build_object('from', ${person}.away_from, 'until', ${person}.away_until,
    'standIn', (select json_build_object('id', s.id, 'handle', s.handle, 'name', s.name) from people s where s.id = ${person}.stand_in_id))`;

const members = `(select coalesce(json_agg(json_build_object('id', n.id, 'handle', n.handle, 'name', n.name, 'role', t.role,
    'reachable', exists (select 1 from accounts a where a.person_id = n.id and a.gone is null),
    'closed', (select true from accounts a where a.person_id = n.id having count(*) > 0 and bool_and(a.gone is not null)),
    'away', case when n.away_until is not null then ${absence("n")} end, 'reminders', n.reminders) order by t.seq), '[]'::json)
  from members t join people n on n.id = t.person_id where t.project_id = p.id)`;

const requirements = list(
  "requirements",
  `'id', t.id, 'ref', t.ref, 'text', t.text, 'deviation', t.deviation, 'agreedOn', t.agreed_on, 'agreedBy', ${by("t.agreed_by_id")},
   'agreedWith', ${byWhen("t.agreed_with_id", "t.agreed_with_id")},
   'wished', case when t.wished_on is not null then json_build_object('on', t.wished_on, 'by', ${by("t.wished_by_id")}) end,
   'recordedAt', t.recorded_at, 'state', t.state, 'deliveredOn', t.delivered_on, 'verifiedOn', t.verified_on,
   'verifiedBy', ${byWhen("t.verified_on", "t.verified_by_id")}, 'droppedReason', t.dropped_reason, 'baseline', t.baseline, 'change', t.change`,
);

const data = list(
  "data_entries",
  `'id', t.id, 'area', t.area, 'kind', t.kind, 'note', t.note, 'on', t."on", 'recordedAt', t.recorded_at, 'by', ${by("t.by_id")},
   'files', (select json_agg(json_build_object('id', f.id, 'name', f.name) order by g.at)
      from json_array_elements_text(t.files) with ordinality g(id, at) join files f on f.id = g.id::uuid),
   'bySide', t.by_side, 'undone', t.undone, 'version', t.version`,
);

const porting = list(
  "porting_entries",
  `'id', t.id, 'step', t.step, 'on', t."on", 'ends', t.ends, 'by', ${by("t.by_id")}, 'undone', t.undone`,
);

const portingRequests = list(
  "porting_requests",
  `'id', t.id, 'ref', t.ref, 'kind', t.kind, 'answers', t.answers, 'reason', t.reason, 'task', t.task, 'on', t."on",
   'recordedAt', t.recorded_at, 'by', ${by("t.by_id")}, 'bySide', t.by_side, 'undone', t.undone`,
);

const tasks = list(
  "tasks",
  `'id', t.id, 'ref', t.ref, 'title', t.title, 'due', t.due, 'doneOn', t.done_on, 'doneBy', ${byWhen("t.done_on", "t.done_by_id")},
   'who', (select json_build_object('id', n.id, 'handle', n.handle, 'name', n.name) from people n where n.id = t.who_id),
   'source', t.source, 'createdOn', t.created_on,
   'withdrawn', case when t.withdrawn_on is not null then json_build_object('on', t.withdrawn_on, 'reason', t.withdrawn_reason) end`,
);

// There may be thousands of them: as lists, without the names of the fields again and again (`WorkRow`), and their
// people are joined once, not looked up one by one.
const work = `(select coalesce(json_agg(json_build_array(t.id, t.ref, t.minutes, t.note, t."on", t.recorded_at,
    coalesce(t.by_id::text, 'system'), coalesce(n.name, '${systemName}'), t.undone, t.target_kind, t.target) order by t.seq), '[]'::json)::text
  from work_entries t left join people n on n.id = t.by_id where t.project_id = p.id)`;

const trips = list(
  "trips",
  `'id', t.id, 'ref', t.ref, 'on', t."on", 'recordedAt', t.recorded_at, 'by', ${by("t.by_id")}, 'undone', t.undone,
   'files', (select json_agg(json_build_object('id', f.id, 'name', f.name) order by r.seq)
      from receipts r join files f on f.id = r.file_id where r.trip_id = t.id),
   'what', case when t.city is not null then json_build_object('kind', 'city', 'city', t.city)
     else json_build_object('kind', 'trip', 'minutes', t.minutes, 'costs', t.costs, 'to', t."to") end`,
);

const checkIns = list(
  "check_ins",
  `'id', t.id, 'ref', t.ref, 'at', t.at, 'on', t."on", 'state', t.state, 'minutes', t.minutes, 'reason', t.reason,
   'recordedAt', t.recorded_at, 'revision', t.revision, 'heldBy', case when t.state in ('held', 'no-show') then ${by("t.held_by_id")} end,
   'bookedBy', ${byWhen("t.booked_by_id", "t.booked_by_id")}`,
);

/**
 * The times for a call that the customer has been asked to choose among: those of the buttons of the card that asks,
 * and those of them that have passed.
 */
const proposal = `(select case when count(b.value) > 0 then json_build_object('at', max(m.said_at),
    'round', max(split_part(b.value->>'id', '-', 2)),
    'times', json_agg(split_part(b.value->>'id', '-', 3)::bigint order by split_part(b.value->>'id', '-', 3)::bigint)) end
  from messages m, lateral (
    select b.value from json_array_elements(m.content->'blocks') k,
      json_array_elements(case when k.value->>'kind' = 'buttons' then k.value->'buttons' else '[]'::json end) b
    union all
    select b.value from json_array_elements(coalesce(m.content->'retired', '[]'::json)) b
      where b.value->>'passed' = 'true'
        and exists (select 1 from json_array_elements(m.content->'blocks') k where k.value->>'kind' = 'buttons')) b
  where m.project_id = p.id and m.conversation_id = p.shared_id and m.subject = 'checkin/proposal'
    and b.value->>'runs' = 'checkin pick')`;

const minutes = list(
  "minutes",
  `'id', t.id, 'ref', t.ref, 'meeting', t.meeting, 'on', t."on", 'state', t.state, 'drafter', t.drafter,
   'content', t.content, 'approvedOn', t.approved_on, 'revision', t.revision, 'correction', t.correction, 'file', t.file,
   'editions', (select json_agg(json_build_object('edition', e.edition, 'on', e."on", 'at', e.at, 'by', ${by("e.by_id")},
      'reason', e.reason) order by e.edition) from minutes_editions e where e.minutes_id = t.id)`,
);

const changes = list(
  "changes",
  `'id', t.id, 'ref', t.ref, 'kind', t.kind, 'title', t.title, 'pricing', t.pricing, 'extends', t.extends, 'effect', t.effect,
   'state', t.state, 'agreed', t.agreed, 'decidedOn', t.decided_on, 'decidedAt', t.decided_at,
   'offer', (select json_build_object('text', o.text, 'digest', o.digest, 'sentOn', o.sent_on, 'revision', o.revision)
      from offers o where o.change_id = t.id and o.revision = t.offer_revision),
   'decidedBy', ${byWhen("t.decided_on", "t.decided_by_id")}, 'declinedReason', t.declined_reason, 'doneOn', t.done_on, 'createdOn', t.created_on,
   'createdBy', ${by("t.created_by_id")}, 'recordedAt', t.recorded_at`,
);

const hardware = list(
  "hardware",
  `'id', t.id, 'name', t.name, 'mac', t.mac, 'partOfService', t.part_of_service, 'approved', t.approved,
   'boughtFromUs', t.bought_from_us, 'provisioned', t.provisioned`,
  "t.seq",
  "t.removed_reason is null",
);

const faults = list(
  "faults",
  `'id', t.id, 'ref', t.ref, 'text', t.text, 'urgent', t.urgent, 'hardware', t.hardware, 'reportedOn', t.reported_on,
   'by', ${by("t.by_id")}, 'cause', t.cause, 'causeReason', t.cause_reason, 'billed', t.billed`,
);

const deliveries = list(
  "deliveries",
  `'id', t.id, 'askedOn', t.asked_on, 'askedBy', ${by("t.asked_by_id")}, 'state', t.state, 'text', t.text, 'digest', t.digest,
   'decidedOn', t.decided_on, 'decidedBy', ${byWhen("t.decided_on", "t.decided_by_id")}, 'remarks', t.remarks`,
);

const snoozes = list(
  "snoozes",
  `'id', t.id, 'subject', t.subject, 'until', t.until, 'reason', t.reason, 'by', ${by("t.by_id")}`,
);

const turns = list(
  "turns",
  `'subject', t.subject, 'on', t."on", 'by', ${by("t.by_id")},
   'person', (select json_build_object('id', n.id, 'handle', n.handle, 'name', n.name) from people n where n.id = t.person_id)`,
);

/** A message that its platform has had, whatever became of it. */
const reached = (row: string) => `(${row}.delivered_revision <> 0 or ${row}.platform_id is not null)`;

/**
 * What was sent where the customer reads it. A key ends in its nudge, and of one that was told inside in whom it
 * brought in; the nudge is not what it is about. What still holds moves into each day's message: it was told as soon as
 * the message of its own day was sent, whatever became of that and of the one in which it stands now.
 */
const told = `(select coalesce(json_agg(json_build_object('about', k.about, 'on', k."on") order by k."on", k.about), '[]'::json)
  from (select distinct regexp_replace(n.key, '/[^/]*$', '') as about, n."on" from notices n join messages m on m.id = n.message_id
    where n.project_id = p.id and n.key not like 'digest/%' and m.conversation_id is distinct from p.internal_id
      and (${reached("m")} or exists (select 1 from messages s where s.project_id = p.id
        and s.conversation_id = m.conversation_id and ${reached("s")}
        and (s.subject = 'nag/' || n."on" or s.subject = 'digest/' || to_char(n."on", 'IYYY-"W"IW') || '/shared'
          and (to_timestamp(s.said_at / 1000.0) at time zone 'UTC')::date = n."on")))) k)`;

/** The last thing that a person did about it: lines that only read are not in the audit. */
const touchedAt = `(select a.at from audit a where a.project_id = p.id and a.outcome = 'done' and a.actor_id is not null
  order by a.seq desc limit 1)`;

const closedBases = list(
  "closed_bases",
  `'number', t.number, 'closedOn', t.closed_on, 'until', t.shown->>'until', 'parts', t.parts`,
  "t.number",
);

/** ProjectFacts of the row `p` without hours; `bases`: those that are closed. */
const factsWith = (
  bases: string,
) => `json_strip_nulls(json_build_object('project', ${projectJson}, 'members', ${members}, 'requirements', ${requirements},
  'data', ${data}, 'porting', ${porting}, 'portingRequests', ${portingRequests}, 'tasks', ${tasks}, 'work', '[]'::json, 'trips', ${trips}, 'checkIns', ${checkIns},
  'proposal', ${proposal},
  'minutes', ${minutes}, 'changes', ${changes}, 'hardware', ${hardware}, 'faults', ${faults}, 'deliveries', ${deliveries},
  'snoozes', ${snoozes}, 'turns', ${turns}, 'told', ${told}, 'touchedAt', ${touchedAt}, 'closedBases', ${bases}))::text`;
const facts = `${factsWith(closedBases)} as body, ${work} as work`;

/** The facts of one project, and what is kept beside them. */
export const factsOfOne = `select ${facts}, p.agreement_id as agreement, p.look_at as "lookAt",
  p.owed_on::text as owed, p.not_agreed as "notAgreed", p.over_budget as "overBudget", p.to_invoice as "toInvoice", p.to_close as "toClose" from projects p where p.id = $1::uuid`;
/** The facts of one project but for its hours and closed bases, of which there may be thousands; and its agreement. */
export const factsWithoutHours = `select ${factsWith("'[]'::json")} as body, null as work, p.agreement_id as agreement
  from projects p where p.id = $1::uuid`;
/** The facts of the projects in some states, oldest first. */
export const factsOfMany = `select ${facts} from projects p where p.state = any($1::text[]) order by p.seq`;
/** The facts of the projects with some ids, oldest first. */
export const factsOfSome = `select p.id as project, ${facts} from projects p where p.id = any($1::uuid[]) order by p.seq`;
/**
 * The projects that a condition on the row `p` selects, oldest first. The condition is ours, never what somebody typed.
 */
export const projectsWith = (condition: string) =>
  `select json_strip_nulls(${projectJson})::text as body from projects p where ${condition} order by p.seq`;
