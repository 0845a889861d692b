import type { Logger } from 'pino';
import type { UserId } from '../passkeys/ids.ts';
import type { GraphError } from './graph-error.ts';
import type { ReportFailure } from './read-batch.ts';

/** Without Intune every read of its devices is refused, and a user may be gone: nobody needs to look at either. */
function isOrdinary({ operation, code }: GraphError): boolean {
  return code === 'not-found' || (operation === 'intune-devices' && code === 'forbidden');
}

/** One line per failed read. Ids only: no names, no bodies. */
export function reporter(log: Pick<Logger, 'warn' | 'info'>, user: UserId | undefined): ReportFailure {
  return (error) => {
    const { operation, code, status, requestId, reason } = error;
    const fields = { operation, code, status, requestId, reason, user };
    if (isOrdinary(error)) log.info(fields, 'Graph read failed');
    else log.warn(fields, 'Graph read failed');
  };
}
