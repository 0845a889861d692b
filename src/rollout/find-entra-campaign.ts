import type { Campaign, GroupRef, Planning } from './campaign.ts';
import { PlanningFailed } from './ports.ts';
import type { RolloutPorts } from './scene.ts';
import type { PlanningTrack } from './track-planning.ts';

/** Entra's own registration campaign, where it asks some of this audience for a passkey, too; with the groups it does so by. */
export async function findEntraCampaign(
  campaign: Pick<Campaign, 'id' | 'include' | 'exclude'>,
  ports: Pick<RolloutPorts, 'source' | 'audience'>,
  track: PlanningTrack,
): Promise<Pick<Planning, 'entraCampaign' | 'entraUnread'>> {
  const found = await ports.source.registrationCampaign();
  track.onRequest();
  if (!found.known) return { entraUnread: true };
  if (found.value.state === 'disabled' || found.value.method !== 'fido2') return {};
  const { everybody } = found.value;
  const state = found.value.state === 'enabled' ? 'enabled' : 'microsoft-managed';
  if (everybody) return { entraCampaign: { state, everybody, groups: [] } };

  const groups: GroupRef[] = [];
  for (const group of found.value.groups) if (await overlaps(group, campaign, ports, track)) groups.push(group);
  return groups.length > 0 ? { entraCampaign: { state, everybody, groups } } : {};
}

/** Read only until the first who is in both. */
async function overlaps(
  { id }: GroupRef,
  campaign: Pick<Campaign, 'id' | 'include' | 'exclude'>,
  { source, audience }: Pick<RolloutPorts, 'source' | 'audience'>,
  track: PlanningTrack,
): Promise<boolean> {
  if (campaign.exclude.some((group) => group.id === id)) return false;
  if (campaign.include.some((group) => group.id === id)) return true;
  try {
    for await (const page of source.membersOf(id, track.onRequest)) {
      const users = page.map(({ user }) => user);
      if (((await audience.countAmong?.(campaign.id, users)) ?? 0) > 0) return true;
      await track.add(0);
    }
    return false;
  } catch (error) {
    if (!(error instanceof PlanningFailed)) throw error;
    // What cannot be compared is told rather than passed over.
    return error.because !== 'group-gone';
  }
}
