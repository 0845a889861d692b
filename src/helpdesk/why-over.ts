import type { CaseEnd, TapCase } from './case.ts';
import type { HelpdeskPorts } from './scene.ts';

/** Why an open case is over with the request it answers; undefined: that is open still, or there is none. */
export async function whyOver(
  { status, request: number, operator }: Pick<TapCase, 'status' | 'request' | 'operator'>,
  { queue }: Pick<HelpdeskPorts, 'queue'>,
): Promise<CaseEnd | undefined> {
  if (status !== 'open' || number === undefined) return undefined;
  const request = await queue.find(number);
  if (!request) return 'request-closed';
  return request.claimedBy === undefined || request.claimedBy === operator ? undefined : 'request-taken';
}
