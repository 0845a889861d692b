import type { Known } from '../passkeys/facts.ts';
import type { PasskeyGoal } from '../passkeys/goal.ts';
import type { EntraCampaign, PasskeyTargets } from '../rollout/ports.ts';
import { within } from './deadline.ts';
import { known, unknown } from './known.ts';
import { nameGroups } from './name-groups.ts';
import { parsePasskeyPolicy } from './parse-policy.ts';
import { parseRegistrationCampaign } from './parse-registration-campaign.ts';
import { passkeyTargets } from './passkey-targets.ts';
import { readBatch } from './read-batch.ts';
import { reporter } from './report-failure.ts';
import type { SearchRoom } from './search-people.ts';
import { passkeyPolicyRequest } from './user-requests.ts';

export async function readPasskeyTargets(room: SearchRoom, goal: PasskeyGoal): Promise<Known<PasskeyTargets>> {
  const { client, log, limitMs } = room;
  const batch = await readBatch(client, [passkeyPolicyRequest], within(limitMs), reporter(log, undefined));
  const policy = batch.one(passkeyPolicyRequest.id, parsePasskeyPolicy);
  if (!policy.known) return policy;
  const targets = passkeyTargets(policy.value, goal);
  return targets ? known(targets) : unknown('not-understood');
}

const campaignRequest = { id: 'registration-campaign', url: '/policies/authenticationMethodsPolicy' };

/** A group that is gone, or whose name cannot be read, is called by its id. */
export async function readEntraCampaign(room: SearchRoom): Promise<Known<EntraCampaign>> {
  const { client, log, limitMs } = room;
  const batch = await readBatch(client, [campaignRequest], within(limitMs), reporter(log, undefined));
  const read = batch.one(campaignRequest.id, parseRegistrationCampaign);
  if (!read.known) return read;
  const { groupIds, ...campaign } = read.value;
  const named = await nameGroups(groupIds, room);
  const names = new Map(named.known ? named.value.map(({ id, name }) => [id, name]) : []);
  return known({ ...campaign, groups: groupIds.map((id) => ({ id, name: names.get(id) ?? id })) });
}
