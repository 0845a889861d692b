import { DateTime, IANAZone } from 'luxon';
import { findIana } from 'windows-iana';
import type { TruthAbout } from '../rollout/ports.ts';
import { MailboxEntry } from './rollout-schema.ts';

type Mailbox = NonNullable<TruthAbout['mailbox']>;
type Replies = NonNullable<MailboxEntry['automaticRepliesSetting']>;

/** Undefined: not understood. */
export function parseMailbox(body: unknown, now: Date): Mailbox | undefined {
  const { data } = MailboxEntry.safeParse(body);
  if (!data) return undefined;
  const timeZone = ianaName(data.timeZone);
  const outUntil = data.automaticRepliesSetting && outOfOffice(data.automaticRepliesSetting, now);
  return { ...(timeZone !== undefined && { timeZone }), ...(outUntil !== undefined && { outUntil }) };
}

/** Administrators choose between Windows and IANA names. A zone that somebody made up has no name of either kind. */
export function ianaName(raw: string | undefined): string | undefined {
  if (raw === undefined) return undefined;
  const name = findIana(raw)[0] ?? raw.replace(/^tzone:\/\/microsoft\/utc$/i, 'Etc/UTC');
  return IANAZone.isValidZone(name) ? name : undefined;
}

/** Undefined: here, now. Source: https://learn.microsoft.com/graph/api/resources/automaticrepliessetting */
function outOfOffice(replies: Replies, now: Date): Mailbox['outUntil'] {
  switch (replies.status?.toLowerCase()) {
    case 'alwaysenabled':
      return 'open';
    case 'scheduled': {
      const from = instant(replies.scheduledStartDateTime, now);
      const until = instant(replies.scheduledEndDateTime, now);
      if ((from && from > now) || (until && until <= now)) return undefined;
      return until ?? 'open';
    }
    default:
      return undefined;
  }
}

/** Years. What is further away than that, such as 9999, is no date that anybody meant. */
const farAway = 10;

function instant(time: Replies['scheduledEndDateTime'], now: Date): Date | undefined {
  if (!time) return undefined;
  const when = DateTime.fromISO(time.dateTime, { zone: ianaName(time.timeZone) ?? 'UTC' });
  const isMeant = when.isValid && Math.abs(when.diff(DateTime.fromJSDate(now), 'years').years) <= farAway;
  return isMeant ? when.toJSDate() : undefined;
}
