import type { RolloutCommand } from './command.ts';
import type { Participant } from './nudge.ts';
import type { RolloutAnswer, RolloutScene } from './scene.ts';
import { snoozeUntil } from './snooze-time.ts';
import { zonesOf } from './time-zones.ts';

type Of<Kind extends RolloutCommand['kind']> = Extract<RolloutCommand, { kind: Kind }>;

const longestNote = 500;
/** For a nudge of a campaign that is gone. */
const usualHours = { from: '09:00', to: '16:00' };

/** Works of any nudge, however old: the guide sees for itself where this user stands. */
export async function setUpNow({ campaign }: Of<'set-up-now'>, { turn, ports }: RolloutScene): Promise<RolloutAnswer> {
  const at = ports.now();
  await ports.participants.notePressed(campaign, turn.user, at);
  await ports.participants.noteStarted(campaign, turn.user, at);
  return { goOn: { kind: 'set-up-passkey' } };
}

export async function snooze({ campaign, until }: Of<'snooze'>, scene: RolloutScene): Promise<RolloutAnswer> {
  const { turn, ports } = scene;
  const participant = await pressed(campaign, scene);
  const plan = (await ports.campaigns.load(campaign))?.plan;
  const [zone = ports.settings.defaultTimeZone] = zonesOf({
    mailbox: participant?.timeZone,
    contact: turn.client.timeZone,
    country: participant?.country,
    defaultZone: ports.settings.defaultTimeZone,
  });
  const when = snoozeUntil(until, ports.now(), zone, plan?.sendingHours ?? usualHours);
  if (!(when instanceof Date)) return { reply: { kind: 'snooze-refused', campaign, because: when } };
  await ports.participants.snooze(campaign, turn.user, when);
  return { reply: { kind: 'snoozed', campaign, until: when.toISOString() } };
}

export async function askWhyNot({ campaign }: Of<'ask-why-not'>, scene: RolloutScene): Promise<RolloutAnswer> {
  await pressed(campaign, scene);
  return { reply: { kind: 'why-not', campaign } };
}

/** Goes to the owner's list; with the wish for help, also to the help desk. */
export async function cannot(command: Of<'cannot'>, scene: RolloutScene): Promise<RolloutAnswer> {
  const { turn, ports } = scene;
  const { campaign, because, wantsHelp } = command;
  await pressed(campaign, scene);
  await ports.participants.noteCannot(campaign, turn.user, because, command.note.slice(0, longestNote), ports.now());
  if (!wantsHelp) return { reply: { kind: 'cannot-noted', campaign } };
  const { number } = await ports.requests.open(turn.user, 'human', { screen: 'nudge', checks: { nudge: because } });
  return { reply: { kind: 'cannot-noted', campaign, request: number } };
}

/** Holds for every campaign, now and later. */
export async function stopNudges({ campaign }: Of<'stop-nudges'>, scene: RolloutScene): Promise<RolloutAnswer> {
  const { turn, ports } = scene;
  await pressed(campaign, scene);
  await ports.preferences.stopMessages(turn.user);
  await ports.participants.noteOptedOut(turn.user, ports.now());
  return { reply: { kind: 'nudges-stopped', campaign } };
}

export async function whyThisMessage(
  { campaign: id }: Of<'why-this-message'>,
  { ports }: RolloutScene,
): Promise<RolloutAnswer> {
  const campaign = await ports.campaigns.load(id);
  if (!campaign) return { reply: { kind: 'nothing-open' } };
  const { name: campaignName, ownerName, plan } = campaign;
  return {
    reply: {
      kind: 'why-this-message',
      campaign: id,
      campaignName,
      ownerName,
      ...(plan?.deadline && { deadline: plan.deadline }),
    },
  };
}

async function pressed(campaign: string, { turn, ports }: RolloutScene): Promise<Participant | undefined> {
  if (!turn.isAutomatic) await ports.participants.notePressed(campaign, turn.user, ports.now());
  return ports.participants.load(campaign, turn.user);
}
