import type { Campaign, CampaignPlan } from './campaign.ts';
import { isUnderWay } from './campaign-view.ts';
import type { RolloutCommand } from './command.ts';
import type { Participant } from './nudge.ts';
import type { SnoozeProblem } from './reply.ts';
import type { RolloutAnswer, RolloutScene } from './scene.ts';
import { nextSendingTime } from './sending-time.ts';
import { localDate, snoozeUntil } from './snooze-time.ts';
import { zonesOf } from './time-zones.ts';

type Of<Kind extends RolloutCommand['kind']> = Extract<RolloutCommand, { kind: Kind }>;

const longestNote = 500;
/** For a campaign without a plan. */
const usualHours = { from: '09:00', to: '16:00' };

/** Works of any nudge, however old: the guide sees for itself where this user stands. */
export async function setUpNow({ campaign }: Of<'set-up-now'>, { turn, ports }: RolloutScene): Promise<RolloutAnswer> {
  const at = ports.now();
  await ports.participants.notePressed(campaign, turn.user, at);
  await ports.participants.noteStarted(campaign, turn.user, at);
  return { goOn: { kind: 'set-up-passkey' } };
}

export function snooze({ campaign: id, until }: Of<'snooze'>, scene: RolloutScene): Promise<RolloutAnswer> {
  return ofNudge(id, scene, async (campaign) => {
    const { turn, ports } = scene;
    const participant = await pressed(id, scene);
    // Nothing would come of it: better said than promised.
    if (!participant || !campaign || !isUnderWay(campaign)) return { reply: { kind: 'nothing-open' } };
    const zones = zonesOf({
      mailbox: participant.timeZone,
      contact: turn.client.timeZone,
      country: participant.country,
      defaultZone: ports.settings.defaultTimeZone,
    });
    const [zone = ports.settings.defaultTimeZone] = zones;
    const when = snoozeUntil(until, ports.now(), zone, campaign.plan?.sendingHours ?? usualHours);
    const refused = (because: SnoozeProblem) => ({ reply: { kind: 'snooze-refused', campaign: id, because } }) as const;
    if (!(when instanceof Date)) return refused(when);
    if (campaign.plan && isTooLate(when, campaign.plan, zones)) return refused('after-deadline');
    if (!(await ports.participants.snooze(id, turn.user, when))) return refused('no-more');
    return { reply: { kind: 'snoozed', campaign: id, until: when.toISOString() } };
  });
}

/** The message of that day would go out on the next sending day: after the deadline nothing does. */
function isTooLate(when: Date, plan: CampaignPlan, zones: readonly string[]): boolean {
  const { deadline } = plan;
  const at = nextSendingTime(when, plan, zones);
  return deadline !== undefined && zones.some((zone) => localDate(at, zone) > deadline);
}

export function askWhyNot({ campaign: id }: Of<'ask-why-not'>, scene: RolloutScene): Promise<RolloutAnswer> {
  return ofNudge(id, scene, async () => {
    await pressed(id, scene);
    return { reply: { kind: 'why-not', campaign: id } };
  });
}

/** Goes to the owner's list; with the wish for help, also to the help desk. */
export function cannot(command: Of<'cannot'>, scene: RolloutScene): Promise<RolloutAnswer> {
  const { campaign: id, because, wantsHelp } = command;
  return ofNudge(id, scene, async () => {
    const { turn, ports } = scene;
    await pressed(id, scene);
    const words = command.note.replace(/\s+/g, ' ').trim().slice(0, longestNote);
    await ports.participants.noteCannot(id, turn.user, because, words, ports.now());
    if (!wantsHelp) return { reply: { kind: 'cannot-noted', campaign: id } };
    const diagnosis = { screen: 'nudge', cannot: because, ...(words && { words }) };
    const { number } = await ports.requests.open(turn.user, 'human', diagnosis);
    return { reply: { kind: 'cannot-noted', campaign: id, request: number } };
  });
}

/** Holds for every campaign, now and later. */
export function stopNudges({ campaign: id }: Of<'stop-nudges'>, scene: RolloutScene): Promise<RolloutAnswer> {
  return ofNudge(id, scene, async () => {
    const { turn, ports } = scene;
    await pressed(id, scene);
    await ports.preferences.stopNudges(turn.user);
    await ports.participants.noteOptedOut(turn.user, ports.now());
    return { reply: { kind: 'nudges-stopped', campaign: id } };
  });
}

export function whyThisMessage({ campaign: id }: Of<'why-this-message'>, scene: RolloutScene): Promise<RolloutAnswer> {
  return ofNudge(id, scene, async (campaign) => {
    if (!campaign) return { reply: { kind: 'nothing-open' } };
    const { name: campaignName, ownerName, plan } = campaign;
    const about = { campaignName, ownerName, ...(plan?.deadline && { deadline: plan.deadline }) };
    return { reply: { kind: 'why-this-message', campaign: id, ...about } };
  });
}

/** Before a campaign has started nobody has a nudge of it: whoever presses one has made it up, and learns nothing. */
async function ofNudge(
  id: string,
  { ports }: RolloutScene,
  act: (campaign: Campaign | undefined) => Promise<RolloutAnswer>,
): Promise<RolloutAnswer> {
  const campaign = await ports.campaigns.load(id);
  return campaign && !campaign.startedAt ? { reply: { kind: 'nothing-open' } } : act(campaign);
}

async function pressed(campaign: string, { turn, ports }: RolloutScene): Promise<Participant | undefined> {
  await ports.participants.notePressed(campaign, turn.user, ports.now());
  return ports.participants.load(campaign, turn.user);
}
