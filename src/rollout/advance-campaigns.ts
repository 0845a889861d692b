import type { Campaign, CampaignPlan, Trouble } from './campaign.ts';
import { isPastDeadline, isSpent, nextWave } from './campaign-end.ts';
import { campaignView } from './campaign-view.ts';
import { escalateSilent } from './escalate-silent.ts';
import { freshPatience, type LookPorts, type Patience } from './look-who-is-away.ts';
import type { CampaignCounts } from './report.ts';
import type { RolloutPorts } from './scene.ts';
import { nextSendingTime } from './sending-time.ts';
import { report } from './show-campaign.ts';
import { localDate } from './snooze-time.ts';
import { type TellPorts, tellOwner } from './tell-owner.ts';
import { troubleIn } from './trouble.ts';
import { nextWaveDay, reminderDue, sendingDay, tooLateFor } from './waves.ts';

export type AdvancePorts = Pick<
  RolloutPorts,
  'campaigns' | 'ledger' | 'participants' | 'reports' | 'now' | 'newId' | 'settings'
> &
  LookPorts &
  TellPorts;

type Running = Campaign & { readonly plan: CampaignPlan };

/** To look who is away takes its time: what begins with that comes after the brakes and the waves of all. */
type Afterwards = (patience: Patience) => Promise<void>;

/** Every minute, by one instance, and at start. What was not finished is done again, and comes to the same. */
export async function advanceCampaigns(ports: AdvancePorts): Promise<void> {
  const slow: (readonly [Campaign, Afterwards])[] = [];
  for (const campaign of await ports.campaigns.withStatus('running', 'paused')) {
    const { plan } = campaign;
    if (!plan) continue;
    const afterwards = await byItself(campaign, () => advance({ ...campaign, plan }, ports), ports);
    if (afterwards) slow.push([campaign, afterwards]);
  }
  const patience = freshPatience();
  for (const [campaign, afterwards] of slow) await byItself(campaign, () => afterwards(patience), ports);
}

/** One campaign that cannot go on must not hold up the others. */
async function byItself<T>(campaign: Campaign, work: () => Promise<T>, { log }: AdvancePorts): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    log.error({ err: error, campaign: campaign.id }, 'A campaign could not go on; once more in a minute');
    return undefined;
  }
}

async function advance(campaign: Running, ports: AdvancePorts): Promise<Afterwards | undefined> {
  if (campaign.status === 'paused')
    return isPastDeadline(campaign.plan, ports.now()) ? (patience) => finish(campaign, patience, ports) : undefined;
  const counts = await ports.reports.counts(campaign.id);
  const trouble = troubleIn(counts.waves, ports.settings, campaign.progress?.knownTrouble);
  if (trouble) {
    await pauseFor(trouble, campaign, ports);
    return undefined;
  }
  if (isPastDeadline(campaign.plan, ports.now())) return (patience) => finish(campaign, patience, ports);

  const released = await releaseWave(campaign, counts, ports);
  if (!released) return undefined;
  await planReminders(released, ports);
  // After that: the last reminder is due in the same moment in which there would be nothing left.
  if (await isOver(released, counts, ports)) return (patience) => finish(released, patience, ports);
  return (patience) => escalateOnceADay(released, patience, ports);
}

async function pauseFor(trouble: Trouble, campaign: Running, ports: AdvancePorts): Promise<void> {
  const { progress } = campaign;
  const knownTrouble = [...(progress?.knownTrouble ?? []), trouble];
  const paused = { status: 'paused', pausedBecause: trouble, progress: { ...progress, knownTrouble } } as const;
  const stored = await write({ ...campaign, ...paused }, ports);
  if (!stored) return;
  ports.log.warn({ campaign: campaign.id, ...trouble }, 'A campaign has paused by itself');
  const told = { kind: 'campaign-trouble', campaign: campaignView(stored), because: trouble } as const;
  await tellOwner(campaign, told, ports);
}

/** Snoozed and waiting ones are still to come, and whoever is written to just now has days to answer. */
async function isOver(campaign: Running, counts: CampaignCounts, ports: AdvancePorts): Promise<boolean> {
  const { ledger, reports, now } = ports;
  if (!isSpent(campaign, counts, now())) return false;
  if ((await ledger.left(campaign.id)) + (await ledger.onTheirWay(campaign.id)) > 0) return false;
  // What went out, or came back to wait, between these questions.
  if ((await ledger.left(campaign.id)) > 0) return false;
  return isSpent(campaign, await reports.counts(campaign.id), now());
}

async function finish(campaign: Running, patience: Patience, ports: AdvancePorts): Promise<void> {
  await escalateSilent(campaign, patience, ports, true);
  // Also before it is saved: after a crash in between nobody would look at them again.
  await ports.ledger.skipRest(campaign.id);
  const { pausedBecause: _over, ...rest } = campaign;
  const stored = await write({ ...rest, status: 'finished', endedAt: ports.now().toISOString() }, ports);
  if (!stored) return;
  await ports.ledger.skipRest(campaign.id);
  ports.log.info({ campaign: campaign.id }, 'A campaign is finished');
  await tellOwner(campaign, await report(stored, ports), ports);
}

/** One wave a day, on sending days: a day that was missed, by a pause or an outage, is not caught up with. Undefined: somebody was faster. */
async function releaseWave(
  campaign: Running,
  counts: CampaignCounts,
  ports: AdvancePorts,
): Promise<Running | undefined> {
  const { plan, progress } = campaign;
  const { now, settings, ledger, log } = ports;
  const wave = nextWave(campaign, counts);
  const today = localDate(now(), settings.defaultTimeZone);
  const isItsDay = today >= nextWaveDay(plan, progress?.lastWave?.on) && sendingDay(today, plan.weekdays) === today;
  if (wave === undefined || !isItsDay) return campaign;

  // Planned before it is noted: noted first, a crash in between would lose a whole wave.
  const planned = await ledger.planWave(campaign.id, wave, now());
  const stored = await write({ ...campaign, progress: { ...progress, lastWave: { wave, on: today } } }, ports);
  log.info({ campaign: campaign.id, wave, planned }, 'A wave is due');
  return stored;
}

async function planReminders({ id, plan }: Running, { ledger, now, log, settings }: AdvancePorts): Promise<void> {
  const revived = await ledger.revive(id, now());
  if (revived > 0) log.info({ campaign: id, people: revived }, 'Some who had no chat have one now');
  for (const index of plan.remindAfterDays.keys()) {
    const round = index + 1;
    const tooLate = tooLateFor(plan, round, now(), settings.defaultTimeZone);
    const planned = await ledger.planReminders(id, round, reminderDue(plan, round, now()), now(), tooLate);
    if (planned > 0) log.info({ campaign: id, round, planned }, 'Reminders are due');
  }
}

/** In the hours of the plan, as they are here: nobody needs a person before they are at work. */
async function escalateOnceADay(campaign: Running, patience: Patience, ports: AdvancePorts): Promise<void> {
  const { plan, progress } = campaign;
  const { now, settings } = ports;
  const today = localDate(now(), settings.defaultTimeZone);
  if (progress?.escalatedOn === today) return;
  if (nextSendingTime(now(), plan, [settings.defaultTimeZone]) > now()) return;
  const stored = await write({ ...campaign, progress: { ...progress, escalatedOn: today } }, ports);
  if (stored) await escalateSilent(stored, patience, ports);
}

async function write(next: Running, { campaigns, newId }: AdvancePorts): Promise<Running | undefined> {
  const stored = { ...next, revision: newId() };
  return (await campaigns.save(stored, next.revision)) ? stored : undefined;
}
