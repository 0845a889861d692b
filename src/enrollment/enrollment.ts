import type { UserId } from '../passkeys/ids.ts';
import type { PhoneView, Screen } from './reply.ts';
import type { Situation } from './steps.ts';

/** Raised when the shape of `Screen` or `Enrollment` changes: older rows then read as "nothing open". */
export const enrollmentVersion = 1;

/** What the user told us; beats what is on record. `osVersion` "unknown": asked, and the user does not know either. */
export type Answers = {
  readonly phone?: Pick<PhoneView, 'platform' | 'maker' | 'name' | 'osVersion'>;
  readonly hasNoPhone?: boolean;
  /** Has a passkey and wants another. */
  readonly wantsAnother?: boolean;
  /** It is not the phone on record: that one is lost, or is being replaced. */
  readonly isNewPhone?: boolean;
};

/** The walk a user was given, kept for "show the steps again". */
export type Guide = {
  readonly situation: Situation;
  readonly phone: PhoneView;
  /** There is a way with a QR code from a computer, too. */
  readonly canUseComputer: boolean;
  /** It has led to a passkey. */
  readonly isFinished?: true;
};

/**
 * The passkeys that were there at the start: one that is not among these is the new one.
 * Without `passkeyIds` they could not be read, and one created after `at` is the new one.
 */
export type Baseline = { readonly passkeyIds?: readonly string[]; readonly at: string };

/** One user's way through the guide. */
export type Enrollment = {
  readonly user: UserId;
  readonly version: number;
  /** New with every screen. A button carries it: from another screen it shows the current one and does nothing. */
  readonly screenId: string;
  readonly screen: Screen;
  readonly answers: Answers;
  readonly guide?: Guide;
  readonly baseline?: Baseline;
  /** The message that shows the screen, once it has been sent. */
  readonly cardId?: string;
  readonly updatedAt: Date;
};

/** The walk that has not led to a passkey yet. */
export function walkUnderWay(enrollment: Enrollment | undefined): Guide | undefined {
  return isSigningIn(enrollment) ? undefined : enrollment?.guide;
}

const afterwards: readonly Screen['kind'][] = [
  'registered',
  'already-done',
  'sign-in-test',
  'sign-in-failed',
  'all-set',
  'second-way',
];

/** The passkey is there; what is left is signing in with it. */
export function isSigningIn(enrollment: Enrollment | undefined): boolean {
  if (!enrollment) return false;
  return enrollment.guide?.isFinished === true || afterwards.includes(enrollment.screen.kind);
}
