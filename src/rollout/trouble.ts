import type { Trouble } from './campaign.ts';
import type { WaveCounts } from './report.ts';
import type { RolloutSettings } from './scene.ts';

type TroubleSettings = Pick<RolloutSettings, 'troubleShare' | 'troubleAtLeast'>;

/**
 * Why a campaign pauses by itself: in one of its waves too many block the bot, opt out or are stuck; newest wave first.
 * After the owner has resumed, it takes as many again.
 */
export function troubleIn(
  waves: readonly WaveCounts[],
  settings: TroubleSettings,
  known: readonly Trouble[] = [],
): Trouble | undefined {
  return waves
    .toSorted((a, b) => b.wave - a.wave)
    .flatMap((wave) => troublesOf(wave))
    .find((trouble) => isTooMuch(trouble, settings, known));
}

function troublesOf({ wave, people, reached, blocked, optedOut, stuck }: WaveCounts): readonly Trouble[] {
  // Whoever blocks the bot is found when it is written to: not reached, and yet part of the count.
  const of = Math.min(people, reached + blocked);
  return [
    { kind: 'trouble', what: 'blocked', count: blocked, of, wave },
    { kind: 'trouble', what: 'opted-out', count: optedOut, of, wave },
    { kind: 'trouble', what: 'stuck', count: stuck, of, wave },
  ];
}

function isTooMuch(
  { what, wave, count, of }: Trouble,
  { troubleShare, troubleAtLeast }: TroubleSettings,
  known: readonly Trouble[],
): boolean {
  const before = known
    .filter((one) => one.what === what && one.wave === wave)
    .reduce((most, one) => Math.max(most, one.count), 0);
  const added = count - before;
  // A wave nobody was written to has nothing to answer for.
  return of > 0 && added >= troubleAtLeast && added > troubleShare * of;
}
