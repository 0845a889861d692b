import type { SealedTap } from './ports.ts';

/** Milliseconds. Our copy is gone after the first; from the first opening on it may be opened again for the second. */
export const sealLifetime = 15 * 60_000;
export const reopenTime = 2 * 60_000;

export function isOld({ sealedAt }: Pick<SealedTap, 'sealedAt'>, now: Date): boolean {
  // Not "later than": a time that cannot be read is over.
  return !(now.getTime() - sealedAt.getTime() < sealLifetime);
}

export function isShown(firstOpenedAt: Date | undefined, now: Date): boolean {
  return firstOpenedAt !== undefined && now.getTime() - firstOpenedAt.getTime() > reopenTime;
}
