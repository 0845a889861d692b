import type { Requests } from '../helpdesk/request.ts';
import type { PasskeyGoal } from '../passkeys/goal.ts';
import type { GroupId } from '../passkeys/ids.ts';
import type { Answers, Baseline, Enrollment, Guide } from './enrollment.ts';
import type { Directory, Enrollments, Feedback, Log, PersonalData, Preferences, Reminders, Watch } from './ports.ts';
import type { Notice, Screen } from './reply.ts';
import type { SymptomId } from './symptoms.ts';
import type { Turn } from './turn.ts';

export type Settings = {
  readonly goal: PasskeyGoal;
  /** Pilot: everybody else gets a polite "not yet". */
  readonly audience: GroupId | undefined;
};

export type Ports = {
  readonly directory: Directory;
  readonly enrollments: Enrollments;
  readonly requests: Requests;
  readonly preferences: Preferences;
  readonly feedback: Feedback;
  readonly personalData: PersonalData;
  readonly watch: Watch;
  readonly reminders: Reminders;
  readonly log: Log;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly settings: Settings;
};

/** One turn with all it needs. */
export type Scene = { readonly turn: Turn; readonly enrollment: Enrollment | undefined; readonly ports: Ports };

/** What a turn leads to. */
export type Outcome =
  /** Says something beside the guide. */
  | { readonly kind: 'say'; readonly notice: Notice }
  /** Shows the screen where the user is; nothing changes. */
  | { readonly kind: 'stay' }
  /** Goes to another screen. What is left out stays as it is. */
  | {
      readonly kind: 'go';
      readonly screen: Screen;
      readonly answers?: Answers;
      readonly guide?: Guide;
      readonly baseline?: Baseline;
      /** A new beginning: the walk before is over. */
      readonly isFresh?: true;
      /** Counted once the screen is stored, so that two clients count as one. */
      readonly feedback?: { readonly symptom: SymptomId; readonly helped: boolean };
      /** Look for the new passkey from now on. */
      readonly watch?: true;
    };

export function say(notice: Notice): Outcome {
  return { kind: 'say', notice };
}

export const stay: Outcome = { kind: 'stay' };

export function go(screen: Screen, also: Omit<Extract<Outcome, { kind: 'go' }>, 'kind' | 'screen'> = {}): Outcome {
  return { kind: 'go', screen, ...also };
}

export function isOn({ enrollment }: Scene, ...kinds: readonly Screen['kind'][]): boolean {
  return enrollment !== undefined && kinds.includes(enrollment.screen.kind);
}
