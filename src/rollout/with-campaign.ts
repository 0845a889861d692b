import type { Campaign } from './campaign.ts';
import { campaignView } from './campaign-view.ts';
import type { OwnerReply } from './reply.ts';
import type { RolloutPorts, RolloutScene } from './scene.ts';

/** What every act on a campaign begins with. */
export async function withCampaign(
  id: string,
  { ports }: RolloutScene,
  act: (campaign: Campaign) => Promise<OwnerReply> | OwnerReply,
): Promise<OwnerReply> {
  const campaign = await ports.campaigns.load(id);
  return campaign ? act(campaign) : { kind: 'campaign-gone' };
}

/** Tries against whoever writes at the same moment: the job that goes on with a campaign does, once a minute. */
const mostTries = 5;

/** For what an owner may do at any moment: to a campaign that somebody else has just written it is done again. */
export async function surely(act: () => Promise<OwnerReply>): Promise<OwnerReply> {
  let reply = await act();
  for (let tries = 1; tries < mostTries && reply.kind === 'campaign-changed-meanwhile'; tries++) reply = await act();
  return reply;
}

/** Saved, and shown; or, where somebody else was faster, what is there now. */
export async function saved(
  next: Omit<Campaign, 'revision'>,
  before: Campaign,
  ports: Pick<RolloutPorts, 'campaigns' | 'newId'>,
  show: (campaign: Campaign) => Promise<OwnerReply> | OwnerReply,
): Promise<OwnerReply> {
  const stored: Campaign = { ...next, revision: ports.newId() };
  if (await ports.campaigns.save(stored, before.revision)) return show(stored);
  const current = await ports.campaigns.load(before.id);
  return current ? { kind: 'campaign-changed-meanwhile', campaign: campaignView(current) } : { kind: 'campaign-gone' };
}
