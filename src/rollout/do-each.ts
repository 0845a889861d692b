import type { Log } from '../enrollment/ports.ts';

/** One part that fails must not hold up the others: the same ones come again in a minute. */
export async function doEach(parts: Readonly<Record<string, () => Promise<void>>>, log: Log): Promise<void> {
  for (const [part, work] of Object.entries(parts)) {
    await work().catch((error: unknown) => log.error({ err: error, part }, 'A part of the rollout could not be done'));
  }
}
