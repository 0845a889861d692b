import { type AddedPorts, type Found, noteAdded } from './catch-up.ts';
import type { Reports } from './ports.ts';
import type { RolloutPorts } from './scene.ts';
import { type ThankPorts, thank } from './thank-user.ts';

/** ms. How far back the first sweep looks: the report has everything older. */
const firstSweep = 36 * 3_600_000;

type AuditPorts = AddedPorts & { readonly reports: Pick<Reports, 'noteSweep' | 'sweptAt'> };

/**
 * Passkeys that the audit log tells of since the last sweep, of everybody at once; `until`: up to when it was read, which
 * may be long ago where there is much to catch up with. Undefined: it could not be read.
 */
export async function sweepAudit(
  ports: AuditPorts,
): Promise<{ readonly found: readonly Found[]; readonly until: Date } | undefined> {
  const { reports, now } = ports;
  const since = (await reports.sweptAt('audit')) ?? new Date(now().getTime() - firstSweep);
  const added = await noteAdded(since, ports);
  if (added) await reports.noteSweep('audit', added.until);
  return added;
}

/** Every hour: whoever has a passkey by now is left alone from then on. The report may be 36 hours old, the audit log minutes. */
export async function sweepRegistrations(
  ports: AuditPorts & ThankPorts & Pick<RolloutPorts, 'source' | 'participants' | 'reports'>,
): Promise<void> {
  const { campaigns, source, participants, reports, now } = ports;
  if ((await campaigns.withStatus('running', 'paused')).length === 0) return;
  for (const found of (await sweepAudit(ports))?.found ?? []) await thank(found, ports);
  const at = now();
  for await (const page of source.registrations(() => undefined)) {
    for (const found of await participants.noteRegistrations(page)) await thank(found, ports);
  }
  await reports.noteSweep('report', at);
}
