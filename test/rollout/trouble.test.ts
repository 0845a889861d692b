import type { Trouble } from '../../src/rollout/campaign.ts';
import type { WaveCounts } from '../../src/rollout/report.ts';
import { troubleIn } from '../../src/rollout/trouble.ts';

const settings = { troubleShare: 0.05, troubleAtLeast: 5 };
const quiet: WaveCounts = { wave: 1, people: 200, reached: 200, done: 20, blocked: 0, optedOut: 0, stuck: 0 };

test.each<[why: string, waves: readonly WaveCounts[], found: Partial<Trouble> | undefined]>([
  ['nothing yet', [], undefined],
  ['all is quiet', [quiet], undefined],
  ['exactly the share', [{ ...quiet, optedOut: 10 }], undefined],
  ['more than the share', [{ ...quiet, optedOut: 11 }], { what: 'opted-out', count: 11, of: 200, wave: 1 }],
  ['many are stuck', [{ ...quiet, stuck: 30 }], { what: 'stuck', count: 30, of: 200, wave: 1 }],
  ['a large share of few people', [{ ...quiet, people: 8, reached: 8, stuck: 4 }], undefined],
  ['enough of few people', [{ ...quiet, people: 8, reached: 8, stuck: 5 }], { what: 'stuck', count: 5, of: 8 }],
  ['nobody of the wave was written to', [{ ...quiet, reached: 0, optedOut: 50, stuck: 50 }], undefined],
  [
    'everybody blocks it, and so nobody is reached',
    [{ ...quiet, reached: 0, blocked: 50 }],
    { what: 'blocked', count: 50, of: 50 },
  ],
  [
    'the newest wave first',
    [
      { ...quiet, stuck: 30 },
      { ...quiet, wave: 2, stuck: 40 },
    ],
    { wave: 2, count: 40 },
  ],
  [
    'an older wave',
    [
      { ...quiet, stuck: 30 },
      { ...quiet, wave: 2 },
    ],
    { wave: 1, count: 30 },
  ],
])('%s', (_why, waves, found) => {
  const trouble = troubleIn(waves, settings);

  if (found) expect(trouble).toMatchObject({ kind: 'trouble', ...found });
  else expect(trouble).toBeUndefined();
});

const known: readonly Trouble[] = [{ kind: 'trouble', what: 'opted-out', count: 11, of: 200, wave: 1 }];

test.each<[why: string, wave: WaveCounts, isTrouble: boolean]>([
  ['resumed: the same does not pause it again', { ...quiet, optedOut: 11 }, false],
  ['resumed: nor does one more', { ...quiet, optedOut: 12 }, false],
  ['resumed: as many again do', { ...quiet, optedOut: 22 }, true],
  ['resumed: something else does', { ...quiet, optedOut: 11, stuck: 11 }, true],
  ['resumed: the same in another wave does', { ...quiet, wave: 2, optedOut: 11 }, true],
])('%s', (_why, wave, isTrouble) => {
  expect(troubleIn([wave], settings, known) !== undefined).toBe(isTrouble);
});
