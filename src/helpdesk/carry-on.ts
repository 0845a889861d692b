import type { HelpdeskPorts } from './scene.ts';

/**
 * For what follows a write that cannot be taken back: a message that fails, or a database that is gone for a moment, must not hide from the operator
 * what happened. Undefined: it failed, and the log says so.
 */
export async function carryOn<T>(
  what: string,
  act: () => Promise<T>,
  { log }: Pick<HelpdeskPorts, 'log'>,
): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    // Its name only: the message of a failed delivery may quote what was to be delivered.
    log.error({ what, error: error instanceof Error ? error.name : 'unknown' }, 'Something failed after a write');
    return undefined;
  }
}
