import type { UserId } from '../passkeys/ids.ts';
import type { ComputerPlatform, PhoneView, RouteName, Screen } from './reply.ts';
import type { StepId } from './steps.ts';

/** Raised when the shape of `Screen` or `Enrollment` changes: older rows then read as "nothing open". */
export const enrollmentVersion = 1;

/** What the user told us; beats what is on record. */
export type Answers = {
  readonly phone?: PhoneView;
  readonly noPhone?: boolean;
  readonly computer?: ComputerPlatform;
  readonly noBluetooth?: boolean;
  /** "I've updated it": the OS or app version on record no longer counts. */
  readonly updated?: boolean;
};

/** The steps a user was given, kept for "show the steps again". */
export type Guide = {
  readonly route: RouteName;
  readonly phone: PhoneView;
  readonly computer?: ComputerPlatform;
  readonly steps: readonly StepId[];
  readonly canUseComputer: boolean;
};

/** What was there when the steps were first shown: a passkey that is not among these is the new one. */
export type Baseline = { readonly passkeyIds: readonly string[]; readonly at: string };

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
