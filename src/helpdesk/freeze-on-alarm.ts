import type { UserId } from '../passkeys/ids.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { Requests } from './request.ts';
import type { HelpdeskPorts } from './scene.ts';

type AlarmPorts = Pick<HelpdeskPorts, 'freezes' | 'cases' | 'audit' | 'now'>;

/** Requests that freeze whoever says "This wasn't me", wherever they say it: an alarm that only lies in the queue stops no pass. */
export function freezingOnAlarm(requests: Requests, ports: AlarmPorts): Requests {
  return {
    ...requests,
    async open(user, about, diagnosis) {
      if (about === 'not-me') await freezeOnce(user, ports);
      return requests.open(user, about, diagnosis);
    },
  };
}

/** What froze them already, and over whom, stays: here nobody knows of a case. */
async function freezeOnce(user: UserId, { freezes, cases, audit, now }: AlarmPorts): Promise<void> {
  if (await freezes.of(user)) return;
  // Their pass may have made the passkey: whoever issued it does not lift this.
  const last = await cases.lastIssued(user);
  const at = now();
  await freezes.freeze(user, 'passkey-not-me', last?.operator, at);
  const entry = { at, actor: user, subject: user, ...(last && { caseId: last.id }) } as const;
  const events: readonly AuditEntry['event'][] = ['not-me', 'frozen'];
  for (const event of events) await audit.append({ ...entry, event, details: { because: 'passkey-not-me' } });
}
