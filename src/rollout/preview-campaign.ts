import { contentHash } from './approval.ts';
import type { Campaign } from './campaign.ts';
import { campaignView, isOpen } from './campaign-view.ts';
import { checkOwnWords } from './check-words.ts';
import type { RolloutCommand } from './command.ts';
import { draft } from './draft-campaign.ts';
import { nudgeView } from './nudge-view.ts';
import type { OwnerReply } from './reply.ts';
import type { RolloutPorts, RolloutScene } from './scene.ts';
import { leftAlone, segments } from './segment.ts';
import { showCampaign } from './show-campaign.ts';
import { saved, withCampaign } from './with-campaign.ts';

type Of<Kind extends RolloutCommand['kind']> = Extract<RolloutCommand, { kind: Kind }>;

/** The audience is read by a job; the card is edited when it is there. */
export function previewCampaign({ campaign: id }: Of<'preview-campaign'>, scene: RolloutScene): Promise<OwnerReply> {
  return withCampaign(id, scene, (campaign) => {
    if (campaign.include.length === 0) return draft(campaign, { kind: 'no-groups' });
    const problem = checkOwnWords(campaign, scene.ports.settings);
    if (problem) return { kind: 'campaign-words', campaign: campaignView(campaign), problem };
    if (campaign.status !== 'draft') return showCampaign(campaign, scene.ports);
    return readAudience(campaign, scene);
  });
}

export function readAudience(campaign: Campaign, { turn, ports }: RolloutScene): Promise<OwnerReply> {
  const { approval, ...rest } = campaign;
  // Of the same content: read anew it is what was agreed to.
  const kept = approval?.approved === true && approval.content === contentHash(campaign) ? { approval } : {};
  const planning = {
    askedBy: turn.user,
    startedAt: ports.now().toISOString(),
    step: 'members',
    people: 0,
    requests: 0,
    ...(turn.cardId && { cardId: turn.cardId }),
  } as const;
  return saved({ ...rest, ...kept, status: 'planning', planning }, campaign, ports, async (stored) => {
    await ports.jobs.planCampaign(stored.id);
    return { kind: 'campaign-planning', campaign: campaignView(stored) };
  });
}

/** A job that was lost, or was tried too often, is given anew; one that waits or is at work stays the only one. */
export async function keepPlanning({ campaigns, jobs }: Pick<RolloutPorts, 'campaigns' | 'jobs'>): Promise<void> {
  for (const { id } of await campaigns.withStatus('planning')) await jobs.planCampaign(id);
}

/** When the job has ended, well or not: in the card that says "reading", or where that is gone, in a new one. */
export async function showPlanned(
  id: string,
  ports: Pick<RolloutPorts, 'campaigns' | 'reports' | 'settings' | 'messenger'>,
): Promise<void> {
  const campaign = await ports.campaigns.load(id);
  const planning = campaign?.planning;
  if (!campaign || !planning || campaign.status === 'planning') return;
  const reply = await showCampaign(campaign, ports);
  const isEdited = planning.cardId && (await ports.messenger.retell(planning.askedBy, planning.cardId, reply));
  if (!isEdited) await ports.messenger.tell(planning.askedBy, reply);
}

/** One card for each segment that gets one, as the employees will see it. */
export function sendToMe({ campaign: id }: Of<'send-to-me'>, scene: RolloutScene): Promise<OwnerReply> {
  return withCampaign(id, scene, async (campaign) => {
    const { turn, ports } = scene;
    const about = { round: 0, contactLocale: turn.client.locale };
    const name = await ports.names.nameOf(turn.user);
    for (const segment of segments.filter((one) => !leftAlone.includes(one))) {
      const participant = { name, segment, language: turn.client.locale };
      const view = nudgeView(campaign, { ...about, participant }, ports.settings);
      await ports.messenger.send(turn.user, { kind: 'nudge', ...view, isSample: true });
    }
    return showCampaign(campaign, ports);
  });
}

/** Nobody is asked by Entra and by us: those whom its own campaign asks are left to it. */
export function excludeEntraGroups(
  { campaign: id }: Of<'exclude-entra-groups'>,
  scene: RolloutScene,
): Promise<OwnerReply> {
  return withCampaign(id, scene, (campaign) => {
    const { ports } = scene;
    const groups = campaign.planning?.entraCampaign?.groups ?? [];
    if (!isOpen(campaign) || groups.length === 0) return showCampaign(campaign, ports);
    const exclude = [...new Map([...campaign.exclude, ...groups].map((group) => [group.id, group])).values()];
    return readAudience({ ...campaign, exclude }, scene);
  });
}
