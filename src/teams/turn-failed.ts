import { randomUUID } from 'node:crypto';
import type { Log } from '../enrollment/ports.ts';

/**
 * Once per failed turn. What errors say may hold what users wrote or what Graph answered:
 * only their names, codes and places in the code are logged.
 */
export function logFailure(log: Log, error: unknown, fields: object): void {
  log.error({ errorId: randomUUID(), ...fields, ...described(error) }, 'Turn failed');
}

function described(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code, status, requestId } = error as Error & Record<string, unknown>;
  return {
    error: error.name,
    ...(isPlain(code) && { code }),
    ...(isPlain(status) && { status }),
    ...(isPlain(requestId) && { requestId }),
    at: error.stack?.match(/^ {4}at .*$/gmu)?.slice(0, 8),
    ...(error.cause instanceof Error && { cause: described(error.cause) }),
  };
}

function isPlain(value: unknown): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && value.length < 100);
}
