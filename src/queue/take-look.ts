import type { StoredWatch, Watches } from '../database/watches.ts';
import type { Expected, Log } from '../enrollment/ports.ts';
import type { UserId } from '../passkeys/ids.ts';
import type { LookJob } from './jobs.ts';
import { type Look, nextLook } from './watch-offsets.ts';

/** What a look found. `over`: there is nothing left to look for. */
export type Sight = 'found' | 'not-yet' | 'over';

export type LookPorts = {
  readonly watches: Watches;
  readonly schedule: (watch: string, look: Look) => Promise<void>;
  /** `expected`: they got a pass. */
  readonly onLook: (user: UserId, attempt: number, expected?: Expected) => Promise<Sight>;
  readonly now: () => Date;
  readonly log: Log;
  readonly offsets?: readonly number[];
};

/** One look of a chain. A chain whose watch has ended or was replaced ends here, silently. */
export async function takeLook({ watch: watchId, attempt }: LookJob, ports: LookPorts): Promise<void> {
  const watch = await ports.watches.find(watchId);
  if (!watch) return;

  // Before the look: whatever happens in it, the next one is queued.
  const next = nextLook(watch.beganAt, attempt, ports.now(), ports.offsets, watch.expected);
  if (next) await ports.schedule(watchId, next);

  const sight = await look(watch, attempt, ports);
  if (sight !== 'not-yet' || !next) await ports.watches.end(watchId);
}

async function look({ user, expected }: StoredWatch, attempt: number, { onLook, log }: LookPorts): Promise<Sight> {
  try {
    return await onLook(user, attempt, expected);
  } catch (error) {
    log.warn({ err: error, user, attempt }, 'A look for the new passkey failed');
    return 'not-yet';
  }
}
