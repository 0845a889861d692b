import type { FailReason, NudgeStatus, SkipReason } from '../../rollout/nudge.ts';
import type { BlockedReason, CannotReason, UnreachableCause } from '../../rollout/person.ts';

export const unreachableCauses = keysOf<UnreachableCause>({
  'never-met': true,
  'no-teams': true,
  'not-allowed-to-install': true,
  'blocked-by-user': true,
  uninstalled: true,
  'disabled-by-admin': true,
  'account-gone': true,
  unknown: true,
});
export const blockedReasons = keysOf<BlockedReason>({
  'passkeys-off': true,
  'not-targeted': true,
  excluded: true,
  guest: true,
  'account-off': true,
});
export const cannotReasons = keysOf<CannotReason>({ 'no-suitable-phone': true, 'not-my-own-phone': true, other: true });
/** Besides those for which somebody cannot be reached. */
export const failReasons = keysOf<Exclude<FailReason, UnreachableCause>>({
  refused: true,
  'too-many-attempts': true,
  'not-read': true,
});
export const nudgeStatuses = keysOf<NudgeStatus>({
  sent: true,
  claimed: true,
  planned: true,
  waiting: true,
  uncertain: true,
  failed: true,
  skipped: true,
});
export const skipReasons = keysOf<SkipReason>({
  'has-passkey': true,
  'opted-out': true,
  cannot: true,
  'enough-messages': true,
  'left-alone': true,
  'out-of-audience': true,
  'account-disabled': true,
  'away-too-long': true,
  'deadline-passed': true,
  'campaign-over': true,
});

/** A kind that is missing does not type-check. */
function keysOf<Name extends string>(all: Readonly<Record<Name, true>>): readonly Name[] {
  return Object.keys(all) as Name[];
}
