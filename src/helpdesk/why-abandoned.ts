import type { QueuedRequest } from './ports.ts';
import { readAudit } from './read-audit.ts';
import type { HelpdeskScene } from './scene.ts';

/** Milliseconds without an act of the one who has a request, after which another operator may take it over. */
export const claimLifetime = 4 * 60 * 60_000;

/** Why nobody really has a request that somebody claimed; undefined: they are at it, or nobody claimed it. `reading`: `hasNow` for an act, `has` to draw. */
export async function whyAbandoned(
  { claimedBy, claimedAt, user }: QueuedRequest,
  reading: 'has' | 'hasNow',
  { ports }: Pick<HelpdeskScene, 'ports'>,
): Promise<'role-lost' | 'idle' | undefined> {
  if (!claimedBy || !claimedAt) return undefined;
  if (!(await ports.roles[reading](claimedBy, 'helpdesk'))) return 'role-lost';
  const since = new Date(ports.now().getTime() - claimLifetime);
  if (claimedAt > since) return undefined;
  for await (const rows of readAudit(ports.audit, since)) {
    if (rows.some(({ actor, subject }) => actor === claimedBy && subject === user)) return undefined;
  }
  return 'idle';
}
