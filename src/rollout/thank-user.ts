import type { UserId } from '../passkeys/ids.ts';
import type { RolloutPorts } from './scene.ts';

export type ThankPorts = Pick<
  RolloutPorts,
  'campaigns' | 'ledger' | 'participants' | 'messenger' | 'preferences' | 'log' | 'now'
> & {
  /** The message in which the guide has told a user of the passkey: it may be the nudge that they pressed. */
  readonly guide?: { cardOf(user: UserId): Promise<string | undefined> };
};

/**
 * The passkey is there: the nudge becomes a thank-you, on every client of the user, and nothing rings.
 * Once, and never tried again: a thank-you that comes twice is worse than none.
 */
export async function thank(
  { campaign: id, user }: { readonly campaign: string; readonly user: UserId },
  { campaigns, ledger, participants, messenger, guide, log, now }: ThankPorts,
): Promise<void> {
  try {
    if (!(await participants.claimThanks(user, now()))) return;
    const [campaign, messageId] = await Promise.all([campaigns.load(id), ledger.lastMessage(id, user)]);
    if (!campaign || !messageId) return;
    // There the guide says it itself, and goes on.
    if (messageId === (await guide?.cardOf(user))) return;
    const reply = { kind: 'nudge-thanks', campaign: id, campaignName: campaign.name } as const;
    await messenger.edit(user, messageId, reply, (await participants.load(id, user))?.language);
  } catch (error) {
    log.warn({ err: error, user }, 'Nobody was thanked');
  }
}
