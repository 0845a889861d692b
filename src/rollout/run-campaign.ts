import { setTimeout as sleep } from 'node:timers/promises';
import { approvalNeeded, isApproved } from './approval.ts';
import type { Campaign } from './campaign.ts';
import { isPastDeadline } from './campaign-end.ts';
import { campaignView } from './campaign-view.ts';
import { checkOwnWords } from './check-words.ts';
import type { RolloutCommand } from './command.ts';
import { doEach } from './do-each.ts';
import { planForm } from './draft-campaign.ts';
import { readAudience } from './preview-campaign.ts';
import type { OwnerReply } from './reply.ts';
import type { RolloutPorts, RolloutScene } from './scene.ts';
import { preview, report, showCampaign } from './show-campaign.ts';
import { saved, surely, withCampaign } from './with-campaign.ts';

type Of<Kind extends RolloutCommand['kind']> = Extract<RolloutCommand, { kind: Kind }>;

/** ms. Of an audience that was read before that, the segments are no longer true. */
const previewIsGoodFor = 24 * 3_600_000;
/** ms. A press is answered within 2 s; what is on its way then is told. */
const longestWait = 1_700;
const lookEvery = 100;
/** Seconds. */
const lookAgainAfter = 2;

export function startCampaign(
  { campaign: id, revision }: Of<'start-campaign'>,
  scene: RolloutScene,
): Promise<OwnerReply> {
  return withCampaign(id, scene, async (campaign) => {
    const { ports } = scene;
    if (campaign.revision !== revision) return showCampaign(campaign, ports);
    if (campaign.status !== 'planned' && campaign.status !== 'approved') return showCampaign(campaign, ports);
    const { audience } = await ports.reports.counts(id);
    const needed = approvalNeeded(campaign, audience, ports.settings);
    if (!isApproved(campaign, needed)) return preview(campaign, ports);
    const problem = checkOwnWords(campaign, ports.settings);
    if (problem) return { kind: 'campaign-words', campaign: campaignView(campaign), problem };
    if (campaign.plan && isPastDeadline(campaign.plan, ports.now()))
      return planForm(campaign, scene, { kind: 'deadline-before-start' });
    if (isOld(campaign, ports)) return readAudience(campaign, scene);
    const startedAt = ports.now().toISOString();
    return saved({ ...campaign, status: 'running', startedAt }, campaign, ports, async (stored) => {
      await ports.jobs.wakeSender();
      return report(stored, ports);
    });
  });
}

function isOld({ planning }: Campaign, { now }: Pick<RolloutPorts, 'now'>): boolean {
  const at = planning?.finishedAt ? Date.parse(planning.finishedAt) : 0;
  return now().getTime() - at > previewIsGoodFor;
}

/** No more is claimed from the moment this is saved; what was claimed before is waited for. */
export function pauseCampaign({ campaign: id }: Of<'pause-campaign'>, scene: RolloutScene): Promise<OwnerReply> {
  const act = async (campaign: Campaign): Promise<OwnerReply> => {
    const { turn, ports } = scene;
    if (campaign.status !== 'running') return showCampaign(campaign, ports);
    const pausedBecause = { kind: 'owner', by: turn.user } as const;
    return saved({ ...campaign, status: 'paused', pausedBecause }, campaign, ports, async (stored) => {
      await untilNoneIsOnItsWay(id, ports);
      return report(stored, ports);
    });
  };
  return surely(() => withCampaign(id, scene, act));
}

export function resumeCampaign({ campaign: id }: Of<'resume-campaign'>, scene: RolloutScene): Promise<OwnerReply> {
  const act = async (campaign: Campaign): Promise<OwnerReply> => {
    const { ports } = scene;
    if (campaign.status !== 'paused') return showCampaign(campaign, ports);
    const { pausedBecause: _over, ...rest } = campaign;
    return saved({ ...rest, status: 'running' }, campaign, ports, async (stored) => {
      await ports.jobs.wakeSender();
      return report(stored, ports);
    });
  };
  return surely(() => withCampaign(id, scene, act));
}

export function stopCampaign(
  { campaign: id, confirmed }: Of<'stop-campaign'>,
  scene: RolloutScene,
): Promise<OwnerReply> {
  const act = async (campaign: Campaign): Promise<OwnerReply> => {
    const { turn, ports } = scene;
    if (campaign.status !== 'running' && campaign.status !== 'paused') return showCampaign(campaign, ports);
    if (!confirmed)
      return { kind: 'confirm-stop', campaign: campaignView(campaign), left: await ports.ledger.left(id) };
    const { pausedBecause: _over, ...rest } = campaign;
    const stopping = { by: turn.user, ...(turn.cardId && { cardId: turn.cardId }) };
    return saved({ ...rest, status: 'stopping', stopping }, campaign, ports, async (stored) => {
      const onTheirWay = await untilNoneIsOnItsWay(id, ports);
      if (onTheirWay > 0) {
        await ports.jobs.wakeSender(lookAgainAfter);
        return { kind: 'campaign-stopping', campaign: campaignView(stored), onTheirWay };
      }
      return (await finishStopping(stored, ports)) ?? showCampaign((await ports.campaigns.load(id)) ?? stored, ports);
    });
  };
  return surely(() => withCampaign(id, scene, act));
}

/** "Stopped" is only ever shown when nothing can go out any more. Undefined: not yet, or somebody else did it. */
export async function finishStopping(
  campaign: Campaign,
  ports: Pick<RolloutPorts, 'campaigns' | 'ledger' | 'reports' | 'now' | 'newId'>,
): Promise<OwnerReply | undefined> {
  if ((await ports.ledger.onTheirWay(campaign.id)) > 0) return undefined;
  const { stopping: _done, ...rest } = campaign;
  const stopped: Campaign = {
    ...rest,
    revision: ports.newId(),
    status: 'stopped',
    endedAt: ports.now().toISOString(),
  };
  // Also before it is saved: after a crash in between nobody would look at them again.
  await ports.ledger.skipRest(campaign.id);
  if (!(await ports.campaigns.save(stopped, campaign.revision))) return undefined;
  await ports.ledger.skipRest(campaign.id);
  return report(stopped, ports);
}

/** Of those that the press could not wait for: the card is edited when they have arrived. */
export async function finishAllStopping(ports: StoppingPorts & Pick<RolloutPorts, 'log'>): Promise<void> {
  const campaigns = await ports.campaigns.withStatus('stopping');
  await doEach(Object.fromEntries(campaigns.map((one) => [one.id, () => finishAndTell(one, ports)])), ports.log);
}

type StoppingPorts = Pick<RolloutPorts, 'campaigns' | 'ledger' | 'reports' | 'messenger' | 'jobs' | 'now' | 'newId'>;

async function finishAndTell(campaign: Campaign, ports: StoppingPorts): Promise<void> {
  const reply = await finishStopping(campaign, ports);
  const { stopping } = campaign;
  if (!reply) await ports.jobs.wakeSender(lookAgainAfter);
  if (!reply || !stopping) return;
  const isEdited = stopping.cardId && (await ports.messenger.retell(stopping.by, stopping.cardId, reply));
  if (!isEdited) await ports.messenger.tell(stopping.by, reply);
}

async function untilNoneIsOnItsWay(campaign: string, { ledger }: Pick<RolloutPorts, 'ledger'>): Promise<number> {
  const since = performance.now();
  for (;;) {
    const left = await ledger.onTheirWay(campaign);
    if (left === 0 || performance.now() - since > longestWait) return left;
    await sleep(lookEvery);
  }
}
