import type { Kysely } from 'kysely';
import type { Registration } from '../rollout/person.ts';
import type { Participants } from '../rollout/ports.ts';
import { claimThanks, noteDone, noteDoneByUpn } from './done-participants.ts';
import { silentPeople, takeForEscalation } from './escalation.ts';
import { cleanText, toJson } from './json.ts';
import { keyStatement } from './key-statement.ts';
import { noteAtWork } from './note-at-work.ts';
import { noteOptedOut } from './note-opted-out.ts';
import { noteSeen } from './note-seen.ts';
import { type ParticipantRow, participantColumns, toParticipant } from './participant-row.ts';
import { snoozeParticipant } from './snooze-participant.ts';
import { statement } from './statement.ts';
import type { Tables } from './tables.ts';

const load = statement<ParticipantRow>(`
  select ${participantColumns.join(', ')} from participants where campaign_id = $1 and user_id = $2
`);

const notePressed = noteTime('pressed_at');
const noteStarted = noteTime('started_at');

function noteTime(column: 'pressed_at' | 'started_at') {
  return statement(`
    update participants set ${column} = $3 where campaign_id = $1 and user_id = $2 and ${column} is null
  `);
}

const noteCannot = statement(`
  update participants set cannot = $3, cannot_note = $4, cannot_at = $5
  where campaign_id = $1 and user_id = $2 and cannot is null
`);

/** A chat that is lost is looked for again once Teams, or the user, says that it is there. */
const noteUnreachable = statement(`
  with lost as (
    update contacts set chat_lost_at = now() where user_id = $2 and $3::text = 'uninstalled' and chat_lost_at is null
  )
  update participants set unreachable = $3
  where campaign_id = $1 and user_id = $2 and unreachable is distinct from $3
`);

const noteMailbox = keyStatement(`
  with given as materialized (
    select distinct on ("user") "user" as user_id, "timeZone" as time_zone, at, "outUntil" as out_until
    from jsonb_to_recordset($1::jsonb)
      as given ("user" text, "timeZone" text, at timestamptz, "outUntil" timestamptz)
    order by "user"
  ), locked as materialized (
    select participants.campaign_id, participants.user_id, given.time_zone, given.at, given.out_until
    from participants join given on given.user_id = participants.user_id
    order by participants.user_id, participants.campaign_id for update of participants
  )
  update participants set time_zone = locked.time_zone, time_zone_read_at = locked.at, out_until = locked.out_until from locked
  where participants.campaign_id = locked.campaign_id and participants.user_id = locked.user_id
`);

/** `now` is when a passkey of the report counts as there, where the report does not say. */
export function createParticipants(db: Kysely<Tables>, now: () => Date): Participants {
  return {
    async load(campaign, user) {
      const [row] = (await load(db, [campaign, user])).rows;
      return row && toParticipant(row);
    },

    noteSeen: async (user, lastRead, at) => void (await noteSeen(db, [user, lastRead, at])),

    notePressed: async (campaign, user, at) => void (await notePressed(db, [campaign, user, at])),

    noteStarted: async (campaign, user, at) => void (await noteStarted(db, [campaign, user, at])),

    noteAtWork: (user, at) => noteAtWork(db, user, at),

    snooze: async (campaign, user, until) => (await snoozeParticipant(db, [campaign, user, until])).rows.length > 0,

    noteCannot: async (campaign, user, because, note, at) =>
      void (await noteCannot(db, [campaign, user, because, cleanText(note), at])),

    noteOptedOut: async (user, at) => void (await noteOptedOut(db, [user, at])),

    noteUnreachable: async (campaign, user, cause) => void (await noteUnreachable(db, [campaign, user, cause ?? null])),

    async noteMailbox(people) {
      const rows = people.map((one) => (one.outUntil === 'open' ? { ...one, outUntil: 'infinity' } : one));
      if (rows.length > 0) await noteMailbox(db, [toJson(rows)]);
    },

    noteDone: async (people) => (people.length === 0 ? [] : (await noteDone(db, [toJson(people)])).rows),

    noteDoneByUpn: async (people) => (people.length === 0 ? [] : (await noteDoneByUpn(db, [toJson(people)])).rows),

    async noteRegistrations(rows) {
      const done = rows
        .filter(({ hasPasskey }) => hasPasskey)
        .map((row) => ({ user: row.user, at: doneAt(row, now()) }));
      return done.length === 0 ? [] : (await noteDone(db, [toJson(done)])).rows;
    },

    claimThanks: async (user, at) => (await claimThanks(db, [user, at])).rows.length > 0,

    silent: async (campaign, at, limit, after, lastCall) =>
      (await silentPeople(db, { campaign, at, limit, after, lastCall })).map(toParticipant),

    takeForEscalation: async (campaign, at, limit, after, lastCall) =>
      (await takeForEscalation(db, { campaign, at, limit, after, lastCall })).map(toParticipant),
  };
}

function doneAt({ updatedAt }: Registration, now: Date): Date {
  const at = updatedAt === undefined ? Number.NaN : Date.parse(updatedAt);
  return Number.isNaN(at) ? now : new Date(at);
}
