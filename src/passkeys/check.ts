import type { Unreadable } from './facts.ts';

export const checkIds = [
  'account',
  'policy',
  'self-service',
  'passkey',
  'mfa-method',
  'phone',
  'os-version',
  'phone-integrity',
  'authenticator-app',
  'app-version',
] as const;
export type CheckId = (typeof checkIds)[number];
export type CheckResult = 'pass' | 'fail' | 'unknown' | 'not-needed';

/** Where a fact comes from. `you`: the user said so. `teams`: the client the user writes from. */
export type EvidenceSource = 'account' | 'policy' | 'methods' | 'intune' | 'entra' | 'you' | 'teams';

export type Check = {
  readonly id: CheckId;
  readonly result: CheckResult;
  readonly source: EvidenceSource;
  /** The value read, as is. */
  readonly value?: string;
  /** When it was true. */
  readonly at?: Date;
  readonly because?: Unreadable;
};
