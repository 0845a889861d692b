import type { UserId } from '../passkeys/ids.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { Requests } from './request.ts';
import type { HelpdeskPorts } from './scene.ts';

type AlarmPorts = Pick<HelpdeskPorts, 'freezes' | 'cases' | 'audit' | 'now'>;

/**
 * The users' own requests, which freeze whoever says "This wasn't me", wherever they say it: an alarm that only lies in the queue stops no pass.
 * Not for the help desk's: what is said about a pass or a call freezes by itself.
 */
export function freezingOnAlarm(requests: Requests, ports: AlarmPorts): Requests {
  return {
    ...requests,
    async open(user, about, diagnosis) {
      if (about === 'not-me') await freeze(user, diagnosis.passkey, ports);
      return requests.open(user, about, diagnosis);
    },
  };
}

/** What froze them already, and over whom, stays besides. */
async function freeze(
  user: UserId,
  passkey: string | undefined,
  { freezes, cases, audit, now }: AlarmPorts,
): Promise<void> {
  const open = await freezes.openOf(user);
  // Without a passkey in question it is what they said before.
  if (!passkey && open.some(({ because }) => because === 'passkey-not-me')) return;
  // Their pass may have made the passkey: whoever issued it does not lift this.
  const last = await cases.lastIssued(user);
  const at = now();
  if (!(await freezes.freeze(user, 'passkey-not-me', last?.operator, at, passkey))) return;
  const entry = { at, actor: user, subject: user, ...(last && { caseId: last.id }) } as const;
  const events: readonly AuditEntry['event'][] = ['not-me', 'frozen'];
  for (const event of events) await audit.append({ ...entry, event, details: { because: 'passkey-not-me' } });
}
