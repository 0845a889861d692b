import type { UserId } from '../passkeys/ids.ts';
import type { Participants, Reports, Truth } from './ports.ts';
import type { RolloutPorts } from './scene.ts';
import { type ThankPorts, thank } from './thank-user.ts';

/** ms. How far back the first sweep looks: the report has everything older. */
const firstSweep = 36 * 3_600_000;

/** Somebody who got a nudge, and has a passkey now. */
export type Found = { readonly campaign: string; readonly user: UserId };

type AuditPorts = {
  readonly truth: Truth;
  readonly participants: Pick<Participants, 'noteDone' | 'noteDoneByUpn'>;
  readonly reports: Pick<Reports, 'noteSweep' | 'sweptAt'>;
  readonly now: () => Date;
};

/** Passkeys that the audit log tells of since the last sweep, of everybody at once. Undefined: it could not be read. */
export async function sweepAudit({
  truth,
  participants,
  reports,
  now,
}: AuditPorts): Promise<readonly Found[] | undefined> {
  const since = (await reports.sweptAt('audit')) ?? new Date(now().getTime() - firstSweep);
  const added = await truth.addedSince(since);
  if (!added.known) return undefined;
  const { users, upns, until } = added.value;
  const found = [
    ...(users.length > 0 ? await participants.noteDone(users) : []),
    ...(upns.length > 0 ? await participants.noteDoneByUpn(upns) : []),
  ];
  await reports.noteSweep('audit', until);
  return found;
}

/** Every hour: whoever has a passkey by now is left alone from then on. The report may be 36 hours old, the audit log minutes. */
export async function sweepRegistrations(
  ports: AuditPorts & ThankPorts & Pick<RolloutPorts, 'source' | 'participants' | 'reports'>,
): Promise<void> {
  const { campaigns, source, participants, reports, now } = ports;
  if ((await campaigns.withStatus('running', 'paused')).length === 0) return;
  for (const found of (await sweepAudit(ports)) ?? []) await thank(found, ports);
  const at = now();
  for await (const page of source.registrations(() => undefined)) {
    for (const found of await participants.noteRegistrations(page)) await thank(found, ports);
  }
  await reports.noteSweep('report', at);
}
