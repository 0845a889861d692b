import type { GroupId } from '../passkeys/ids.ts';
import { type PasskeyTargets, PlanningFailed } from './ports.ts';
import type { RolloutPorts } from './scene.ts';
import type { PlanningTrack } from './track-planning.ts';

type MarkPorts = Pick<RolloutPorts, 'source' | 'audience' | 'log'>;

/** Marks whom the passkey policy names. Undefined where it could not all be read: then it says nothing about anybody. */
export async function markPolicy(
  campaign: string,
  { source, audience, log }: MarkPorts,
  track: PlanningTrack,
): Promise<PasskeyTargets | undefined> {
  const targets = await source.passkeyTargets();
  track.onRequest();
  if (!targets.known || targets.value.isOff) return targets.known ? targets.value : undefined;
  const { include, exclude, everybody } = targets.value;
  try {
    for (const group of everybody ? [] : include) await mark(group, 'targeted');
    for (const group of exclude) await mark(group, 'excluded');
    return targets.value;
  } catch (error) {
    if (!(error instanceof PlanningFailed)) throw error;
    log.warn({ campaign, because: error.because }, 'A group of the passkey policy could not be read');
    return undefined;
  }

  async function mark(group: GroupId, as: 'targeted' | 'excluded'): Promise<void> {
    try {
      for await (const page of source.membersOf(group, track.onRequest)) {
        const users = page.map(({ user }) => user);
        await audience.mark(campaign, as, users);
        await track.add(users.length);
      }
    } catch (error) {
      // A policy may still name a group that was deleted: nobody is in it.
      if (!(error instanceof PlanningFailed) || error.because !== 'group-gone') throw error;
    }
  }
}
