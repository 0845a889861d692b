import type { Notice } from '../enrollment/reply.ts';
import { carryOn } from './carry-on.ts';
import type { TapCase } from './case.ts';
import type { Cases } from './ports.ts';
import type { HelpdeskReply } from './reply.ts';
import type { HelpdeskScene } from './scene.ts';

type Shown = HelpdeskReply | Notice;
/** Who is at it, and for how long. */
export type OtherHolder = Extract<Awaited<ReturnType<Cases['lock']>>, { readonly taken: false }>;
/** Asked right before the call that must not happen twice: whoever took longer than the lock lasts has it no more. */
export type IsStillHeld = () => Promise<boolean>;

/** One operator at a time for one subject, on whatever instance. */
export async function holdSubject(
  { subject, id }: Pick<TapCase, 'subject' | 'id'>,
  { turn, ports }: HelpdeskScene,
  act: (isStillHeld: IsStillHeld) => Promise<Shown>,
  otherwise: (other: OtherHolder) => Promise<Shown>,
): Promise<Shown> {
  const lock = await ports.cases.lock(subject, id, turn.user);
  if (!lock.taken) return otherwise(lock);
  try {
    return await act(() => ports.cases.keepLock(subject, lock.holder));
  } finally {
    // A lock that stays runs out; the answer must not be lost over it.
    await carryOn('release the lock', () => ports.cases.release(subject, lock.holder), ports);
  }
}
