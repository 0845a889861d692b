import type { AuthenticationMethod } from '../passkeys/facts.ts';
import type { TapCase } from './case.ts';
import { replication } from './replication.ts';

/**
 * What became of the pass of a case, as the methods of its subject show it.
 * - `used`: Entra says so; only of one that works once.
 * - `gone`: such a one is not there any more before its time is over: used, or deleted by somebody elsewhere.
 * - `over`: its time is, or it was deleted or replaced, or nobody can tell.
 */
export type TapState = 'waiting' | 'used' | 'gone' | 'over';

export function tapState(
  { issued, aftermath }: Pick<TapCase, 'issued' | 'aftermath'>,
  methods: readonly AuthenticationMethod[],
  now: Date,
): TapState {
  if (!issued || aftermath?.tapDeletedAt) return 'over';
  const taps = methods.filter((method) => method.kind === 'temporary-access-pass');
  const listed = taps.find(({ id }) => id === issued.tapId);
  if (listed?.isUsed) return 'used';
  if (!(now < new Date(issued.validUntil))) return 'over';
  if (listed) return 'waiting';
  // Another one has taken its place.
  if (taps.length > 0 || !issued.isUsableOnce) return 'over';
  return now.getTime() - Date.parse(issued.at) < replication ? 'waiting' : 'gone';
}
